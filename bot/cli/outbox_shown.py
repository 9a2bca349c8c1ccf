"""How the command line shows what is in the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from bot.addressees import addressee
from bot.places import place_text
from bot.serving.composing import reply_of
from db.ledger import Ledger
from db.outbox import Attempt, Notice, NoticeState
from handlers.reply import Block, Table, faint, plain_text, say
from reminders.auditing import Undone

STATES: dict[NoticeState, str] = {
    "planned": "待发",
    "unknown": "结果不明",
    "sent": "已发",
    "merged": "已合并",
    "suppressed": "不必发",
    "failed": "没发成",
    "dropped": "已撤下",
}
_OUTCOMES = {
    "sending": "发送中",
    "sent": "平台已收下",
    "failed": "没发成",
    "unknown": "结果不明",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A notice, to whom it goes in words and for programs, and the tries at saying it."""

    notice: Notice
    to: str
    target: dict[str, str]
    zone: tzinfo | None
    """The office's, for people to read; programs get UTC."""
    attempts: tuple[Attempt, ...] = ()

    def at(self, moment: datetime) -> datetime:
        """The moment by the office's clock."""
        return moment.astimezone(self.zone)


async def told(
    ledger: Ledger, notice: Notice, zone: tzinfo | None, attempts: Sequence[Attempt] = ()
) -> Told:
    """The notice with names."""
    name = await addressee(ledger, notice.channel, notice.person)
    if notice.channel is None:
        return Told(notice, name, {"person": str(notice.person)}, zone, tuple(attempts))
    channel = await ledger.channels.by_id(notice.channel)
    place = place_text(channel.place) if channel else str(notice.channel)
    return Told(notice, name, {"channel": place}, zone, tuple(attempts))


def table(rows: Sequence[Told]) -> Table:
    """The list."""
    head = ("编号", "时间", "状态", "发给", "种类", "说明")
    return Table(head, tuple(_row(row) for row in rows))


def _row(row: Told) -> tuple[str, ...]:
    notice = row.notice
    due = f"{row.at(notice.due_at):%Y-%m-%d %H:%M}"
    state, reason = STATES[notice.state], notice.reason or ""
    return (str(notice.id), due, state, row.to, notice.kind, reason)


def shown(row: Told) -> tuple[Block, ...]:
    """One notice with all that is known of it."""
    notice = row.notice
    state = STATES[notice.state] + (f"（{notice.reason}）" if notice.reason else "")
    tries = [
        say(
            f"第 {attempt.tries} 次 {row.at(attempt.at):%m-%d %H:%M:%S} ",
            _OUTCOMES[attempt.outcome],
            f"：{attempt.error}" if attempt.error else "",
        )
        for attempt in row.attempts
    ]
    return (
        say(f"第 {notice.id} 号，{notice.kind}，发给{row.to}：{state}"),
        say(faint(notice.key)),
        *tries,
        say(words_of(row)),
    )


def words_of(row: Told) -> str:
    """What was said last, else what would be said."""
    if row.attempts:
        return row.attempts[-1].text
    try:
        return plain_text(reply_of(row.notice).blocks)
    except ValueError:
        return ""


def plain(row: Told, *, full: bool = False) -> dict[str, Any]:
    """For programs; `full` with the words and every try."""
    notice = row.notice
    short: dict[str, Any] = {
        "id": notice.id,
        "key": notice.key,
        "kind": notice.kind,
        "to": row.target,
        "due_at": notice.due_at.isoformat(),
        "state": notice.state,
        "reason": notice.reason,
        "ended_at": notice.ended_at and notice.ended_at.isoformat(),
    }
    if not full:
        return short
    return short | {"text": words_of(row), "attempts": [_tried(one) for one in row.attempts]}


def _tried(attempt: Attempt) -> dict[str, Any]:
    return {
        "at": attempt.at.isoformat(),
        "outcome": attempt.outcome,
        "tries": attempt.tries,
        "error": attempt.error,
        "messages": attempt.message_id.split() if attempt.message_id else [],
    }


def undone(one: Undone) -> dict[str, Any]:
    """For programs: one notice that did not go out as it should."""
    return {
        "trouble": one.trouble,
        "id": one.id,
        "key": one.key,
        "due_at": one.due_at.isoformat(),
        "reason": one.reason,
    }
