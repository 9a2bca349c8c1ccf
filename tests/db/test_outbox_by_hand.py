"""What a person does about rows of the outbox: once more, or never."""

from datetime import timedelta

import pytest

from db.errors import BadValueError, UnknownRecordError
from db.ledger import Ledger
from db.outbox import Ending
from tests.db.outbox import (
    Deliverer,
    channel,
    only,
    order,
    states,
    to_channel,
)
from tests.db.papers import NOW

LATER = NOW + timedelta(hours=1)


async def test_a_person_lets_it_be_said_again(ledger: Ledger) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan([to_channel("a", group)], NOW)
    crew = Deliverer(ledger)
    await crew.deliver(Ending("failed", "failed", "已被移出群"))

    crew.now = LATER
    for _ in range(2):
        await ledger.outbox.resend((await only(ledger)).id, order("again", LATER))
    attempt = await crew.deliver()

    assert attempt.tries == 1
    assert await states(ledger) == {"a": "sent"}
    await ledger.outbox.resend((await only(ledger)).id, order("again", LATER))
    assert await states(ledger) == {"a": "sent"}  # the same wish, come twice
    assert await ledger.broken_audit() is None


async def test_what_stood_unknown_goes_out_again_in_the_same_words(ledger: Ledger) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan([to_channel("a", group)], NOW)
    crew = Deliverer(ledger)
    first = await crew.deliver(Ending("unknown", "unknown", "连接中断", final=True))

    await ledger.outbox.resend((await only(ledger)).id, order("again"))

    doubt = (await crew.claim()).doubt
    assert doubt is not None
    assert doubt.id == first.id


async def test_a_person_takes_it_out(ledger: Ledger) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan([to_channel("a", group), to_channel("b", group)], NOW)
    one, other = await ledger.outbox.rows()

    await ledger.outbox.drop(one.id, order("drop"))
    await Deliverer(ledger).deliver()

    assert await states(ledger) == {"a": "dropped", "b": "sent"}
    with pytest.raises(BadValueError):
        await ledger.outbox.drop(other.id, order("drop b"))
    with pytest.raises(UnknownRecordError):
        await ledger.outbox.drop(999, order("drop c"))
    with pytest.raises(UnknownRecordError):
        await ledger.outbox.resend(999, order("again c"))
