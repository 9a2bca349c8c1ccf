"""What coordinators hear of a broadcast: to be approved, what became of it, how it went."""

from collections.abc import Sequence
from itertools import groupby

from db.broadcasts import Broadcast, Part, Reader, Words
from db.notices import NewNotice
from db.records import Person
from handlers import actions
from handlers.broadcasting.words import message, said_tally
from handlers.reply import Block, Button, Item, Reply, bold, faint, say, words
from handlers.stored import dump_reply
from reminders.receipts import missing, tally

_NAMES = 30


def approval(one: Broadcast, said: Words, facts: Sequence[tuple[str, str]]) -> Reply:
    """To whoever may approve: the words as they will go out, and to whom."""
    shown = message(one, said.words, pressable=False)
    fields = tuple((name, words(value)) for name, value in facts)
    blocks = (
        say(bold("请审批通知"), f"（{said.by.partition('（')[0]} 起草）："),
        *shown.blocks,
        Item(words(faint("发送范围")), fields),
    )
    buttons = (
        Button("同意发出", actions.notice("approve", one.id, said.version)),
        Button("退回", actions.notice("refuse", one.id, said.version)),
    )
    return Reply("broadcast", blocks, buttons=buttons)


def notice(
    one: Broadcast, key: str, part: str, reply: Reply, person: int, *, at_once: bool = False
) -> NewNotice:
    """The same said to one person, whatever becomes of the broadcast."""
    facts = {"reply": dump_reply(reply), "broadcast": one.id, "part": part, "version": one.version}
    return NewNotice(
        key=f"{key}/p{person}",
        kind="broadcast",
        person=person,
        channel=None,
        facts=facts | ({"at_once": True} if at_once else {}),
        document_id=one.document_id,
        target="broadcast",
        target_id=one.id,
    )


def may_approve(everyone: Sequence[Person], drafter: str) -> list[Person]:
    """Coordinators and admins, without who drafted it (`drafter`: their signature)."""
    return [
        one
        for one in everyone
        if one.role in ("coordinator", "admin") and f"{one.name}（{one.id}号）" != drafter
    ]


def closing(one: Broadcast, readers: Sequence[Reader], parts: Sequence[Part]) -> Reply:
    """To who drafted it: how many confirmed, who did not, what did not arrive."""
    lacking = missing(one, readers)
    head = "已全部签收" if readers and not lacking else "签收截止"
    lines: list[Block] = [say(bold(f"通知（第{one.id}号）{head if readers else '已发完'}"))]
    lines.append(say(f"“{one.title}”"))
    if readers:
        lines.append(say("已签收：", bold(said_tally(one, tally(readers)))))
    lines += lacking_by_unit(lacking)
    lines += _undelivered(parts)
    return Reply("receipts", tuple(lines))


def lacking_by_unit(lacking: Sequence[Reader]) -> list[Block]:
    """Who did not confirm, by unit."""
    if not lacking:
        return []
    found: list[Block] = [say("还没有签收：")]
    by_unit = sorted(lacking, key=lambda one: (one.bureau_id is None, one.bureau_id or 0))
    for unit, several in groupby(by_unit, key=lambda one: one.bureau or "没有写明单位的"):
        names = [_named(one) for one in several]
        more = f"等{len(names)}人" if len(names) > _NAMES else ""
        found.append(
            Item(words(bold(unit)), (("未签收", words("、".join(names[:_NAMES]) + more)),))
        )
    return found


def _named(one: Reader) -> str:
    return one.name if one.reachable else f"{one.name}（没有绑定聊天账号，请当面告知）"


def _undelivered(parts: Sequence[Part]) -> list[Block]:
    failed = [part for part in parts if part.part == "words" and not part.attempt_id]
    failed = [part for part in failed if part.state in ("failed", "suppressed", "unknown")]
    if not failed:
        return []
    why = "；".join(dict.fromkeys(part.reason or "原因不明" for part in failed))
    return [say(faint(f"有{len(failed)}处没有送到：{why}（见 duban outbox list）。"))]
