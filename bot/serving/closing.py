"""A chat where the bot can say nothing any more: closed once, and coordinators hear of it."""

from datetime import datetime

from bot.serving.composing import facts_of
from db.ledger import Ledger
from db.outbox import NewNotice
from db.records import Channel, Person
from handlers.reply import Reply, bold, say


async def close(ledger: Ledger, channel: Channel, because: str, cause: str, now: datetime) -> None:
    """Say nothing there from now on. `cause` tells this closing from a later one.

    The notices come first: broken off between the two, the next try does both again.
    """
    everyone = await ledger.people.everyone()
    told = [one for one in everyone if one.role in ("coordinator", "admin")]
    reply = closed(channel, because)
    await ledger.outbox.plan([_notice(one, channel, cause, reply) for one in told], now)
    await ledger.channels.close(channel.place, because, now)


def closed(channel: Channel, because: str) -> Reply:
    """What coordinators hear."""
    name = channel.name or channel.place.chat
    return Reply(
        "channel_closed",
        (
            say("已停止向“", bold(name), f"”发送：{because}"),
            say(
                "请把督办助手重新加入该群并重新绑定；其间的通知都在发件箱里（duban outbox list）。"
            ),
        ),
    )


def _notice(person: Person, channel: Channel, cause: str, reply: Reply) -> NewNotice:
    key = f"channel-closed/{channel.id}/{cause}/{person.id}"
    return NewNotice(key, "channel", person.id, None, facts_of(reply))
