"""What may be said to a 通知 that waits, and what of it changes."""

from datetime import date, datetime

import pytest

from knowledge.broadcasts.edits import edit_in
from knowledge.broadcasts.model import Edit

TODAY = date(2024, 7, 25)
at = datetime.fromisoformat


@pytest.mark.parametrize(
    ("said", "edit"),
    [
        ("改成：静安创建8月起进入迎接评审阶段", Edit(words="静安创建8月起进入迎接评审阶段")),
        ("内容改为：请于周五前确认", Edit(words="请于周五前确认", by=at("2024-07-26T18:00"))),
        ("明天上午9点发", Edit(at=at("2024-07-26T09:00"))),
        ("改到周一发吧", Edit(at=at("2024-07-29T09:00"))),
        ("马上发", Edit(at="now")),
        ("周五前签收", Edit(by=at("2024-07-26T18:00"))),
        ("签收截止改到7月31日", Edit(by=at("2024-07-31T18:00"))),
        ("只发给市医保局、市财政局", Edit(whom="units", units="市医保局、市财政局")),
        ("发给各成员单位", Edit(whom="members")),
        ("发给所有人", Edit(whom="everyone")),
        ("强制", Edit(compulsory=True)),
        ("不强制", Edit(compulsory=False)),
        ("不用签收", Edit(receipt=False)),
        ("要本人签收", Edit(personal=True, receipt=True)),
        ("按单位签收就行", Edit(personal=False, receipt=True)),
        ("第12项完成60%", None),
        ("市医保局牵头哪些任务", None),
        ("确认", None),
        ("取消", None),
        ("周五到期的有哪些", None),
    ],
)
def test_the_draft_is_changed_as_said(said, edit):
    assert edit_in(said, TODAY) == edit
