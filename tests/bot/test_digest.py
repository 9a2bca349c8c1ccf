"""`duban digest` and the 台账, as files that are opened again."""

import asyncio
import io
import json
import re
import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from bot.cli.digest_shown import plain
from bot.exports.digest_document import document
from bot.exports.digest_picture import picture
from bot.exports.digest_workbook import workbook
from bot.exports.drawing import drawable, wrapped
from bot.exports.facts import Facts
from bot.exports.ledger_workbook import HEAD, Stood, ledger_workbook
from db.correcting import Order
from db.filing import Filing
from db.ledger import Ledger
from db.records import Assignment, Document, Indicator, Phase, Task, TaskQuery
from db.standing import Standing
from knowledge.papers.model import Deadline, Period, Target
from reminders.digest import digest
from reminders.facts import IndicatorFact
from reminders.lights import USUAL
from reminders.week import Read, WeekFacts, Work, week_until
from tests.bot.program import inside, refused

ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2024-10-14T09:00:00+08:00")
EVIL = '=HYPERLINK("http://x")'
PAPER = Document(
    1, "plan", "工作方案", "active", period=Period(date(2024, 1, 1), date(2024, 12, 31))
)


def task(number, title, due):
    units = (Assignment(number, f"市{number}局", "lead"),)
    return Task(
        number,
        1,
        "plan",
        str(number),
        number,
        title,
        "",
        assignments=units,
        deadline=Deadline("explicit", due),
    )


def made():
    """A week in which something of everything happened."""
    late, later = date(2024, 10, 10), date(2024, 10, 20)
    stands = [
        (task(1, EVIL, late), Standing("task", 1, state="in_progress", percent=40)),
        (task(2, "新建$护理站$😀", later), Standing("task", 2, state="blocked", blocker="+经费")),
        (task(3, "办完的", later), Standing("task", 3, state="done", done_on=date(2024, 10, 9))),
    ]
    works = [Work(one, PAPER, now, Standing("task", one.id)) for one, now in stands]
    figure = Indicator(5, 1, "plan", "中医馆", "个", 2023, 20, (Target(2024, 40),))
    read = Read(IndicatorFact(figure, date(2024, 10, 9), 22), IndicatorFact(figure))
    phase = Phase(1, 1, "plan", "推进阶段", date(2024, 5, 1), date(2024, 10, 31))
    facts = WeekFacts(
        week_until(NOW),
        documents=(PAPER,),
        works=tuple(works),
        indicators=(read,),
        phases=(phase,),
    )
    return digest(facts)


def cells(page):
    return [[one.value for one in row] for row in page.iter_rows()]


def test_the_workbook_has_a_sheet_for_each_number_and_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(workbook(made())))
    assert book.sheetnames == [
        *("概览", "台账", "要决定或督促的", "灯有变化", "本周办结", "指标", "没有反馈的单位"),
        "未来两周",
    ]
    overview = {row[1]: (row[2], row[4]) for row in cells(book["概览"])[2:]}
    assert overview["本周办结"] == (1, "第3项")
    assert overview["🔴红灯（逾期或严重滞后）"] == (1, "第1项")
    every = [one for page in book for row in page.iter_rows() for one in row]
    assert {one.data_type for one in every} <= {"s", "n"}
    evil = [one for one in every if one.value == EVIL]
    assert evil
    assert all(one.data_type == "s" and one.quotePrefix for one in evil)


def test_the_document_is_laid_out_as_a_weekly_report():
    file = docx.Document(io.BytesIO(document(made())))
    said = [one.text for one in file.paragraphs]
    assert said[0] == "督办周报"
    assert "二、要决定或督促的事项" in said
    assert any("推进阶段" in one for one in said)
    rows = [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]
    assert any(row[0] == "受阻" and "市2局分管领导" in row[-1] for row in rows)
    assert any("中医馆" in row[0] and "▼落后序时" in row[-1] for row in rows)


def test_the_picture_is_as_wide_as_a_phone_and_says_words_beside_colours():
    data = picture(made())
    assert data.startswith(b"\x89PNG")
    width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
    assert width == 1080
    assert 1200 < height < 4000
    assert picture(digest(WeekFacts(week_until(NOW)))).startswith(b"\x89PNG")


def test_what_the_font_lacks_is_left_out_and_lines_begin_with_no_comma():
    assert drawable("进展😀\n$x$ \x1b[31m好") == "进展 $x$ 好"
    assert wrapped("一二三、四五六", 10, 2, 30) == ["一二", "三、…"]


def test_json_has_the_documented_keys():
    def shape(value):
        if isinstance(value, dict):
            return {key: shape(item) for key, item in value.items()}
        rows = isinstance(value, list) and value and isinstance(value[0], dict)
        return shape(value[0]) if rows else None

    readme = (ROOT / "README.md").read_text("utf-8")
    (documented,) = re.findall(r'^```json\n(\{"since".*?)^```$', readme, re.MULTILINE | re.DOTALL)
    expected, given = json.loads(documented), plain(made())
    assert given.keys() == expected.keys()
    for key in ("moved", "closed", "decisions", "indicators", "silent", "coming", "phases"):
        assert shape(given[key]).keys() == shape(expected[key]).keys(), key
    assert given["lights"]["red"]["now"] == {
        "count": 1,
        "tasks": [{"document": "plan", "ref": "1"}],
    }


