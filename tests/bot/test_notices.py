"""What one person does and another has to hear goes out with the answer, once."""

import pytest

from bot.dispatch import Dispatch
from bot.serving.delivery import Delivery
from bot.serving.reception import Event, Reception
from db.records import Account
from handlers.inbound import Message
from tests.bot.notices import member
from tests.bot.outlets import FakeOutlet

STRANGER = Account("telegram", "", "77")


@pytest.fixture
def outlet():
    return FakeOutlet("telegram")


async def happens(parts, text, key):
    """An event arrives; a process that knows nothing of earlier ones answers it."""
    event = Event(key, STRANGER, "小李", Message("telegram:77", text), again=True)
    answered = await Reception(parts, Dispatch(parts)).receive(event)
    await answered.saved


async def test_an_admin_hears_once_that_somebody_wants_in(parts, outlet):
    await member(parts.ledger, "赵六", "admin", "8")
    delivery = Delivery(parts.ledger, {"telegram": outlet}, "a", parts.wall_clock)

    for _ in range(2):
        await happens(parts, "申请开通", "telegram:1")
        while await delivery.deliver_due():
            await delivery.settled()

    (told,) = outlet.seen["8"]
    assert "小李" in told
