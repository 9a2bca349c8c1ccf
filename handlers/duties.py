"""What member units answer for, and who the members are."""

from handlers.answers import answered, nothing
from handlers.by_topic import by_topic
from handlers.by_unit import by_unit
from handlers.cards import duty_entry
from handlers.question import Question
from handlers.reply import Reply, bold, say
from handlers.turn import Answer
from handlers.units import resolve
from handlers.wording import said_title


async def duty(question: Question) -> Answer:
    """The duty of the named units; where a paper lists none, their tasks."""
    if not question.meaning.units:
        return await by_topic(question)
    units = [resolve(question, one) for one in question.meaning.units]
    ids = tuple(one for unit in units for one in unit.ids)
    found = await question.turn.ledger.duties(question.document_ids, ids) if ids else ()
    several = len(question.meaning.documents) > len({one.document_id for one in found})
    if not found or question.meaning.role or several or not question.scope.chosen:
        return await by_unit(question)
    blocks = tuple(duty_entry(one, question.document(one.document_id)) for one in found)
    names = tuple(dict.fromkeys(one.bureau for one in found))
    return answered(question, Reply("duty", blocks, bureaus=names), ())


async def members(question: Question) -> Answer:
    """The member units of the 专班 or joint conference."""
    every = await question.turn.ledger.every_member(question.document_ids)
    lists = [(one, every[one.id]) for one in question.scope.documents if one.id in every]
    if not lists:
        return nothing(question, "members", say("这里没有列出成员单位。"))
    lines = tuple(
        say(said_title(document), "成员单位共", bold(f"{len(names)}个"), f"：{'、'.join(names)}。")
        for document, names in lists
    )
    named = tuple(dict.fromkeys(name for _, names in lists for name in names))
    asked = question.meaning.asks_any("count", "quantity")
    reply = Reply("members", lines, bureaus=named, count=len(named) if asked else None)
    return answered(question, reply, ())
