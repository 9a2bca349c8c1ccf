"""Menus come from the route table: each role is offered what it may, and each command is words."""

import re

import pytest

from handlers.menu import menu, spoken
from tests.handlers.team import text


def names(role):
    return {one.name for one in menu(role)}


def test_each_role_is_offered_what_it_may():
    assert names(None) == set()
    assert {"help", "my", "due", "tasks", "documents"} <= names("staff")
    assert "new" not in names("manager")
    assert names("coordinator") - names("staff") >= {"new"}
    assert names("admin") - names("coordinator") == {"requests"}


def test_commands_are_what_telegram_takes():
    every = menu("admin")
    assert len({one.name for one in every}) == len(every)
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", one.name) for one in every)
    assert all(3 <= len(one.description) <= 256 for one in every)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/help", "帮助"),
        ("/due@duban_bot", "近期到期的任务"),
        ("/tasks 市医保局", "市医保局的任务"),
        ("/tasks", "有哪些任务"),
        ("/到期", "近期到期的任务"),
        ("/start", "你好"),
        ("/start hi", "你好"),
        ("/start abcDEF12345678", "加入 abcDEF12345678"),
        ("/市医保局牵头哪些任务", "市医保局牵头哪些任务"),
        ("/duban 绑定 精简", "绑定 精简"),
        ("/duban", "帮助"),
        ("/nosuch", "帮助"),
        ("bind 精简", "绑定 精简"),
        ("due", "近期到期的任务"),
        ("ddl", "ddl"),
        ("第7项", "第7项"),
        ("9/30前的", "9/30前的"),
    ],
)
def test_a_command_is_what_it_says(typed, said):
    assert spoken(typed) == said


@pytest.mark.parametrize("command", [one.name for one in menu("staff")])
async def test_every_command_is_understood(team, command):
    staff = await team.has("张三", bureau="市医保局")
    reply = await staff.says(f"/{command}")
    assert reply.intent != "unknown"
    assert reply.blocks


async def test_help_shows_only_what_one_may(team):
    staff, admin = await team.has("张三"), await team.has("钱主任", "admin")
    assert "更正" not in text(await staff.says("帮助"))
    assert "更正" in text(await admin.says("帮助"))
    assert "开通申请" in text(await admin.says("帮助"))
