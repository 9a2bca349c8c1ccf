import csv
import io
import json

import pytest

from tests.bot.papers import PAPER, SECOND_EDITION
from tests.bot.program import NOW, inside, lines, refused


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A directory with a ledger that has the paper, in hand."""
    directory = tmp_path_factory.mktemp("papers")
    (directory / "要点.txt").write_text(PAPER, "utf-8")
    (directory / "要点二版.txt").write_text(SECOND_EDITION, "utf-8")
    (directory / "坏的.docx").write_bytes(b"PK\x03\x04 not really")
    done = inside(directory, "import", "要点.txt", "--slug", "qh2024", "--activate", "--yes")
    assert done.returncode == 0, done.stderr
    assert "3 项任务" in done.stdout
    assert "已存入台账：qh2024（新增 3 项任务）" in done.stdout
    return directory


def test_parse_as_json(place):
    done = inside(place, "parse", "要点.txt", "--json")
    paper = json.loads(done.stdout)
    assert paper["doc_number"] == "清卫发〔2024〕12号"
    assert [task["ref"] for task in paper["tasks"]] == ["1", "2", "3"]
    assert paper["tasks"][1]["lead"] == ["区民政局"]
    assert paper["tasks"][0]["deadline"] == "2024-09-30"
    assert done.stderr == ""


def test_parse_for_people(place):
    shown = inside(place, "parse", "要点.txt").stdout
    assert "2024年清河区基层卫生工作要点" in shown
    assert "3 项任务" in shown
    assert "区民政局" in shown
    assert "2024-09-30" in shown


def test_parse_touches_no_database(tmp_path):
    (tmp_path / "a.txt").write_text(PAPER, "utf-8")
    assert inside(tmp_path, "parse", "a.txt").returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_escapes_in_a_paper_do_not_reach_the_terminal(place):
    evil = PAPER.replace("社区护理站建设", "社区\x1b[2J\x1b]0;x\x07护理站\x9b31m建设")
    (place / "恶意.txt").write_text(evil, "utf-8")
    for more in ([], ["--json"]):
        done = inside(place, "parse", "恶意.txt", *more)
        assert done.returncode == 0
        assert "\x1b" not in done.stdout
        assert "\x9b" not in done.stdout


@pytest.mark.parametrize("command", [["parse"], ["import", "--yes"]])
def test_a_file_that_cannot_be_read_says_why(place, command):
    assert "坏的.docx" in refused(inside(place, *command, "坏的.docx"), 2)


def test_one_bad_file_does_not_stop_the_others(place):
    done = inside(place, "import", "坏的.docx", "要点.txt", "--yes")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "没有变化" in done.stdout


def test_the_same_file_again_changes_nothing(place):
    done = inside(place, "import", "要点.txt", "--slug", "qh2024")
    assert done.returncode == 0
    assert "没有变化" in done.stdout


def test_a_new_edition_shows_its_difference_and_waits_for_a_yes(place):
    done = inside(place, "import", "要点二版.txt")
    assert done.returncode == 2
    assert done.stderr == "这里没有人可以确认，请加 --yes\n"
    assert "qh2024" in done.stdout
    assert "建设智慧公卫平台" in done.stdout
    assert "加强基层药品配备" in done.stdout
    after = inside(place, "documents", "show", "qh2024").stdout
    assert "加强基层药品配备" in after


def test_answers_come_from_the_imported_paper(place):
    (line,) = lines(
        place, {"conversation": "c", "text": "区民政局牵头哪些任务", "document": "qh2024"}
    )
    assert line["tasks"] == [{"document": "qh2024", "ref": "2"}]


def test_a_file_sent_in_a_conversation_is_shown_and_waits_for_its_button(place):
    (shown,) = lines(place, {"conversation": "c", "file": str(place / "要点二版.txt")})
    assert "2024年清河区基层卫生工作要点" in shown["text"]
    values = {button["label"]: button["value"] for button in shown["buttons"]}
    cancelled, missing = lines(
        place,
        {"conversation": "c", "press": values["取消"]},
        {"conversation": "c", "file": "没有的.txt"},
    )
    assert cancelled["error"] is None
    assert missing["error"] == "没有这个文件：没有的.txt"
    assert "加强基层药品配备" in inside(place, "documents", "show", "qh2024").stdout


def test_documents_are_listed_with_state_and_size(place):
    listed = inside(place, "documents", "list").stdout
    row = next(line for line in listed.splitlines() if "qh2024" in line)
    assert row == "qh2024｜在办｜3｜清卫发〔2024〕12号｜2024年清河区基层卫生工作要点"
    assert "jingan2024｜样例" in listed


def test_states_change_and_a_document_goes(tmp_path):
    (tmp_path / "a.txt").write_text(PAPER, "utf-8")
    inside(tmp_path, "import", "a.txt", "--slug", "a", "--yes")
    assert "在办" in inside(tmp_path, "documents", "activate", "a").stdout
    assert "归档" in inside(tmp_path, "documents", "archive", "a").stdout
    assert "--yes" in refused(inside(tmp_path, "documents", "remove", "a"), 2)
    assert inside(tmp_path, "documents", "remove", "a", "--yes").returncode == 0
    assert "a｜" not in inside(tmp_path, "documents", "list").stdout


def test_export_json_has_every_paper_in_the_shape_of_parse(place):
    exported = json.loads(inside(place, "export", "--format", "json", "--now", NOW).stdout)
    assert exported["exported_at"].startswith("2024-07-25T10:00:00")
    papers = {paper["slug"]: paper for paper in exported["documents"]}
    assert len(papers) == 6
    assert papers["qh2024"]["state"] == "active"
    assert papers["qh2024"]["tasks"][1]["lead"] == ["区民政局"]


def test_export_csv_opens_in_excel_and_has_the_papers_in_hand(place):
    done = inside(place, "export", "--format", "csv", "-o", "台账.csv")
    assert done.returncode == 0
    text = (place / "台账.csv").read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert [row["任务编号"] for row in rows] == ["1", "2", "3"]
    assert rows[1]["牵头单位"] == "区民政局"
    assert rows[1]["配合单位"] == "区卫生健康委、区财政局"
    assert rows[0]["办理时限"] == "2024-09-30"


def test_export_ics_is_a_calendar_of_deadlines(place):
    text = inside(place, "export", "--format", "ics", "--now", NOW).stdout
    assert text.startswith("BEGIN:VCALENDAR")
    assert "DTSTART;VALUE=DATE:20240930" in text
    assert "DTSTAMP:20240725T020000Z" in text
    assert all(len(line.encode()) <= 75 for line in text.splitlines())


def test_an_export_that_cannot_be_written_says_so(place):
    assert "写不了" in refused(
        inside(place, "export", "--format", "csv", "-o", "/nowhere/a.csv"), 1
    )
