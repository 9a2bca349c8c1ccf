import csv
import io
from datetime import UTC, date, datetime

from bot.exports.calendar import calendar_text
from bot.exports.facts import Facts
from bot.exports.table import csv_text
from db.records import Assignment, Document, Phase, Task
from knowledge.papers.model import DatedPhrase, Deadline, Period

NOW = datetime(2024, 7, 25, 2, tzinfo=UTC)
PAPER = Document(
    1, "qh2024", "清河区工作要点", "active", period=Period(date(2024, 1, 1), date(2024, 12, 31))
)


def facts(*tasks, phases=()):
    return Facts(PAPER, (), tasks, (), phases, ())


def task(title, deadline=Deadline("open"), text="", **more):  # noqa: B008 (a frozen record)
    return Task(9, 1, "qh2024", "3", 1, title, text, deadline=deadline, **more)


def rows(*tasks):
    return list(csv.DictReader(io.StringIO(csv_text([facts(*tasks)]).removeprefix("\ufeff"))))


def test_a_cell_that_looks_like_a_formula_stays_text():
    (row,) = rows(task("=HYPERLINK(1)", text="+86"))
    assert row["任务"] == "'=HYPERLINK(1)"
    assert row["主要内容"] == "'+86"


def test_key_points_stand_in_where_the_original_is_not_at_hand():
    (row,) = rows(task("建设护理站", points=("新建5个", "年底前开业")))
    assert row["主要内容"] == "新建5个；年底前开业"


def test_an_open_and_an_assumed_deadline_are_told_apart():
    assumed = Deadline("period", date(2024, 12, 31))
    open_row, assumed_row = rows(task("甲"), task("乙", assumed))
    assert (open_row["办理时限"], open_row["时限说明"]) == ("", "长期推进")
    assert (assumed_row["办理时限"], assumed_row["时限说明"]) == ("2024-12-31", "按文件期限推定")


def events(*tasks, phases=()):
    text = calendar_text([facts(*tasks, phases=phases)], NOW)
    return text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]


def test_every_date_of_a_task_is_an_event_with_its_own_lasting_key():
    due = Deadline(
        "explicit",
        date(2024, 9, 30),
        "9月底",
        (DatedPhrase(date(2024, 6, 30), "6月底"), DatedPhrase(date(2024, 9, 30), "9月底")),
    )
    lead = Assignment(4, "区民政局", "lead")
    first, second = events(task("建设护理站; 甲,乙", due, assignments=(lead,)))
    assert "UID:qh2024-task-9-20240630@duban\r\n" in first
    assert "DTSTART;VALUE=DATE:20240930\r\nDTEND;VALUE=DATE:20241001\r\n" in second
    assert "SUMMARY:第3项到期：建设护理站\\; 甲\\,乙\r\n" in second
    assert "牵头：区民政局\\n时限：9月底" in second


def test_a_task_without_a_date_is_no_event_and_a_phase_ends():
    phase = Phase(5, 1, "qh2024", "部署阶段", None, date(2024, 6, 30))
    (event,) = events(task("长期的"), phases=(phase,))
    assert "SUMMARY:部署阶段结束" in event


def test_long_lines_are_folded_between_characters():
    due = Deadline("explicit", date(2024, 9, 30))
    text = calendar_text([facts(task("中医药" * 60, due))], NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "中医药" * 60 in text.replace("\r\n ", "")
