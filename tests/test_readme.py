"""The READMEs are a contract: what they document exists, and what exists they document."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import typer

from bot.cli.app import app
from bot.cli.common import COMMON
from bot.platforms.lines import KEYS, answer_line
from bot.settings import PREFIX, Settings
from handlers.reply import Button, Reply, TaskRef
from handlers.routes import INTENTS
from knowledge.papers import model
from knowledge.papers.public import to_json
from knowledge.questions.wishes import wish_in

ROOT = Path(__file__).parents[1]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROJECT = ("bot", "handlers", "reminders", "knowledge", "db", "tests", "docs", "deploy", ".ci")
_WRITTEN = {".py", ".md", ".toml", ".txt", ".lock", ".sql", ".json", ".jsonl", ".html", ".yml", ""}


@pytest.fixture(scope="module", params=[ENGLISH, CHINESE], ids=lambda path: path.name)
def readme(request):
    return request.param.read_text("utf-8")


def blocks(text, kind):
    return [body for language, body in _BLOCK.findall(text) if language == kind]


def block(text, kind, start):
    """The one block of that kind that begins so."""
    (found,) = (body for body in blocks(text, kind) if body.startswith(start))
    return found


def synopses(text):
    """Command → its options, as the README's synopsis has them."""
    found = {}
    for line in block(text, "text", "duban chat").splitlines():
        words = re.sub(r"\[.*?\]|--?[a-z-]+ [A-Z]+|\b[A-Z]+…?(?= |$)", "", line).split()
        found[" ".join(words[1:])] = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", line))
    return found


def commands(command, path=()):
    """Every command below `command` with its options, `--help` left out."""
    if hasattr(command, "list_commands"):
        if path and command.invoke_without_command:
            yield " ".join(path), options(command)
        for name in command.list_commands(None):
            yield from commands(command.get_command(None, name), (*path, name))
        return
    yield " ".join(path), options(command)


def options(command):
    """How the options of a command are spelled, `--help` left out."""
    spelled = [option for one in command.params for option in (*one.opts, *one.secondary_opts)]
    return {option for option in spelled if option.startswith("-")} - {"--help"}


def shape(value):
    """The keys of JSON, at every depth; of a list, those of its first item."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    rows = isinstance(value, list) and value and isinstance(value[0], dict)
    return [shape(value[0])] if rows else None


def paper():
    """A paper with one of everything."""
    day = date(2026, 9, 30)
    return model.Paper(
        slug="",
        title="",
        period=model.Period(day, day),
        amends=model.Amends(None, None),
        changes=(model.Change("", "", None, None),),
        sections=(model.Section(1, None, "", 1),),
        tasks=(
            model.Task(
                "",
                None,
                "",
                "",
                1,
                deadline=model.Deadline("open", all=(model.DatedPhrase(day, ""),)),
                quantities=(model.Quantity(None, "", 1),),
                measures=(model.Measure(None, "", 1),),
            ),
        ),
        indicators=(model.Indicator("", targets=(model.Target(2027, 1),)),),
        phases=(model.Phase("", None, None),),
        duties=(model.Duty("", ""),),
        members=("",),
        doubts=(model.Doubt(1, ""),),
    )


def test_every_command_and_option_is_documented_and_exists(readme):
    assert synopses(readme) == dict(commands(typer.main.get_command(app)))


def test_the_common_options_are_documented(readme):
    assert re.findall(r"^--\w+", block(readme, "text", "--database"), re.MULTILINE) == list(COMMON)


def test_every_environment_variable_is_documented_and_exists(readme):
    known = {f"{PREFIX}{field}".upper() for field in Settings.model_fields}
    assert set(re.findall(r"\bDUBAN_[A-Z_]+[A-Z]\b", readme)) == known


def test_the_json_of_parse_has_the_documented_keys(readme):
    documented = json.loads(block(readme, "json", '{"slug"'))
    assert shape(documented) == shape(to_json(paper()))


def test_the_lines_of_chat_have_the_documented_keys(readme):
    said = [json.loads(line) for line in block(readme, "jsonl", "{").splitlines()]
    assert {key for line in said for key in line} == set(KEYS)
    reply = Reply("", (), tasks=(TaskRef("", ""),), bureaus=("",), buttons=(Button("", ""),))
    heard = json.loads(block(readme, "json", '{"conversation"'))
    assert shape(heard) == shape(json.loads(answer_line("c1", "m1", reply)))


def test_the_intents_are_documented(readme):
    assert block(readme, "text", "greeting").split() == list(INTENTS)


def test_the_ways_to_correct_are_understood(readme):
    rows = re.findall(r"^\| (`.*?) \|", readme, re.MULTILINE)
    said = [text for row in rows for text in re.findall(r"`([^`]+)`", row) if "项" in text]
    assert said
    assert [text for text in said if wish_in(text) is None] == []


def test_make_knows_the_documented_targets(readme):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake ([a-z]+)\b", "".join(blocks(readme, "sh"))):
        assert f"\n{target}:" in makefile, target


def test_both_languages_say_the_same():
    english, chinese = (path.read_text("utf-8") for path in (ENGLISH, CHINESE))
    assert _BLOCK.findall(english) == _BLOCK.findall(chinese)
    heads = (
        re.findall(r"^#+(?= )", _BLOCK.sub("", text), re.MULTILINE) for text in (english, chinese)
    )
    assert next(heads) == next(heads)
    tables = (len(re.findall(r"^\|", text, re.MULTILINE)) for text in (english, chinese))
    assert next(tables) == next(tables)


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")))
def test_links_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_no_file_names_a_package_index_or_a_place_on_this_machine():
    places = re.compile(
        r"pypi\.(?:org|python)|pythonhosted|/simple/|"
        rf"(?<![\w.~/]){re.escape(str(ROOT))}/|(?<![\w.~/])/(?:home|Users)/\w"
    )
    named = {
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in written_files()
        if (found := places.search(path.read_text("utf-8", errors="replace")))
        and path != Path(__file__)
    }
    assert named == set()


def written_files():
    """Everything that is part of the project and written as text."""
    yield from (path for path in ROOT.iterdir() if path.is_file() and _is_ours(path))
    for folder in _PROJECT:
        yield from (
            path for path in (ROOT / folder).rglob("*") if path.is_file() and _is_ours(path)
        )


def _is_ours(path):
    return path.suffix in _WRITTEN and path.name not in {".env", ".coverage"}
