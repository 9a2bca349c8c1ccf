"""Every route says who may use it, and nobody else can."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from db.records import Account, Person
from handlers import answering, deciding, routes
from handlers.reply import plain_text
from handlers.rights import Right, may, refusal
from handlers.turn import Speaker
from tests.handlers.team import speaker

TABLES = (
    routes.ROUTES,
    routes.ORDERS,
    routes.PRESSED,
    routes.FOLLOWING,
    routes.HAPPENED,
    routes.FORMS,
    routes.WORDED,
    answering.OWN,
    deciding.DRAFTED,
)


BY_TARGET = {"report"}
"""Who may report hangs on whose the task is (see test_who_may_do_what)."""


def test_every_entry_of_every_table_declares_a_right():
    entries = [entry for table in TABLES for entry in table.values()]
    assert len(entries) > 30
    assert {entry.right for entry in entries} <= set(get_args(Right))


def test_no_change_is_open_to_everybody_on_the_roster():
    drafted = [route for kind, route in deciding.DRAFTED.items() if kind not in BY_TARGET]
    changing = (*drafted, routes.ORDERS["correction"], routes.WORDED["newtask"])
    assert {route.right for route in changing} <= {"coordinator", "admin"}


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        ("stranger", "anyone"),
        ("staff", "anyone roster"),
        ("manager", "anyone roster"),
        ("coordinator", "anyone roster coordinator"),
        ("admin", "anyone roster coordinator admin"),
        ("local", "anyone roster coordinator admin"),
    ],
)
def test_a_role_may_what_the_roles_below_it_may(role, rights):
    assert [right for right in get_args(Right) if may(speaker(role), right)] == rights.split()


def test_who_has_left_may_nothing_any_more():
    gone = Person(1, "张三", "admin", left_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert not may(Speaker("张三", gone, Account("telegram", "", "7")), "roster")


def test_a_refusal_says_whom_to_ask():
    line = refusal(speaker("staff"), "coordinator", ["李四", "王五"])
    assert line is not None
    assert "督办人员（李四、王五）" in plain_text((line,))


def test_a_stranger_hears_how_to_get_in_and_nothing_else():
    line = refusal(speaker("stranger"), "coordinator", ["李四"])
    assert line is not None
    assert "申请开通" in plain_text((line,))
    assert "李四" not in plain_text((line,))
