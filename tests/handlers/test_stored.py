"""A reply that was stored is the same reply when it is read again."""

import json

import pytest

from handlers.reply import (
    Attachment,
    Button,
    Field,
    FormShown,
    Item,
    Reply,
    Span,
    Table,
    TaskRef,
    bold,
    faint,
    say,
    words,
)
from handlers.stored import dump_reply, load_reply

EVERYTHING = Reply(
    "task",
    (
        say("已登记：", bold("建设<乡镇>中医馆")),
        Item(words("第7项"), (("牵头", words("县卫生健康局", faint("（更正）"))),)),
        Table(("短名", "任务"), (("a", "3"), ("b", "4"))),
        say(Span("逾期", "red")),
    ),
    tasks=(TaskRef("sh2023-tcm", "7"),),
    bureaus=("市医保局",),
    indicators=("中医馆",),
    phases=("部署阶段",),
    count=3,
    clarify=True,
    not_found=True,
    buttons=(Button("确认", "ok"),),
    files=("台账.xlsx",),
    attachments=(Attachment("图.png", b"\x89PNG\x00\xff", "picture", "进度"),),
    form=FormShown("newtask", "新增任务", (Field("title", "标题", choices=(("a", "甲"),)),)),
    private=True,
    settles=True,
)


@pytest.mark.parametrize("reply", [Reply("thanks", ()), EVERYTHING])
def test_a_stored_reply_comes_back_whole(reply):
    assert load_reply(dump_reply(reply)) == reply


def test_what_another_version_wrote_is_understood_as_far_as_possible():
    assert load_reply('{"intent":"help","blocks":[],"mood":"good"}') == Reply("help", ())


def test_an_empty_table_stays_one():
    reply = Reply("list", (Table((), ()), Item(())))
    assert load_reply(dump_reply(reply)) == reply
    assert json.loads(dump_reply(reply))["intent"] == "list"


@pytest.mark.parametrize("text", ["", "nonsense", '{"intent":3,"blocks":[]}'])
def test_what_is_no_reply_is_refused(text):
    with pytest.raises(ValueError, match=r"\S"):
        load_reply(text)
