"""The preview: the words exactly as they will go out, to whom, when, and until when to confirm."""

from dataclasses import replace

from db.broadcasts import Broadcast
from handlers import actions
from handlers.answers import answered
from handlers.broadcasting import words
from handlers.broadcasting.drafted import KIND, Draft, provisional
from handlers.broadcasting.office import Office, office
from handlers.broadcasting.telling import may_approve
from handlers.question import Question
from handlers.reply import Block, Button, Item, Reply, faint, say
from handlers.reply import words as styled
from handlers.turn import Answer
from handlers.waiting import dump_draft, put, waiting
from handlers.wording import said_title
from reminders.broadcast_gathering import crowd, reached
from reminders.broadcasts import Reach, moment, receipt_by
from reminders.facts import Destination

_NAMES = 12
_HOW = (
    "回复“确认”发出，“取消”作罢；要改就直接说：改成：……；明天上午9点发；周五前签收；"
    "只发给市医保局；不用签收；本人签收；强制。"
)


async def shown(question: Question, draft: Draft, *before: Block) -> Answer:
    """The card, open in this conversation, for the drafter's eyes."""
    turn = question.turn
    rules = await office(turn.ledger, turn.now)
    one = words.local(provisional(draft, turn), rules.settings.zone)
    to = await reached(turn.ledger, one, await crowd(turn.ledger, turn.now))
    if one.asks_receipt and one.receipt_by is None:
        at = max(turn.now, one.due_at or turn.now)
        until = receipt_by(at, rules.settings, rules.workdays)
        one = replace(one, receipt_by=until)
    preview = words.message(one, draft.words, pressable=False)
    fields = said_facts(question, draft, one, to, rules)
    scope = Item(styled(faint("怎样发出")), tuple((name, styled(value)) for name, value in fields))
    notes = [say(note) for note in await _notes(question, draft, to, rules)]
    blocks = (
        *before,
        say("请核对后确认，下面是发出去的原样："),
        *preview.blocks,
        scope,
        *notes,
        say(faint(_HOW)),
    )
    return card(question, draft, blocks, f"通知：{draft.title}")


def card(question: Question, draft: Draft, blocks: tuple[Block, ...], label: str) -> Answer:
    """A card with its three buttons."""
    one = waiting(question.turn, KIND, dump_draft(draft), label)
    buttons = [Button("确认", actions.confirm(one.key)), Button("取消", actions.cancel(one.key))]
    if draft.is_new:
        buttons.insert(1, Button("修改", actions.amend(one.key)))
    units = _named(question, draft)
    reply = Reply("broadcast", blocks, bureaus=units, buttons=tuple(buttons), private=True)
    return put(question.turn, answered(question, reply, ()), one)


def said_facts(
    question: Question, draft: Draft, one: Broadcast, to: Reach, rules: Office
) -> list[tuple[str, str]]:
    """Name and value of what the preview says beside the words."""
    documents = {each.id: each for each in question.turn.names.documents}
    title = said_title(documents.get(draft.document or 0))
    found = [("给谁", words.said_whom(one, title, _named(question, draft)))]
    if title and one.audience.whom in ("units", "everyone"):
        found.append(("文件", title))
    people = f"{len(to.channels)}个群（频道）、私下{len(to.privately)}人"
    found.append(("送到", people))
    found += _unreached(question, to)
    found.append(("时间", _when(question, one, rules)))
    found.append(("签收", _receipt(one, to)))
    if one.compulsory:
        found.append(("性质", "强制：不避开下班时间和休息日，拒收的也发"))
    return found


def _named(question: Question, draft: Draft) -> tuple[str, ...]:
    return tuple(one.name for one in question.turn.names.bureaus if one.id in draft.bureaus)


def _unreached(question: Question, to: Reach) -> list[tuple[str, str]]:
    found = []
    if to.unreachable:
        found.append(("联系不上", f"{_some(to.unreachable)}（没有绑定聊天账号）"))
    for why, several in to.unopened:
        found.append(("可能收不到", f"{len(several)}人：{_some(several)}（{why}）"))
    if to.nobody:
        names = {one.id: one.name for one in question.turn.names.bureaus}
        units = tuple(names[one] for one in to.nobody if one in names)
        found.append(("名册里没有人", _some(units)))
    return found


def said_reach(question: Question, to: Reach) -> list[tuple[str, str]]:
    """Names of the chats and persons, and who cannot be reached and why."""
    found = []
    if to.channels:
        found.append(("群（频道）", _some(tuple(one.name for one in to.channels))))
    if to.privately:
        found.append(("私下", _some(tuple(one.name for one in to.privately))))
    return [*found, *_unreached(question, to)]


def _some(names: tuple[str, ...]) -> str:
    more = f"等{len(names)}个" if len(names) > _NAMES else ""
    return "、".join(names[:_NAMES]) + more


def _when(question: Question, one: Broadcast, rules: Office) -> str:
    now = question.turn.now
    at = moment(one, Destination(""), now, rules.settings, rules.workdays)
    if at <= now:
        late = "；说的时间已经过去" if one.due_at and one.due_at < now else ""
        return f"确认后立即发出{late}"
    asked = one.due_at if one.due_at and one.due_at > now else now
    moved = "（下班时间和休息日不打扰）" if at > asked else ""
    return f"{words.said_until(at)}{moved}"


def _receipt(one: Broadcast, to: Reach) -> str:
    if not one.asks_receipt or one.receipt_by is None:
        return "不用签收"
    units = len({each.bureau_id for each in to.readers if each.bureau_id is not None})
    who = "每人都要签收" if one.audience.personal else "每个单位有一人签收即可"
    return f"{words.said_until(one.receipt_by)}前，应签收{units}个单位、{len(to.readers)}人，{who}"


async def _notes(question: Question, draft: Draft, to: Reach, rules: Office) -> list[str]:
    found = []
    if draft.unknown:
        found.append(f"没有认出的单位，没有计入：{draft.unknown}")
    if not to.destinations:
        found.append("没有可以送达的群和人：请先绑定群，或在名册里加人、绑定账号。")
    if rules.second_approval:
        found.append(await approvers(question, question.turn.speaker.signature))
    return found


async def approvers(question: Question, drafter: str) -> str:
    """Who may approve, where a second person has to."""
    others = may_approve(await question.turn.ledger.people.everyone(), drafter)
    if not others:
        return "按规定要由另一位督办人员或管理员审批，但名册里没有第二位；请管理员先添加。"
    names = "、".join(one.name for one in others[:3])
    return f"确认后要由另一位督办人员或管理员审批（{names}），同意之后才会发出。"


def none_such(question: Question, text: str) -> Answer:
    """No broadcast to do that with; told to who asked alone."""
    return answered(question, Reply("broadcast", (say(text),), not_found=True, private=True), ())
