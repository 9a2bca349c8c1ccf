"""Who has nothing but a Telegram account to which the bot cannot write, as far as the ledger knows.

A bot may not begin a private chat there (https://core.telegram.org/bots/features#what-features-do-
bots-have): somebody whose account was entered by hand has to press 开始 first. That they did is
known by what was said in that chat: an answer, or a notice that arrived.
"""

from sqlalchemy import Connection, func, select

from db.tables.people import identities, persons
from db.tables.records import contexts, posts
from db.tables.sending import attempts

_PLATFORM = "telegram"
NEVER = "还没有在 Telegram 里私聊过机器人，要本人先点“开始”"
BLOCKED = "在 Telegram 里屏蔽了机器人"
_LAST_FAILED = "屏蔽"


def unopened(connection: Connection) -> dict[int, str]:
    """By id of the person, why."""
    has = identities.c.unlinked_at.is_(None)
    only = (
        select(identities.c.person_id, func.min(identities.c.account).label("account"))
        .join(persons, persons.c.id == identities.c.person_id)
        .where(has, persons.c.left_at.is_(None))
        .group_by(identities.c.person_id)
        .having(func.min(identities.c.platform) == _PLATFORM)
        .having(func.max(identities.c.platform) == _PLATFORM)
    )
    people = {row.account: row.person_id for row in connection.execute(only)}
    if not people:
        return {}
    chats = {f"{_PLATFORM}:{account}": person for account, person in people.items()}
    last = _last_tries(connection, list(chats))
    heard = _heard(connection, list(chats)) | {at for at, error in last.items() if error is None}
    blocked = {at for at, error in last.items() if error and _LAST_FAILED in error}
    return {
        person: BLOCKED if at in blocked else NEVER
        for at, person in chats.items()
        if at in blocked or at not in heard
    }


def _heard(connection: Connection, chats: list[str]) -> set[str]:
    """Chats in which somebody spoke to the bot in the last months."""
    answered = select(posts.c.place).where(posts.c.place.in_(chats)).distinct()
    talked = select(contexts.c.conversation).where(contexts.c.conversation.in_(chats))
    return {*connection.scalars(answered), *connection.scalars(talked)}


def _last_tries(connection: Connection, chats: list[str]) -> dict[str, str | None]:
    """By chat what went wrong with the last try there; None where it arrived."""
    ended = (
        select(attempts.c.place, attempts.c.error, attempts.c.outcome)
        .where(attempts.c.place.in_(chats), attempts.c.outcome.in_(("sent", "failed")))
        .order_by(attempts.c.id)
    )
    return {
        row.place: None if row.outcome == "sent" else row.error or ""
        for row in connection.execute(ended)
    }
