"""What somebody settles: the files afterwards, before and after in words, where it holds."""

from datetime import date, timedelta

import pytest

from knowledge.house_rules.model import Ruling
from knowledge.papers.model import Deadline
from reminders.house_rules import settings_of, workdays_of
from reminders.lights import light_of, thresholds_of
from reminders.settable import UnreadableSettingError
from reminders.settings import ZONE, Settings
from reminders.settling import Where, settling
from tests.reminders.office import channel, paper, planned, task

OFFICE = Where()
PAPER, CHAT = Where("documents", "plan"), Where("channels", "1")


def settled(*rulings, where=OFFICE, said=None):
    made = settling(said or {}, [Ruling(*one) for one in rulings], where)
    return made.files, [(one.label, one.before, one.after) for one in made.changes]


def test_a_rule_of_all_of_a_paper_and_of_a_chat():
    files, changes = settled(("deadline", (10, 5, 1)))
    assert files == {"reminders": {"rules": {"deadline": [10, 5, 1]}}}
    assert changes == [("临近提醒", "提前30、14、7、3、1个工作日和当天", "提前10、5、1个工作日")]
    files, changes = settled(("deadline", (3, 0)), where=PAPER, said=files)
    assert files["reminders"]["documents"] == {"plan": {"deadline": [3, 0]}}
    assert changes[0][1:] == ("提前10、5、1个工作日", "提前3个工作日和当天")
    assert settings_of(files["reminders"], ZONE).of(None, "plan").deadline == (3, 0)
    assert settings_of(files["reminders"], ZONE).of(None, "other").deadline == (10, 5, 1)
    files, changes = settled(("deadline", None), where=PAPER, said=files)
    assert changes[0][1:] == ("提前3个工作日和当天", "提前10、5、1个工作日")


def test_kinds_are_switched_off_and_on():
    files, changes = settled(("off", "silent"), ("off", "behind"))
    assert files["reminders"]["rules"]["off"] == ["behind", "silent"]
    files, changes = settled(("on", "silent"), where=PAPER, said=files)
    assert changes == [("不发的提醒", "指标落后、没有动静", "指标落后")]
    rules = settings_of(files["reminders"], ZONE)
    assert rules.of(None, "plan").off == {"behind"}
    assert rules.of(None, "other").off == {"behind", "silent"}


def test_days_lights_and_the_week():
    files, changes = settled(("day", ("2027-02-06", True)), ("weekly", 3), ("digest", (1, "10:00")))
    assert changes[0] == ("2027年2月6日（周六）", "按放假安排", "上班")
    assert workdays_of(files["reminders"]).is_workday(date(2027, 2, 6))
    assert settings_of(files["reminders"], ZONE).weekly == 3
    assert changes[2] == ("周报", "周一，与提醒同时", "周二10:00")
    files, _ = settled(("day", ("2027-02-06", None)), said=files)
    assert files["reminders"]["days"] == {}

    files, _ = settled(("soon", 7), ("lagging", 20), ("far_behind", 40))
    files, _ = settled(("soon_workdays", 5), said=files)
    assert files == {"lights": {"behind": 20, "far_behind": 40, "soon_workdays": 5}}
    thresholds = thresholds_of(files["lights"])
    friday = date(2024, 7, 26)
    assert thresholds.horizon(friday) == date(2024, 8, 2)
    due = Deadline("explicit", friday + timedelta(days=8))
    assert light_of(due, friday, thresholds=thresholds) == "green"
    assert light_of(due, friday) == "yellow"


def test_the_same_again_alters_nothing():
    files, _ = settled(("weekly", 3))
    assert not settling(files, [Ruling("weekly", 3)], Where()).alters


@pytest.mark.parametrize(
    ("ruling", "where", "why"),
    [
        (("morning", "09:30"), PAPER, "不能只对一份文件"),
        (("weekly", 3), PAPER, "不能对一份文件"),
        (("soon", 3), CHAT, "不能只对"),
        (("lagging", 60), Where(), "小于"),
        (("nosuch", 1), Where(), "没有这项设置"),
        (("weekly", "x"), Where(), "整数"),
    ],
)
def test_what_cannot_be_is_refused(ruling, where, why):
    with pytest.raises(UnreadableSettingError, match=why):
        settled(ruling, where=where)


def test_a_chat_may_have_a_cap_of_its_own():
    """What it holds back there is said elsewhere all the same, and nothing is lost."""
    tasks = paper(*(task(n, date(2024, 7, 22 + n)) for n in range(5)))
    usual = planned(tasks, (channel(1), channel(2)), "2024-07-22", "2024-07-26")
    strict = Settings(channels={1: {"weekly": 1}})
    rows = planned(tasks, (channel(1), channel(2)), "2024-07-22", "2024-07-26", strict)

    def messages(several, key):
        return {one.message for one in several if one.destination.key == key}

    assert len(messages(rows, "c1")) == 1
    assert messages(rows, "c2") == messages(usual, "c2")
    owed = {one.key for one in planned(tasks, channel(1), "2024-07-01", "2024-08-16")}
    said = {one.key for one in planned(tasks, channel(1), "2024-07-01", "2024-08-30", strict)}
    assert owed <= said
