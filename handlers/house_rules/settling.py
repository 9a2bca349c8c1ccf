"""截止提醒改为提前10、5、1个工作日: shown as before → after, settled once it is confirmed."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial

from db.correcting import Order
from db.errors import LedgerError
from handlers import actions
from handlers.answers import answered
from handlers.house_rules.chat_hours import hours_here, rehoured
from handlers.house_rules.pausing import UnknownDaysError, dated, note
from handlers.house_rules.showing import INTENT, files_of, said_where, where_of
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import Button, Item, Reply, Words, bold, faint, say, words
from handlers.rights import may
from handlers.turn import Answer
from handlers.unasked.muting import muting
from handlers.waiting import Waiting, put, waiting
from knowledge.house_rules.model import Ruling, Said, from_json
from knowledge.house_rules.understand import settled_in
from knowledge.questions.muting import muting_in
from reminders.house_rules import workdays_of
from reminders.settable import UnreadableSettingError
from reminders.settling import Change, Where, settling, value_of

KIND = "settings"
DONE = "settled"
_OWN = "这是对大家的设置；只想自己不收，说“别再提醒我……”。"
_UNBOUND = "这个群（频道）还没有绑定，先说“绑定”，再给它单独设置。"
_WHOM = "没有看懂“{}”指的是哪份文件；设置可以对全部、一份文件或一个群（在群里说“这个群…”）起作用。"


@told_by(settled_in, dated=True)
def ordering(question: Question, text: str) -> Handler | None:
    """Whether the message wants something settled."""
    said = settled_in(text, question.turn.now.date())
    if said is None or (_switches(said) and _of_ones_own(question, text)):
        return None
    if _pauses(said) and not may(question.turn.speaker, "coordinator"):
        return None  # of one's own
    return partial(_card, said=said)


def _pauses(said: Said) -> bool:
    return any(one.name in ("pause", "resume") for one in said.rulings)


def _switches(said: Said) -> bool:
    """Whether kinds of reminders are switched off or on, and nothing else."""
    return bool(said.rulings) and all(one.name in ("on", "off") for one in said.rulings)


def _of_ones_own(question: Question, text: str) -> bool:
    """Whether it is about what the speaker, or the chat it is said in, gets, rather than what the
    office says to all."""
    muting, shared = muting_in(text), question.turn.inbound.channel is not None
    if muting is None:
        return False
    return bool(muting.whom) or shared or not may(question.turn.speaker, "coordinator")


async def _card(question: Question, said: Said) -> Answer:
    where = where_of(question, here=said.here)
    if said.problem:
        return _told(question, f"没有改：{said.problem}。")
    if hours := hours_here(question, said):
        return await rehoured(question, *hours)
    if where is None:
        return _told(question, _UNBOUND)
    if said.about and where.kind == "office":
        return _told(question, _WHOM.format(said.about))
    return await _before_and_after(question, said, where)


async def _before_and_after(question: Question, said: Said, where: Where) -> Answer:
    files = await files_of(question)
    reminders = files["reminders"]
    if said.rulings[0].name == "resume" and not value_of(reminders, "pause", where):
        return await _nothing_paused(question)
    today, work = question.turn.now.date(), workdays_of(reminders)
    try:
        rulings = dated(said.rulings, reminders, where, today, work)
        made = settling(files, rulings, where)
    except (UnreadableSettingError, UnknownDaysError) as error:
        return _told(question, f"没有改：{error}。")
    if not made.alters:
        now = "；".join(f"{one.label}{one.after}" for one in made.changes) or "都是默认"
        return _told(question, f"本来就是这样（{now}），没有改动。")
    return _shown(question, replace(said, rulings=rulings), made.different, where)


async def _nothing_paused(question: Question) -> Answer:
    """恢复提醒 where nobody paused anything: the speaker's own."""
    handler = muting(question, question.meaning.text)
    return await handler(question) if handler else _told(question, "现在没有暂停，提醒照常发。")


def _shown(question: Question, said: Said, changes: Sequence[Change], where: Where) -> Answer:
    body = {
        "rulings": [asdict(one) for one in said.rulings],
        "where": asdict(where),
        "before": [one.before for one in changes],
    }
    label = "；".join(f"{one.label}{one.after}" for one in changes)
    one = waiting(question.turn, KIND, json.dumps(body, ensure_ascii=False), f"设置：{label}")
    buttons = (Button("确认", actions.confirm(one.key)), Button("取消", actions.cancel(one.key)))
    blocks = (
        say("请核对后确认："),
        Item(words(bold("提醒设置")), _fields(question, changes, where)),
        *note(said.rulings),
        *((say(faint(_OWN)),) if _switches(said) else ()),
    )
    given = answered(question, Reply(INTENT, blocks, buttons=buttons), ())
    return put(question.turn, given, one)


def _fields(
    question: Question, changes: Sequence[Change], where: Where
) -> tuple[tuple[str, Words], ...]:
    rows = [(one.label, words(f"{one.before} → ", bold(one.after))) for one in changes]
    return (*rows, ("范围", words(said_where(question, where))))


async def settle(question: Question, one: Waiting) -> Answer:
    """Let it hold, unless somebody settled it otherwise meanwhile."""
    turn = question.turn
    body = json.loads(one.body)
    where = Where(**body["where"])
    rulings = [Ruling(raw["name"], from_json(raw["value"])) for raw in body["rulings"]]
    try:
        said = await files_of(question)
        made = settling(said, rulings, where)
        changes = made.different
        if [each.before for each in changes] != body["before"]:
            return _told(question, "别人刚改过这项设置，没有覆盖；请再说一遍。")
        audit = None
        for name, value in made.files.items():
            order = Order(turn.speaker.signature, turn.now, f"settle/{one.key}/{name}")
            audit = await turn.ledger.due.settle(name, value, order, dict(said[name]))
    except (LedgerError, UnreadableSettingError) as error:
        return _told(question, f"没有改成：{error}。")
    lines = [say(bold(f"{each.label}："), each.after) for each in changes]
    where_said = said_where(question, where)
    aside = say(faint(f"从现在起对{where_said}起作用，已发出的不变；回复“撤销”恢复。"))
    given = answered(question, Reply(DONE, (*lines, aside)), ())
    context = replace(given.context, last_change=audit, reports=())
    return replace(given, lasting=True, context=context)


def _told(question: Question, line: str) -> Answer:
    return answered(question, Reply(INTENT, (say(line),), clarify=True), ())