def test_the_ledger_as_a_workbook_tells_how_each_task_stands():
    tasks = (task(1, EVIL, date(2024, 10, 10)), task(2, "建站", date(2024, 12, 20)))
    stands = {2: Standing("task", 2, state="blocked", percent=30, blocker="-经费")}
    paper = Facts(PAPER, (), tasks, (), (), ())
    data = ledger_workbook([paper], Stood(stands, {}, USUAL), NOW)
    book = openpyxl.load_workbook(io.BytesIO(data))
    title, head, first, second = cells(book["督办台账"])
    assert "截至2024年10月14日" in title[0]
    assert head == [name for name, _width in HEAD]
    one, two = (dict(zip(head, row, strict=True)) for row in (first, second))
    assert (one["任务"], one["灯"], one["状态"]) == (EVIL, "🔴红灯", "未启动")
    assert (two["完成进度"], two["存在问题"], two["牵头单位"]) == ("30%", "-经费", "市2局")
    assert book["督办台账"].cell(3, 6).data_type == "s"


@pytest.fixture(scope="module")
def ledger_file(ground, tmp_path_factory):
    """A ledger with one active paper and one report, to copy."""
    file = shutil.copy(ground, tmp_path_factory.mktemp("ledger") / "duban.db")

    async def prepare():
        async with await Ledger.open(f"sqlite:///{file}") as ledger:
            (paper,) = [one for one in await ledger.documents() if one.slug == "jingan2024"]
            order = Order("测试", datetime.fromisoformat("2024-05-01T09:00:00+08:00"), "a")
            await ledger.set_state(paper.id, "active", order)
            (one, *_) = (await ledger.tasks(TaskQuery((paper.id,)))).tasks
            at = datetime.fromisoformat("2024-07-24T09:00:00+08:00")
            filing = Filing("r", "task", one.id, paper.id, at, "张三", blocker="经费")
            await ledger.progress.file(replace(filing, percent=20))

    asyncio.run(prepare())
    return file


@pytest.fixture
def office(ledger_file, tmp_path):
    shutil.copy(ledger_file, tmp_path / "duban.db")
    return tmp_path


def done(office, *arguments, now="2024-07-29T09:00"):
    result = inside(office, "--now", now, *arguments)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_any_week_is_made_again_as_it_was(office):
    before = json.loads(done(office, "digest", "--week", "2024-07-17", "--json"))
    week = json.loads(done(office, "digest", "--week", "2024-07-24", "--json"))
    assert before["since"] == "2024-07-15T00:00:00+08:00"
    assert [one["kind"] for one in before["decisions"]] != ["blocked"]
    assert week["decisions"][0]["blocker"] == "经费"
    assert week["reports"]["tasks"] == [{"document": "jingan2024", "ref": "(一)"}]


def test_it_is_read_in_a_minute(office):
    told = done(office, "digest")
    assert "卡在经费" in told
    assert "创建推进阶段" in told
    assert len(told) < 1500


def test_files_are_written_where_they_are_wanted(office):
    told = done(office, "digest", "--png", "w.png", "--xlsx", "w.xlsx", "--docx", "w.docx")
    assert told.splitlines() == ["已写入 w.png", "已写入 w.xlsx", "已写入 w.docx"]
    assert (office / "w.png").read_bytes().startswith(b"\x89PNG")
    assert "台账" in openpyxl.load_workbook(office / "w.xlsx").sheetnames
    assert docx.Document(str(office / "w.docx")).tables


def test_the_ledger_is_exported_as_a_workbook(office):
    done(office, "export", "--format", "xlsx", "-o", "l.xlsx")
    page = openpyxl.load_workbook(office / "l.xlsx")["督办台账"]
    assert page.max_row == 2 + 6
    assert "经费" in [one.value for one in page[3]]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--week", "昨天"], "--week 要写成"),
        (["--week", "2024-09-01"], "还没有开始"),
        (["--scope", "部门"], "范围要写成"),
        (["--scope", "document:banan2024"], "激活"),
        (["--scope", "bureau:没有的局"], "没有这个单位"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(office, arguments, why):
    assert why in refused(inside(office, "--now", "2024-07-29", "digest", *arguments), 2)


def test_leaders_see_their_own_scope_and_staff_none(office):
    inside(office, "people", "add", "王局", "--role", "manager", "--scope", "document:jingan2024")
    inside(office, "people", "add", "张三", "--bureau", "区医保局")
    own = json.loads(done(office, "--as", "王局", "digest", "--json"))
    assert own["scope"] == "document:jingan2024"
    assert "范围是" in refused(inside(office, "--as", "王局", "digest", "--scope", "all"), 2)
    assert "领导" in refused(inside(office, "--as", "张三", "digest"), 2)
