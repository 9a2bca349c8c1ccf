"""催一下没签收的, 结项: the missing asked once more by hand; a broadcast ended before its time."""

from db.broadcasts import Broadcast
from db.correcting import Order
from handlers.broadcasting import telling, words
from handlers.broadcasting.advancing import ask_again, end_now
from handlers.broadcasting.card import card, none_such
from handlers.broadcasting.drafted import Draft
from handlers.broadcasting.looking import last_asking
from handlers.question import Question
from handlers.reply import Reply, bold, faint, say
from handlers.turn import Answer
from reminders.receipts import missing, tally


async def chase(question: Question, number: int | None = None) -> Answer:
    """A card: who would be asked again."""
    one = await _out(question, number)
    if isinstance(one, Answer):
        return one
    lacking = missing(one, await question.turn.ledger.broadcasts.readers(one))
    if not lacking:
        return none_such(question, f"通知（第{one.id}号）已全部签收，不用催。")
    lines = (
        say("要再催一遍吗？", bold(f"通知（第{one.id}号）"), f"“{one.title}”"),
        *telling.lacking_by_unit(lacking),
        say(
            faint(
                "只私下催没签收的；一天最多一次，本周消息已够多的单位不催。回复“确认”催，“取消”作罢。"
            )
        ),
    )
    return card(question, Draft(words=one.title, chases=one.id), lines, f"催签收第{one.id}号")


async def chased(question: Question, number: int) -> tuple[str, ...]:
    """Confirmed: how many are asked, and who is not."""
    turn = question.turn
    asked, spared = await ask_again(turn.ledger, number, turn.now)
    said = [f"正在催{len(asked)}人：{'、'.join(asked)}。" if asked else "没有再催谁。"]
    if spared:
        said.append(
            f"没有催：{'、'.join(spared)}（今天催过了、本周消息已够多，或没有绑定聊天账号）。"
        )
    return tuple(said)


async def close(question: Question, number: int | None = None) -> Answer:
    """A card: how it stands before it ends."""
    one = await _out(question, number)
    if isinstance(one, Answer):
        return one
    readers = await question.turn.ledger.broadcasts.readers(one)
    lines = (
        say("要现在结束吗？", bold(f"通知（第{one.id}号）"), f"“{one.title}”"),
        say("已签收：", bold(words.said_tally(one, tally(readers)))),
        say(faint("结束后不再催签收，给您一份签收情况。回复“确认”结束，“取消”作罢。")),
    )
    return card(question, Draft(words=one.title, closes=one.id), lines, f"结束第{one.id}号")


async def closed(question: Question, number: int, order: Order) -> Reply | None:
    """Confirmed: the closing report; None where it had ended."""
    turn = question.turn
    one = await end_now(turn.ledger, number, turn.now, order)
    if one is None:
        return None
    ledger = turn.ledger.broadcasts
    return telling.closing(one, await ledger.readers(one), await ledger.parts(one.id))


async def _out(question: Question, number: int | None) -> Broadcast | Answer:
    """The one that waits for receipts."""
    one = await last_asking(question, number)
    if one is None or one.state != "sent" or not one.asks_receipt:
        return none_such(question, "现在没有等待签收的通知。催某一项任务，请说“催办第几项”。")
    return one
