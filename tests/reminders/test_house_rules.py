"""What the office settled holds for the plan."""

from datetime import date, time

import pytest

from db.correcting import Order
from db.ledger import Ledger
from reminders.house_rules import NAME, settings_of, settled
from reminders.settings import ZONE, Rules, Settings
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
    "wrong", [{"morning": "nine"}, {"weekly": "viel"}, {"channels": {"x": {}}}]
)
def test_what_cannot_be_read_is_said(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        settings_of(wrong, ZONE)
