"""A card nobody decided on says so when it lapses: else whoever reported believes it is filed."""

from datetime import datetime, timedelta

from bot.serving.composing import facts_of
from db.ledger import Ledger
from db.outbox import NewNotice, Notice
from handlers.context import Context
from handlers.context import load as load_context
from handlers.reply import Reply, bold, say
from handlers.turn import Turn
from handlers.waiting import LIFE, Waiting, load
from handlers.wording import said_moment

KIND = "card"
_MOMENT = timedelta(seconds=1)


def lapse(turn: Turn, context: Context) -> NewNotice | None:
    """What the speaker hears when the card in front lapses; nobody at a terminal does."""
    one, person = load(context.draft), turn.speaker.id
    if one is None or not one.is_card or person is None:
        return None
    shown = datetime.fromisoformat(one.at)
    words = say(
        f"{said_moment(shown)}的卡片“",
        bold(one.label),
        "”一天之内没有确认，已经过期，什么都没有登记。还要办的话，请再说一遍。",
    )
    facts = {**facts_of(Reply("stale", (words,))), KIND: one.key}
    facts["conversation"] = turn.inbound.conversation
    return NewNotice(f"{KIND}/{one.key}", KIND, person, None, facts, shown + LIFE + _MOMENT)


async def has_lapsed(ledger: Ledger, notice: Notice) -> bool:
    """Whether the card still stands there undecided."""
    context = load_context(await ledger.load_context(str(notice.facts.get("conversation"))))
    return any(_is(one, notice) for one in map(load, (context.draft, *context.earlier)))


def _is(one: Waiting | None, notice: Notice) -> bool:
    return one is not None and one.key == notice.facts.get(KIND)
