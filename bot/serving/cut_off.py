"""A platform that lets us in no more: whoever answers for it hears so on another one."""

from datetime import datetime

from bot.serving.composing import facts_of
from db.ledger import Ledger
from db.outbox import NewNotice
from handlers.overseers import overseers
from handlers.reply import Reply, bold, say
from handlers.wording import said_moment

KIND = "channel"


async def tell_of(ledger: Ledger, platform: str, why: str, now: datetime) -> int:
    """Plan a notice, one a day, to each admin who can be reached elsewhere; how many there are."""
    line = say(bold(f"{platform.capitalize()} 停了："), f"{said_moment(now)}，{why}")
    facts = facts_of(Reply("chat", (line,)))
    reached = [
        one
        for one in await overseers(ledger.people)
        if any(account.platform != platform for account in one.accounts)
    ]
    key = f"cut-off/{platform}/{now:%Y%m%d}"
    notices = [NewNotice(f"{key}/{one.id}", KIND, one.id, None, facts, now) for one in reached]
    await ledger.outbox.plan(notices, now)
    return len(notices)
