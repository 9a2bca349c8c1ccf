"""What becomes of a notice after a try at sending it: pure."""

from datetime import datetime, timedelta

from bot.serving.sending import SendError, Stood
from db.outbox import Attempt, Ending

MAX_DOUBTS = 5
"""So often a message goes out whose arrival stays unknown: then people would rather look."""
MAX_TRIES = 100
"""With at most `_LONGEST` between them this is a day of trying."""
_FIRST = timedelta(seconds=5)
_LONGEST = timedelta(minutes=15)


def sent(said: Stood, not_before: datetime) -> Ending:
    """The platform took it."""
    place = said.place
    return Ending("sent", "sent", messages=said.messages, not_before=not_before, place=place)


def not_changed(error: SendError, attempt: Attempt, now: datetime) -> Ending:
    """What stands in a chat was not changed: where it cannot be, nothing is said instead.

    A change that may have been made does no harm when it is made again.
    """
    if error.permanent or error.moved_to:
        return Ending("failed", "suppressed", f"原消息改不了：{error.reason}")
    if attempt.tries >= MAX_TRIES:
        return Ending("failed", "failed", f"试了 {attempt.tries} 次仍未改成：{error.reason}")
    return Ending("failed", "planned", error.reason, not_before=now + _rest(error, attempt.tries))


def not_sent(error: SendError, attempt: Attempt, *, doubtful: bool, now: datetime) -> Ending:
    """The platform did not take it, or we cannot know.

    `doubtful`: an earlier try may have arrived; then no refusal makes it certain that nothing did.
    """
    if error.unknown or (doubtful and (error.permanent or attempt.tries >= MAX_DOUBTS)):
        final = error.permanent or attempt.tries >= MAX_DOUBTS
        return _unknown(error.reason, attempt, now, final=final)
    if error.permanent:
        return Ending("failed", "failed", error.reason)
    later = now if error.moved_to else now + _rest(error, attempt.tries)
    if doubtful:
        return Ending("unknown", "unknown", error.reason, not_before=later)
    if attempt.tries >= MAX_TRIES:
        return Ending("failed", "failed", f"试了 {attempt.tries} 次仍未发出：{error.reason}")
    return Ending("failed", "planned", error.reason, not_before=later)


def _unknown(reason: str, attempt: Attempt, now: datetime, *, final: bool) -> Ending:
    later = None if final else now + backoff(attempt.tries)
    return Ending("unknown", "unknown", reason, not_before=later, final=final)


def _rest(error: SendError, tries: int) -> timedelta:
    if error.retry_after is not None:
        return timedelta(seconds=error.retry_after)
    return backoff(tries)


def backoff(tries: int) -> timedelta:
    """5 s, 10 s, 20 s, … at most a quarter of an hour."""
    return min(_FIRST * (1 << min(tries - 1, 20)), _LONGEST)
