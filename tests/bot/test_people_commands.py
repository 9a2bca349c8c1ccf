"""People and channels on the command line, as whoever sets the bot up does it."""

import re
import sqlite3

import pytest

from tests.bot.program import inside, lines, refused


@pytest.fixture
def office(duban_db, tmp_path):
    """A directory with a ledger and its first admin."""
    assert done(tmp_path, "people", "add", "王芳", "--role", "admin", "--bureau", "督查室") == "1\n"
    return tmp_path


def done(directory, *arguments):
    """What a command that works prints."""
    result = inside(directory, *arguments)
    assert result.returncode == 0, result.stderr
    return result.stdout


def rows(shown):
    """Cells of a printed table, without its head."""
    return [[cell.strip() for cell in line.split("｜")] for line in shown.splitlines()[1:]]


def test_people_are_added_with_all_that_is_known_of_them(office):
    added = done(
        *(office, "people", "add", "张伟", "--bureau", "市医保局", "--role", "manager"),
        *("--position", "head", "--in-charge-of", "信息科", "医政科", "--scope", "bureau:信息科"),
        *("--telegram", "42", "--slack", "T1:U1", "--email", "ZW@x.cn", "--phone", "021-5555"),
    )

    assert added == "2\n"
    plain = rows(done(office, "people", "list"))
    assert plain[1] == [
        *("2", "张伟", "市医保局", "主要负责人", "信息科、医政科", "领导", "bureau:信息科"),
        "Telegram、Slack",
    ]
    told = rows(done(office, "people", "list", "--contacts"))
    assert told[1][-3:] == ["zw@x.cn", "021-5555", "telegram:42、slack:T1:U1"]


