"""Lists of people as offices keep them: what is understood, what is refused, what it changes."""

import io
import zipfile

import openpyxl
import pytest

from bot.errors import BadInputError
from bot.rosters import position_of, role_of, roster_in
from db.records import Account
from tests.bot.program import inside

pytestmark = pytest.mark.usefixtures("duban_db")

CSV = """姓名,单位,角色,手机,Slack 邮箱,职务
李雷,市医保局,联络员,13800138000,LL@x.cn,科员
韩梅梅,信息科,督办员,021-55550188,hm@x.cn,副主任
王芳,督查室,管理员,,,
"""


def run(directory, data, name="roster.csv", *more):
    (directory / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return inside(directory, "people", "import", name, *more)


def listed(directory):
    shown = inside(directory, "people", "list", "--contacts").stdout.splitlines()
    return [tuple(cell.strip() for cell in line.split("｜")) for line in shown[1:]]


def names(directory):
    return [row[1] for row in listed(directory)]


def workbook(*rows, merged=()):
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "说明"
    first.append(["填写说明", "照样填"])
    sheet = book.create_sheet("名册")
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Into the ledger


def test_a_list_is_shown_and_stored_and_again_changes_nothing(tmp_path):
    first = run(tmp_path, CSV)
    assert first.returncode == 0, first.stderr
    assert "新增 3 人" in first.stdout
    assert "将新建：信息科、督查室" in first.stdout
    assert "13800138000" not in first.stdout

    again = run(tmp_path, CSV)

    assert "名册没有变化" in again.stdout
    assert listed(tmp_path)[:2] == [
        ("1", "李雷", "市医保局", "", "", "工作人员", "全部", "ll@x.cn", "13800138000", ""),
        ("2", "韩梅梅", "信息科", "副职", "", "督办人员", "全部", "hm@x.cn", "021-55550188", ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_whatever_encoding_excel_chose(tmp_path, encoding):
    assert run(tmp_path, CSV.encode(encoding)).returncode == 0
    assert names(tmp_path) == ["李雷", "韩梅梅", "王芳"]


def test_only_looking_changes_nothing(tmp_path):
    assert "新增 3 人" in run(tmp_path, CSV, "roster.csv", "--dry-run").stdout
    assert names(tmp_path) == []


def test_what_changed_is_shown_and_who_is_missing_stays(tmp_path):
    run(tmp_path, CSV)

    changed = "姓名,单位,角色,手机,邮箱\n李雷,医政科,督办员,13900139000,ll@x.cn\n"
    result = run(tmp_path, changed)

    assert "改动 1 人" in result.stdout
    assert "角色：工作人员 → 督办人员；电话更新；单位：市医保局 → 医政科" in result.stdout
    assert "文件里没有的 2 人不动：韩梅梅（编号 2）、王芳（编号 3）" in result.stdout
    assert listed(tmp_path)[0][:6] == ("1", "李雷", "医政科", "", "", "督办人员")
    assert len(names(tmp_path)) == 3


def test_errors_name_their_rows_and_nothing_is_taken(tmp_path):
    wrong = (
        "姓名,单位,角色,手机,邮箱,Telegram\n"
        "李雷,市医保局,科长,13800138000,,\n"
        "韩梅梅,各区人民政府,,,,\n"
        ",信息科,联络员,,,\n"
        "张伟,信息科,,1.38E+10,,\n"
        "赵强,信息科,,,zq,\n"
        "孙丽,信息科,,,,@sunli\n"
        "周杰,信息科,,,,\n"
        "周杰,信息科,,,,\n"
    )

    result = run(tmp_path, wrong)

    assert result.returncode == 2
    told = result.stderr.splitlines()
    assert [line.partition("：")[0] for line in told[:7]] == [
        f"第 {row} 行" for row in (2, 3, 4, 5, 6, 7, 9)
    ]
    for line, why in zip(
        told,
        ("角色：科长", "统称", "姓名", "1.38E+10", "zq", "@sunli", "第 8 行相同"),
        strict=False,
    ):
        assert why in line
    assert "没有改动" in told[-1]
    assert names(tmp_path) == []


def test_an_account_that_is_somebody_elses_is_an_error(tmp_path):
    inside(tmp_path, "people", "add", "王芳", "--telegram", "42")

    result = run(tmp_path, "姓名,邮箱,Telegram\n王芳,wf@x.cn,42\n李雷,ll@x.cn,42\n")

    assert result.returncode == 2
    assert "第 3 行" in result.stderr


def test_two_of_one_name_are_told_apart_by_unit_and_email(tmp_path):
    two = "姓名,单位,邮箱\n张伟,市医保局,a@x.cn\n张伟,信息科,b@x.cn\n"
    run(tmp_path, two)

    again = run(tmp_path, "姓名,单位,邮箱,手机\n张伟,医政科,b@x.cn,13800138000\n")

    assert "单位：信息科 → 医政科" in again.stdout
    assert [row[2] for row in listed(tmp_path)] == ["市医保局", "医政科"]
    unclear = run(tmp_path, "姓名,手机\n张伟,13900139000\n")
    assert unclear.returncode == 2
    assert "第 2 行：名册里不止一个张伟" in unclear.stderr


def test_a_workbook_with_a_title_and_merged_units(tmp_path):
    data = workbook(
        ["督办联络员名册", None, None, None],
        ["序号", "单位（盖章）", "姓 名*", "手机号码"],
        [1, "市医保局", "李雷", 13800138000],
        [2, None, "韩梅梅", "13900139000"],
        [],
        ["注：请于月底前报送", None, None, None],
        merged=("A1:D1", "B3:B4", "A6:D6"),
    )

    result = run(tmp_path, data, "名册.xlsx")

    assert result.returncode == 0, result.stderr
    assert [row[1:3] for row in listed(tmp_path)] == [("李雷", "市医保局"), ("韩梅梅", "市医保局")]
    assert listed(tmp_path)[0][8] == "13800138000"
    assert "没有用到的列：序号" in result.stdout


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        ("甲,乙\n1,2\n", "x.csv", "没有找到名册"),
        ("", "x.csv", "不是表格"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "x.xls", "旧版"),
        (b"PK\x03\x04" + bytes(600), "x.xlsx", ".xlsx 或 .csv"),
        (b"%PDF-1.7 ", "x.csv", "不是表格"),
        ("姓名,身份证\n张伟,11010519491231002X\n", "x.csv", "身份证"),
        ("姓名,单位\n" + "张伟,a\n" * 5001, "x.csv", "表格太大"),
    ],
)
def test_what_is_no_list_of_people_is_refused_in_one_line(tmp_path, data, name, why):
    result = run(tmp_path, data, name)

    assert result.returncode == 2
    assert why in result.stderr
    assert result.stderr.count("\n") == 1
    assert names(tmp_path) == []


def test_a_workbook_that_swells_is_refused_before_it_is_read(tmp_path):
    data = io.BytesIO(workbook(["姓名"], ["张伟"]))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet9.xml", b" " * 40_000_000)

    assert "表格太大" in run(tmp_path, data.getvalue(), "x.xlsx").stderr


# Columns and words


def entry(head, *cells):
    (found,) = roster_in([[head, cells]]).entries
    return found


def test_columns_are_known_by_name_in_any_order():
    found = entry(
        ("备注", "分管单位", "Slack ID", "Telegram 编号", "联系电话（必填）", "部门", " 姓 名 "),
        *("x", "信息科、医政科", "U1", "42", "5555-0188", "督查室", "张伟"),
    )

    assert (found.name, found.bureau, found.phone) == ("张伟", "督查室", "5555-0188")
    assert found.in_charge_of == ("信息科", "医政科")
    assert found.accounts == (Account("telegram", "", "42"), Account("slack", "", "U1"))
    assert (found.role, found.email, found.row) == (None, None, 2)


def test_the_slack_email_comes_before_any_other():
    assert entry(("姓名", "邮箱", "Slack邮箱"), "张伟", "a@x.cn", "b@x.cn").email == "b@x.cn"


@pytest.mark.parametrize(
    ("said", "role"),
    [
        *(("工作人员", "staff"), ("联络员", "staff"), ("Staff", "staff"), ("领导", "manager")),
        *(
            ("管理", "manager"),
            ("督办员", "coordinator"),
            ("督办人员", "coordinator"),
            ("協調員", "coordinator"),
        ),
        *(("管理员", "admin"), (" 管理 员", "admin")),
    ],
)
def test_roles_in_the_words_of_offices(said, role):
    assert role_of(said) == role


def test_a_role_nobody_knows_says_which_there_are():
    with pytest.raises(BadInputError, match="工作人员、领导、督办人员、管理员"):
        role_of("科长")


@pytest.mark.parametrize(
    ("title", "position"),
    [
        *(("局长", "head"), ("党组书记、局长", "head"), ("副局长", "deputy")),
        *(("办公室副主任", "deputy"), ("一级主任科员", "staff"), ("科员", "staff")),
        *(("主要负责人", "head"), ("分管领导", "deputy"), ("deputy", "deputy")),
    ],
)
def test_titles_say_who_heads_a_unit(title, position):
    assert position_of(title) == position
