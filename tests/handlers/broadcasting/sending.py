"""Sending a broadcast as its drafter does, and what then waits to be said."""

from db.notices import NewNotice
from handlers.stored import load_reply
from tests.db.outbox import Deliverer

WORDS = "静安创建进入迎接评审阶段"
SLUG = "jingan2024"


async def told(team):
    """Who is told what now: destination → words."""
    rows = await team.ledger.outbox.rows(("planned",))
    return {row.key.rpartition("/")[2]: load_reply(row.facts["reply"]) for row in rows}


async def sent(team, zhou, said=f"通知: {WORDS}"):
    """Drafted and confirmed: its number, the card, what was answered."""
    card = await zhou.says(said, document=SLUG)
    done = await zhou.presses("确认", card)
    number = (await team.ledger.broadcasts.latest())[0].id
    return number, card, done


async def due(team):
    """Day and time of what is planned."""
    rows = await planned(team)
    moments = [row.due_at for row in rows if row.due_at]
    return {f"{at.astimezone(team.now.tzinfo):%d %H:%M}" for at in moments}


async def planned(team) -> list[NewNotice]:
    return list(await team.ledger.outbox.rows(("planned",)))


async def deliver_all(team):
    """As if every notice had been said."""
    deliverer = Deliverer(team.ledger, now=team.now)
    while claims := await deliverer.claims():
        for claim in claims:
            await deliverer.end(claim, await deliverer.begin(claim))