def test_nobody_sees_how_to_reach_people_unless_asked(office):
    done(office, "people", "add", "张伟", "--email", "zw@x.cn", "--phone", "13800138000")

    shown = done(office, "people", "list")

    assert "zw@x.cn" not in shown
    assert "138" not in shown


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["add", "张伟", "--role", "boss"], "没有这种角色：boss"),
        (["add", "张伟", "--slack", "zhangwei"], "成员 ID"),
        (["add", "张伟", "--telegram", "@zhangwei"], "数字编号"),
        (["add", "张伟", "--scope", "bureau:没有的局"], "没有这个单位"),
        (["add", "张伟", "--bureau", "各区人民政府"], "统称"),
        (["add"], "缺少 NAME"),
        (["invite", "张伟"], "名册里没有这个人：张伟"),
        (["remove", "7"], "名册里没有这个人：7"),
        (["move", "王芳", "--to", "医政科", "--since", "明天"], "--since 要写成"),
        (["approve", "1"], "--person"),
        (["approve", "1", "--person", "王芳"], "没有编号为 1 的申请"),
        (["import", "none.csv"], "没有这个文件"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(office, arguments, why):
    assert why in refused(inside(office, "people", *arguments), 2)


def test_a_name_that_two_have_is_an_error_that_tells_them_apart(office):
    for bureau in ("市医保局", "医政科"):
        done(office, "people", "add", "张伟", "--bureau", bureau)

    told = refused(inside(office, "--as", "张伟", "ask", "你好"), 2)

    assert "编号 2（市医保局）" in told
    assert "编号 3（医政科）" in told
    assert done(office, "--as", "3", "ask", "你好")
    (answer,) = lines(office, {"conversation": "c", "text": "你好", "person": "张伟"})
    assert "不止一个" in answer["error"]
    (answer,) = lines(office, {"conversation": "c", "text": "你好", "person": "3"})
    assert answer["error"] is None


def test_an_invitation_says_what_the_person_types(office):
    shown = done(office, "people", "invite", "王芳", "--bot", "@duban_bot")

    [code] = re.findall(r"加入 (\S+)", shown)
    assert f"https://t.me/duban_bot?start={code}" in shown
    assert "7 天" in shown
    database = sqlite3.connect(office / "duban.db")
    assert code not in "".join(database.iterdump())
    database.close()


def test_who_moves_and_leaves_hands_over(office):
    done(office, "people", "add", "张伟", "--bureau", "市医保局", "--in-charge-of", "信息科")
    moved = done(office, "people", "move", "张伟", "--to", "医政科", "--since", "2024-07-01")
    assert "医政科" in moved

    left = done(office, "people", "remove", "张伟", "--hand-over-to", "王芳")

    assert "分管的 1 个单位已移交王芳" in left
    assert rows(done(office, "people", "list")) == [
        ["1", "王芳", "督查室", "", "信息科", "管理员", "全部", ""]
    ]
    assert "名册里没有这个人" in refused(inside(office, "--as", "张伟", "ask", "你好"), 2)


def test_what_is_said_of_somebody_changes_in_one_go(office):
    done(office, "people", "add", "张伟", "--bureau", "信息科", "--telegram", "42")

    done(
        office,
        *("people", "change", "张伟", "--role", "督办员", "--slack", "U1", "--email", "a@x.cn"),
    )

    told = rows(done(office, "people", "list", "--contacts"))[1]
    assert (told[5], told[7], told[9]) == ("督办人员", "a@x.cn", "telegram:42、slack:U1")
    wrong = ("people", "change", "王芳", "--role", "staff", "--telegram", "42")
    assert "张伟" in refused(inside(office, *wrong), 2)
    assert rows(done(office, "people", "list"))[0][5] == "管理员"
    assert "没有说要改什么" in refused(inside(office, "people", "change", "王芳"), 2)


def test_an_account_that_was_unlinked_is_nobodys(office):
    done(office, "people", "add", "张伟", "--telegram", "42")

    done(office, "people", "unlink", "--telegram", "42")

    assert rows(done(office, "people", "list"))[1][7] == ""
    assert "没有和名册里的人关联" in refused(
        inside(office, "people", "unlink", "--telegram", "42"), 2
    )


def test_in_somebodys_name_only_what_they_may(office):
    done(office, "people", "add", "张伟", "--role", "staff")

    refused(inside(office, "--as", "张伟", "people", "add", "李雷"), 2)
    refused(inside(office, "--as", "张伟", "channels", "add", "--slack", "C1"), 2)
    done(office, "--as", "王芳", "people", "add", "李雷")

    assert [row[1] for row in rows(done(office, "people", "list"))] == ["王芳", "张伟", "李雷"]


def test_channels_subscribe_and_are_removed(office):
    added = done(
        *(office, "channels", "add", "--telegram", "-10042:7", "--name", "督办群"),
        *("--document", "sh2023-tcm", "banan2024", "--bureau", "市医保局", "--minimal"),
        *("--kind", "deadline", "--kind", "digest、overdue", "--quiet", "18:00-08:30"),
        *("--timezone", "Asia/Urumqi"),
    )
    assert added == "1\n"
    assert done(office, "channels", "add", "--slack", "C1") == "2\n"

    one, two = rows(done(office, "channels", "list"))
    assert one == [
        *("1", "telegram:-10042:7", "督办群", "sh2023-tcm、banan2024", "市医保局"),
        *("deadline、digest、overdue", "18:00-08:30", "Asia/Urumqi", "是"),
    ]
    assert two == ["2", "slack:C1", "", "全部在办", "全部", "全部", "默认", "默认", ""]
    done(office, "channels", "remove", "slack:C1")
    done(office, "channels", "remove", "1")
    assert done(office, "channels", "list") == "没有登记频道\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--telegram", "群"], "群号是数字"),
        (["--slack", "#general"], "频道 ID"),
        (["--slack", "C1", "--telegram", "-1"], "二选一"),
        ([], "二选一"),
        (["--slack", "C1", "--kind", "gossip"], "没有这种提醒：gossip"),
        (["--slack", "C1", "--quiet", "25:00-08:00"], "18:00-08:30"),
        (["--slack", "C1", "--timezone", "Asia/Nowhere"], "没有这个时区：Asia/Nowhere"),
        (["--slack", "C1", "--document", "none"], "没有这份文件：none"),
    ],
)
def test_what_is_wrong_with_a_channel_is_said(office, arguments, why):
    assert why in refused(inside(office, "channels", "add", *arguments), 2)
    assert done(office, "channels", "list") == "没有登记频道\n"
