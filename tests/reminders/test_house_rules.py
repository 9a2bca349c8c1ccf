"""What the office settled holds for the plan."""

from datetime import date, time

import pytest

from db.correcting import Order
from db.ledger import Ledger
from reminders.house_rules import NAME, settings_of, settled, unreadable, workdays_of
from reminders.settable import RULES, TABLE
from reminders.settings import ZONE, Rules, Settings
from reminders.workdays import Workdays
from tests.reminders.office import at


async def test_the_defaults_hold_until_somebody_settles_otherwise(tmp_path):
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as ledger:
        settings, calendar = await settled(ledger, ZONE)
        assert settings == Settings()
        assert calendar.is_workday(date(2024, 7, 25))

        said = {"weekly": 3, "days": {"2024-07-25": False}}
        await ledger.due.settle(NAME, said, Order("张三", at("2024-07-01"), "settle"))
        settings, calendar = await settled(ledger, ZONE)
        assert settings.weekly == 3
        assert not calendar.is_workday(date(2024, 7, 25))
        assert await ledger.broken_audit() is None


def test_rules_of_all_of_a_paper_and_of_a_channel():
    settings = settings_of(
        {
            "rules": {"deadline": [7, 0]},
            "documents": {"jingan2024": {"phase": [14]}},
            "channels": {"3": {"deadline": [1], "off": ["silent"]}},
            "morning": "09:30",
            "quiet": ["17:30", "08:00"],
        },
        ZONE,
    )
    assert settings.of(None, "banan2024") == Rules(deadline=(7, 0))
    assert settings.of(1, "jingan2024") == Rules(deadline=(7, 0), phase=(14,))
    assert settings.of(3, "banan2024") == Rules(deadline=(1,), off=frozenset({"silent"}))
    assert settings.morning == time(9, 30)
    assert settings.quiet == (time(17, 30), time(8))


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"morning": "nine"}, "morning"),
        ({"weekly": "viel"}, "weekly"),
        ({"weekly": True}, "weekly"),
        ({"channels": {"x": {}}}, "channels.x"),
        ({"channels": {"3": {"deadline": "soon"}}}, "channels.3.deadline"),
        ({"rules": {"deadline": [7, "x"]}}, "rules.deadline"),
        ({"rules": {"overdue": [[90, 7], [14, 1]]}}, "rules.overdue"),
        ({"rules": {"silent_weeks": 0}}, "rules.silent_weeks"),
        ({"rules": {"behind": 3}}, "rules.behind"),
        ({"rules": ["deadline"]}, "rules"),
        ({"documents": {"jingan2024": {"off": ["nosuch"]}}}, "documents.jingan2024.off"),
        ({"quiet": ["18:00"]}, "quiet"),
        ({"quiet": ["18:00", "18:00"]}, "quiet"),
        ({"days": {"2027-02-30": True}}, "days.2027-02-30"),
        ({"days": "2027-02-06"}, "days"),
        ({"compulsory": "overdue"}, "compulsory"),
        ({"wekly": 3}, "wekly"),
    ],
)
def test_what_cannot_be_read_is_said_and_stops_nothing(wrong, where):
    assert settings_of(wrong, ZONE) == Settings()
    assert workdays_of(wrong) == Workdays()
    (line,) = unreadable(wrong)
    assert f"“{where}”" in line
    assert "默认" in line


def test_beside_what_cannot_be_read_all_else_holds():
    said = {"morning": "nine", "weekly": 3, "rules": {"deadline": "x", "phase": [14]}}
    settings = settings_of(said, ZONE)
    assert (settings.weekly, settings.rules) == (3, Rules(phase=(14,)))
    assert len(unreadable(said)) == 2
    assert unreadable({"weekly": 3, "days": {"2027-02-06": True}}) == ()


def test_the_table_of_what_may_be_settled_has_the_defaults_of_the_rules():
    for name in RULES:
        assert TABLE[name].read(TABLE[name].usual) == getattr(Rules(), name), name
    for name in ("weekly", "morning", "quiet", "compulsory"):
        assert TABLE[name].read(TABLE[name].usual) == getattr(Settings(), name), name
