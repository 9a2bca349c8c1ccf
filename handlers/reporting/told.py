"""What the speaker just confirmed in this conversation, as far as it stands."""

from collections.abc import Sequence

from db.standing import Report
from handlers.inbound import Message
from handlers.turn import Turn


async def just_told(turn: Turn) -> list[Report]:
    """The speaker's own reports that were confirmed last in this conversation; of those, where an
    answer about tasks is replied to, what is about them."""
    told = await own_reports(turn, turn.context.reports)
    replied = isinstance(turn.inbound, Message) and turn.inbound.reply_to
    about = turn.context.subject.tasks if replied else ()
    return [one for one in told if one.target_id in about] if about else told


async def own_reports(turn: Turn, ids: Sequence[int]) -> list[Report]:
    """Those of the reports that the speaker made and did not take back."""
    every = [await turn.ledger.progress.report(one) for one in ids]
    own = (one for one in every if one and one.person_id == turn.speaker.id)
    return [one for one in own if one.withdrawn_at is None]
