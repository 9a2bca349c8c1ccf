"""What the outbox says in Slack: errors carry the decision, and nothing is said twice."""

import pytest

from bot.bench.fakes.slack import Fault
from bot.serving.sending import SendError
from db.records import Account, Place
from handlers.reply import Reply, say
from tests.bot.slack.saying import said

pytestmark = pytest.mark.usefixtures("short_waits")


@pytest.mark.parametrize(
    ("fault", "permanent", "unknown"),
    [
        (Fault("refused", "is_archived"), True, False),
        (Fault("refused", "token_revoked"), False, False),
        (Fault("refused", "ratelimited"), False, False),
        (Fault("dropped", when="after"), False, True),
        (Fault("broken"), False, True),
    ],
)
async def test_errors_carry_the_decision(desk, fault, permanent, unknown):
    desk.slack.faults.add("chat.postMessage", fault)
    with pytest.raises(SendError) as raised:
        await desk.bot.outlet.send(Place("slack", "", "C1"), Reply("x", (say("周报"),)))
    assert (raised.value.permanent, raised.value.unknown) == (permanent, unknown)
    assert bool(raised.value.retry_after) is not (permanent or unknown)


async def test_after_an_unknown_outcome_history_is_asked_before_it_is_said_again(desk):
    place, reply = Place("slack", "", "C1"), Reply("x", (say("周报"),))
    desk.slack.faults.add("chat.postMessage", Fault("dropped", when="after"))
    with pytest.raises(SendError):
        await desk.bot.outlet.send(place, reply, delivery="digest/1")
    ids = await desk.bot.outlet.send(place, reply, delivery="digest/1")
    assert ids == (desk.screen.said("C1")[0].ts,)
    assert said(desk, "C1") == ["周报"]


async def test_what_another_process_may_have_said_is_looked_for(desk):
    place, reply = Place("slack", "", "C1"), Reply("x", (say("周报"),))
    ids = await desk.bot.outlet.send(place, reply, delivery="7")
    desk.bot.outlet.doubt("7")
    assert await desk.bot.outlet.send(place, reply, delivery="7") == ids
    desk.bot.outlet.doubt("8")
    assert await desk.bot.outlet.send(place, reply, delivery="8") != ids
    assert said(desk, "C1") == ["周报", "周报"]


async def test_a_chat_that_is_to_rest_is_not_waited_for(desk):
    place, reply = Place("slack", "", "C1"), Reply("x", (say("周报"),))
    desk.slack.faults.add("chat.postMessage", Fault("limited", seconds=30))
    for _ in range(2):
        with pytest.raises(SendError) as raised:
            await desk.bot.outlet.send(place, reply, delivery="7")
        assert 25 < (raised.value.retry_after or 0) <= 30
    assert [call.method for call in desk.slack.calls].count("chat.postMessage") == 1


async def test_a_person_is_reached_in_their_dm_and_edits_stay_in_place(desk):
    place = await desk.bot.outlet.private(Account("slack", "T1", "UBOB"))
    assert place == Place("slack", "", "DBOB")
    (ts,) = await desk.bot.outlet.send(place, Reply("x", (say("请签收"),)))
    await desk.bot.outlet.edit(place, (ts,), Reply("x", (say("已签收"),)))
    assert said(desk, "DBOB") == ["已签收"]
    with pytest.raises(SendError) as raised:
        await desk.bot.outlet.private(Account("slack", "T1", "UNOBODY"))
    assert raised.value.permanent
