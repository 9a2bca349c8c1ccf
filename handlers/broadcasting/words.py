"""How a broadcast is worded: what stands in the chats, verbatim, and what is said about it."""

from dataclasses import replace
from datetime import datetime, tzinfo

from db.broadcasts import Broadcast
from handlers import actions
from handlers.reply import Block, Button, Reply, bold, faint, say
from handlers.wording import said_date
from reminders.receipts import Tally

RECEIVED = "已签收"


def body(words: str) -> tuple[Block, ...]:
    """The approved words as they were typed, a paragraph a line."""
    return tuple(say(line) if line.strip() else say("") for line in words.split("\n"))


def message(one: Broadcast, words: str, *notes: Block, pressable: bool = True) -> Reply:
    """What stands in a chat. `notes`: receipts so far."""
    buttons = (received_button(one),) if pressable and one.asks_receipt else ()
    blocks = (say(bold(heading(one))), *body(words), *notes, *foot(one))
    return Reply("broadcast", blocks, buttons=buttons)


def received_button(one: Broadcast, label: str = RECEIVED) -> Button:
    """What confirms it."""
    return Button(label, actions.receive(one.id))


def heading(one: Broadcast) -> str:
    """通知（第3号）, or 更正通知."""
    kind = "紧急通知" if one.compulsory else "通知"
    number = f"（第{one.id}号）" if one.id else ""
    return f"{'更正' if one.version > 1 else ''}{kind}{number}"


def foot(one: Broadcast) -> tuple[Block, ...]:
    """Who says it and until when to confirm."""
    name = one.by.partition("（")[0]
    ask = ""
    if one.asks_receipt:
        whose = "请本人" if one.audience.personal else "请"
        until = f"在{said_until(one.receipt_by)}前" if one.receipt_by else ""
        ask = f"，{whose}{until}点“{RECEIVED}”"
    return (say(faint(f"{name} 发布{ask}。")),)


def minimal(one: Broadcast) -> Reply:
    """Where nothing else may leave the office's machines: the number, and a button to read it."""
    buttons = [Button("看通知", actions.read(one.id))]
    if one.asks_receipt:
        buttons.append(received_button(one))
    line = say(bold(heading(one)), "：请点“看通知”，内容只发给您本人。")
    return Reply("broadcast", (line,), buttons=tuple(buttons))


def withdrawn(one: Broadcast) -> Reply:
    """In the place of what was taken back."""
    return Reply("broadcast", (say(bold(heading(one))), say("这条通知已撤回，不用再签收。")))


def counted(reply: Reply, one: Broadcast, so_far: Tally, *, closed: bool = False) -> Reply:
    """With how many confirmed so far, above who said it."""
    *above, last = reply.blocks
    done = "签收已截止：" if closed else "已签收："
    line = say(f"✅ {done}{said_tally(one, so_far)}")
    buttons = () if closed else reply.buttons
    return replace(reply, blocks=(*above, line, last), buttons=buttons)


def said_tally(one: Broadcast, so_far: Tally) -> str:
    """3/12个单位、5人, or where each confirms in person 5/30人、3/12个单位."""
    units = f"{so_far.units}/{so_far.of_units}个单位"
    if one.audience.personal or not so_far.of_units:
        persons = f"{so_far.persons}/{so_far.of_persons}人"
        return f"{persons}、{units}" if so_far.of_units else persons
    return f"{units}、{so_far.persons}人"


def chase(one: Broadcast, words: str) -> Reply:
    """To somebody who did not confirm yet."""
    until = f"，{said_until(one.receipt_by)}截止" if one.receipt_by else ""
    reply = message(one, words)
    head = say(bold("请签收"), f"：您还没有签收{until}。")
    return replace(reply, blocks=(head, *reply.blocks))


def said_until(moment: datetime) -> str:
    """2024年7月26日（周五）18:00, by the clock that the moment carries; see `local`."""
    return f"{said_date(moment.date())}{moment:%H:%M}"


def local(one: Broadcast, zone: tzinfo) -> Broadcast:
    """With its moments by the office's clock."""
    moments = {name: getattr(one, name) for name in ("due_at", "sent_at", "receipt_by", "at")}
    return replace(one, **{name: at and at.astimezone(zone) for name, at in moments.items()})


def said_whom(one: Broadcast, title: str, units: tuple[str, ...]) -> str:
    """Whom it is for, in words."""
    match one.audience.whom:
        case "everyone":
            return "名册上的全部人员、全部已绑定的群"
        case "members":
            return f"{title}的成员单位"
        case "units":
            return "、".join(units)
    return f"{title}涉及的单位"
