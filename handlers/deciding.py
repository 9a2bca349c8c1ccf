"""确认, 取消: what waits is made or dropped, by whoever may, and only from its own card."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from handlers import actions, transferring
from handlers.answers import answered, asking_back
from handlers.binding import make_binding, make_unbinding
from handlers.broadcasting import drafted
from handlers.broadcasting.deciding import confirmed
from handlers.confirming import make_correction
from handlers.house_rules import settling
from handlers.inbound import Message, Press
from handlers.question import Question
from handlers.reply import Block, Button, Reply, faint, say
from handlers.reporting import drafted as reporting
from handlers.reporting import handing
from handlers.reporting.recording import record
from handlers.rights import Route
from handlers.running import refusing
from handlers.stored import load_result
from handlers.turn import Answer
from handlers.uploading import import_
from handlers.waiting import Waiting, load, over, still_open, turned_to
from handlers.wording import said_moment
from knowledge.decisions import decision_in

DRAFTED: dict[str, Route[Callable[[Question, Waiting], Awaitable[Answer]]]] = {
    "correction": Route(make_correction, "coordinator"),
    "paper": Route(import_, "coordinator"),
    "bind": Route(make_binding, "coordinator"),
    "unbind": Route(make_unbinding, "coordinator"),
    # Who may report on what is looked at once more when it is filed.
    reporting.KIND: Route(record, "roster"),
    drafted.KIND: Route(confirmed, "coordinator"),
    handing.KIND: Route(handing.assign, "coordinator"),
    transferring.KIND: Route(transferring.transfer, "admin"),
    settling.KIND: Route(settling.settle, "coordinator"),
}
"""What makes each kind of change once it is confirmed. A change that was made is `lasting`."""

_CHOICES = 4


def decided(question: Question, text: str) -> bool | None:
    """True for 确认, False for 取消, None for anything else or where nothing waits."""
    if question.turn.context.draft is None:
        return True if text in {"确认", "确定", "取消"} else None  # to say that nothing waits
    return decision_in(text)


async def confirm(question: Question) -> Answer:
    """Make what waits, and say who did it and when."""
    one = load(question.turn.context.draft)
    drafted = DRAFTED.get(one.kind) if one else None
    if one is None or drafted is None:
        return _which(question) or await _nothing_waits(question)
    if one.expired(question.turn.now):
        return _over(question, "stale", _EXPIRED)
    if refused := await refusing(question, drafted.right):
        return refused
    given = await drafted.handler(question, one)
    if given.reply.clarify or given.reply.drafts:  # asked, or looked at, before it is confirmed
        return given
    return _settled(question, given, "已确认") if given.lasting else _dropped(question, given)


def _which(question: Question) -> Answer | None:
    """Nothing was shown since the last decision, but earlier cards wait still: which is meant?"""
    every = still_open(question.turn.context, question.turn.now)
    if not every:
        return None
    names = "；".join(f"“{one.label}”" for one in every)
    line = say(f"还有{len(every)}张卡片没有确认：{names}。请点要确认或取消的那一张：")
    choices = [
        Button(f"{does}：{one.label}", act(one.key))
        for one in every[:_CHOICES]
        for does, act in (("确认", actions.confirm), ("取消", actions.cancel))
    ]
    return asking_back(question, "correction", line, choices)


async def _nothing_waits(question: Question) -> Answer:
    """In a shared chat the card that stands there is somebody else's."""
    inbound = question.turn.inbound
    if inbound.channel is None:
        return _over(question, "correction", say("没有等待确认的更改。"))
    if isinstance(inbound, Message) and "#" in (inbound.reply_to or ""):
        return await _of_another(question, inbound.reply_to or "")
    line = say("这里没有等您确认的更改；别人的卡片要由本人确认。没有改动。")
    return answered(question, Reply("stale", (line,), private=True), ())


async def _of_another(question: Question, answer: str) -> Answer:
    """Whose card it is, as its answer's conversation tells."""
    account, turn = question.turn.speaker.account, question.turn
    user = answer.partition("#")[0].rpartition(":")[2]
    whose = await turn.ledger.people.of_account(replace(account, account=user)) if account else None
    name = whose.name if whose else "别人"
    line = say(f"这张卡片是{name}的，要由本人确认；没有改动。")
    return answered(question, Reply("stale", (line,), private=True), ())


async def cancel(question: Question) -> Answer:
    """Drop what waits in front."""
    given = _over(question, "cancelled", say("已取消，什么都没有改。"))
    return _settled(question, given, "已取消")


async def confirm_pressed(question: Question, key: str) -> Answer:
    """确认 on a card: only what that card showed is made."""
    front = _fronted(question, key)
    return await (confirm(front) if front else _old(question, key))


async def cancel_pressed(question: Question, key: str) -> Answer:
    """取消 on a card."""
    front = _fronted(question, key)
    return await (cancel(front) if front else _old(question, key))


def _fronted(question: Question, key: str) -> Question | None:
    """The question with that card in front; None where it is not open any more."""
    turn = turned_to(question.turn, key)
    return replace(question, turn=turn) if turn else None


_EXPIRED = say("这张卡片已经过期，没有改动；要改请重新说一遍。")
# A card may stand there twice: what it asked came again after a crash, and the other was pressed.
_OLD = say("这张卡片已经处理过，或者已经过期；这次没有再改动什么。要改请重新说一遍。")

_TWICE = say("这张卡片已经处理过；这次没有再改动什么。")
_DONE = frozenset(
    ("corrected", "imported", "bound", "unbound", "recorded", "cancelled", "announced", "settled")
)


async def _old(question: Question, key: str) -> Answer:
    pressed = question.turn.inbound
    if isinstance(pressed, Press) and "#" in (pressed.answer or ""):
        return await _of_another(question, pressed.answer or "")
    if _says_what_was_done(question):
        return answered(question, Reply("stale", (_TWICE,), private=True), ())
    if key == question.turn.context.decided:
        return answered(question, await _once_more(question), ())
    return answered(question, Reply("stale", (_OLD,), settles=True), ())


def _says_what_was_done(question: Question) -> bool:
    """Whether a result stands where the card stood: who presses twice keeps reading that."""
    pressed = question.turn.inbound
    stood = pressed.answer if isinstance(pressed, Press) else None
    there = question.turn.context.reply(stood or "")
    return there is not None and there.intent in _DONE


async def _once_more(question: Question) -> Reply:
    """The same result in the card's place: after a crash it may never have come to stand there,
    and of two quick presses the second was made while the card still stood."""
    turn = question.turn
    result = await turn.ledger.event_result(turn.context.decided_by) if turn.event else None
    if result is None:
        return Reply("stale", (_TWICE,), private=True)
    return replace(load_result(result)[1], settles=True)


def _over(question: Question, intent: str, line: Block) -> Answer:
    return _dropped(question, answered(question, Reply(intent, (line,)), ()))


def _dropped(question: Question, given: Answer) -> Answer:
    context = over(given.context)
    if was := load(given.context.draft):
        context = replace(context, decided=was.key, decided_by=question.turn.event)
    return replace(given, lasting=True, context=context)


def _settled(question: Question, given: Answer, done: str) -> Answer:
    """The card is over: the reply takes its place, and says who decided, and when."""
    turn = question.turn
    line = say(faint(f"{turn.speaker.called} {said_moment(turn.now)} {done}"))
    blocks = (*given.reply.blocks, line)
    settles = isinstance(turn.inbound, Press)
    reply = replace(given.reply, blocks=blocks, settles=settles)
    return _dropped(question, replace(given, reply=reply))
