import json
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.platforms.lines import Lines
from bot.settings import load_settings
from tests.bot.program import TALK, duban, heard, inside, lines, written

KEYS = (
    "conversation",
    "id",
    "intent",
    "text",
    "tasks",
    "bureaus",
    "indicators",
    "phases",
    "count",
    "clarify",
    "not_found",
    "drafts",
    "recorded",
    "buttons",
    "files",
    "private",
    "error",
)
BLANK = json.dumps(["", "", "", "", [], [], [], [], None, False, False, [], [], [], [], False])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A directory whose ledger knows the samples."""
    directory = tmp_path_factory.mktemp("chat")
    assert inside(directory, "documents", "list").returncode == 0
    return directory


def test_a_question_gets_one_line_with_every_key_in_order(place):
    (line,) = lines(
        place,
        {"conversation": "c1", "text": "市医保局牵头哪些任务", "document": "sh2023-tcm"},
    )
    assert tuple(line) == KEYS
    assert line["conversation"] == "c1"
    assert line["id"]
    assert line["error"] is None
    assert line["bureaus"] == ["市医保局"]
    assert line["tasks"]
    assert {task["document"] for task in line["tasks"]} == {"sh2023-tcm"}
    assert "市医保局" in line["text"]


def test_ids_differ_and_conversations_are_kept_apart(place):
    said = [{"conversation": name, "text": "你好"} for name in ("a", "b", "a")]
    first, other, second = lines(place, *said)
    assert [first["conversation"], other["conversation"]] == ["a", "b"]
    assert first["id"] != second["id"]


WRONG = (
    (b"{", "不是合法的 JSON"),
    (b"", "不是合法的 JSON"),
    (b"[1]", "JSON 对象"),
    (b'"text"', "JSON 对象"),
    (b"[" * 100_000, "不是合法的 JSON"),
    ("市医保局".encode("gb18030"), "不是 UTF-8"),
    (b'{"conversation": "c", "text": "' + b"a" * (1 << 20) + b'"}', "太长"),
    ({"conversation": "c"}, "缺少 text"),
    ({"conversation": "c", "text": "  "}, "缺少 text"),
    ({"text": "你好"}, "缺少 conversation"),
    ({"conversation": 7, "text": "你好"}, "conversation 要是字符串"),
    ({"conversation": "c", "text": ["你好"]}, "text 要是字符串"),
    ({"conversation": "c", "text": "你好", "txt": "再见"}, "不认识的键：txt"),
    ({"conversation": "c", "text": "你好", "press": "x"}, "press 不能"),
    ({"conversation": "c", "text": "你好", "document": "没有的"}, "没有这份文件：没有的"),
    ({"conversation": "c", "text": "你好", "person": "张三"}, "没有这个人：张三"),
    ({"conversation": "c", "text": "你好", "now": "明天"}, "时间要写成"),
    ({"conversation": "c", "file": "没有的.docx"}, "没有这个文件"),
    ({"conversation": "c", "text": "\ud800"}, "代理字符"),
)


@pytest.fixture(scope="module")
def answers(place):
    """What came out for every wrong line, each followed by a good one."""
    good = {"conversation": "c", "text": "你好"}
    said = (line for wrong, _told in WRONG for line in (wrong, good))
    out = heard(duban(place, *TALK, given=written(*said)))
    assert len(out) == 2 * len(WRONG)
    return out


@pytest.mark.parametrize("number", range(len(WRONG)), ids=[told for _line, told in WRONG])
def test_a_wrong_line_gets_its_one_line_and_the_next_is_answered(answers, number):
    wrong, after = dict(answers[2 * number]), answers[2 * number + 1]
    assert WRONG[number][1] in wrong.pop("error")
    assert json.dumps(list(wrong.values())) == BLANK
    assert after["error"] is None


def test_null_is_the_same_as_absent(place):
    (line,) = lines(place, {"conversation": "c", "text": "你好", "person": None, "now": None})
    assert line["error"] is None


def test_a_line_may_have_its_own_now(place):
    said = {"conversation": "c", "text": "现在是哪个阶段", "document": "jingan2024"}
    early, late = lines(place, said | {"now": "2024-05-15"}, said | {"now": "2024-08-01T09:00"})
    assert early["phases"] != late["phases"]


def test_text_is_utf8_whatever_the_locale_says(place):
    said = {"conversation": "c", "text": "市医保局牵头哪些任务", "document": "sh2023-tcm"}
    as_utf8 = json.dumps(said, ensure_ascii=False).encode()
    strange = {"PYTHONIOENCODING": "gb18030", "LC_ALL": "zh_CN.GB18030", "PYTHONUTF8": "0"}
    (line,) = heard(duban(place, *TALK, given=b"\xef\xbb\xbf" + as_utf8 + b"\n", **strange))
    assert line["bureaus"] == ["市医保局"]


def test_a_last_line_without_its_end_is_answered_too(place):
    given = written({"conversation": "c", "text": "你好"}).rstrip()
    assert len(heard(inside(place, *TALK, given=given))) == 1


async def test_what_breaks_is_told_by_kind_and_never_in_somebodys_words(caplog):
    class Broken:
        ledger = None

        async def answer(self, inbound, *_):
            raise RuntimeError(f"cannot answer {inbound.text}")

    reading = Lines(
        cast("Any", Broken()), load_settings(), lambda: datetime(2026, 7, 25, tzinfo=UTC)
    )
    line = written({"conversation": "c", "text": "某人说的话"})
    assert "内部错误" in await reading.answer(line)
    assert "RuntimeError" in caplog.text
    assert "某人说的话" not in caplog.text
