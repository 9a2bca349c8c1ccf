"""The 涉密 guard in front of a conversation: what it looks at, and what the person is told."""

from handlers.inbound import Edit, Form, Inbound, InlineQuery, Message, Upload
from handlers.reply import Reply, bold, say
from knowledge.guard import Refusal, refusal_of

INTENT = "refused"


def refusal(inbound: Inbound) -> Reply | None:
    """The answer to what may neither be kept nor answered; None for all else.

    An uploaded file is looked into where it is read, see `bot.reader`.
    """
    found = found_in(inbound)
    return told(found) if found else None


def found_in(inbound: Inbound) -> Refusal | None:
    """Why it is refused, if it is."""
    texts = _texts(inbound)
    return refusal_of(texts) if texts else None


def told(found: Refusal) -> Reply:
    """What the person is told, without repeating what they said."""
    blocks = (
        say(bold("没有处理"), f"：这条消息里有{found.found}。我没有保存它的内容。"),
        say("请马上撤回（删除）这条消息。", found.advice),
    )
    return Reply(INTENT, blocks)


def _texts(inbound: Inbound) -> tuple[str, ...]:
    match inbound:
        case Message() | Edit() | InlineQuery():
            return (inbound.text,)
        case Upload():
            return (inbound.name, inbound.text)
        case Form():
            return tuple(value for _name, value in inbound.values)
        case _:
            return ()
