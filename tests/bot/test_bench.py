"""The benchmark runs and says what it measured; how fast anything is, no test asserts."""

import pytest

from bot.bench.ledgers import FIVE, SMALL, Size, size_of
from bot.bench.questions import QUESTIONS
from bot.bench.rows import Mark, Row
from bot.bench.synthetic import TASKS_A_PAPER, Office, printed
from bot.bench.table import cells
from bot.errors import BadInputError
from knowledge.papers.parse import parse
from knowledge.reading import read
from tests.bot.program import heard, inside, refused


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Where made-up ledgers are kept between the runs of these tests."""
    return tmp_path_factory.mktemp("ledgers")


def bench(directory, kept, *arguments):
    options = ("--quick", "--size", "5,80", "--directory", str(kept))
    return inside(directory, "bench", *options, *arguments)


def test_each_row_stands_beside_its_limit(tmp_path, kept):
    names = ("understand", "find", "lookup", "write", "plan")
    rows = heard(bench(tmp_path, kept, "--json", *(f"--only={name}" for name in names)))
    assert {row["row"] for row in rows} == set(names)
    marked = [row for row in rows if row["compared"] == "ratio"]
    assert marked
    for row in marked:
        assert row["score"] == pytest.approx(row["value"] / row["limit"])
        kept_to = row["score"] >= row["mark"] if row["at_least"] else row["score"] <= row["mark"]
        assert row["met"] is kept_to


def test_people_get_a_table(tmp_path, kept):
    done = bench(tmp_path, kept, "--only", "understand")
    assert done.returncode == 0, done.stderr
    assert "达标" in done.stdout
    assert "读懂一句话" in done.stdout


def test_a_ledger_is_made_once(tmp_path, kept):
    bench(tmp_path, kept, "--only", "find")
    made = {file: file.stat().st_mtime_ns for file in kept.glob("*-80.db")}
    assert len(made) == 1
    bench(tmp_path, kept, "--only", "find")
    assert {file: file.stat().st_mtime_ns for file in kept.glob("*-80.db")} == made


def test_a_paper_of_ones_own_is_parsed(tmp_path, kept):
    (tmp_path / "a.txt").write_text(printed(Office(50).paper(3)), "utf-8")
    rows = heard(bench(tmp_path, kept, "--json", "--only", "parse", "--paper", "a.txt"))
    assert rows[0]["note"].startswith("1份")


def test_what_cannot_be_measured_is_refused(tmp_path, kept):
    assert "没有这一项" in refused(bench(tmp_path, kept, "--only", "luck"), 2)
    assert "--paper" in refused(bench(tmp_path, kept, "--only", "parse", "--paper", "无.txt"), 2)


def test_sizes_as_people_write_them():
    assert size_of("5") == FIVE
    assert size_of("1k") == SMALL
    assert size_of("1M") == Size("1m", 1_000_000)
    for wrong in ("", "十万", "7", "1g"):
        with pytest.raises(BadInputError):
            size_of(wrong)


def test_made_up_papers_are_always_the_same_and_readable():
    paper = Office(50).paper(7)
    assert paper == Office(50).paper(7)
    understood = parse(read(printed(paper).encode(), "a.txt"), "a")
    assert len(understood.tasks) == TASKS_A_PAPER
    assert [task.lead for task in understood.tasks] == [task.lead for task in paper.tasks]
    assert len(set(QUESTIONS)) == len(QUESTIONS) >= 100


def test_a_mark_missed_is_said():
    slow = Row("x", "某项", "ms", 3.0, 1.0, "对照", Mark("ratio", 2.0))
    assert cells(slow)[-3:] == ("3.00×", "≤ 2×", "未达标")
    roomy = Row("x", "某项", "MiB", 230.0, 100.0, "空闲进程", Mark("difference", 140.0))
    assert cells(roomy)[-3:] == ("+130 MiB", "≤ 140 MiB", "达标")
    assert cells(Row("x", "某项", "ms", 3.0))[-1] == ""
