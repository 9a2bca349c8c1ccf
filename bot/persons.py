"""Persons of the roster and their accounts, as people name them on the command line."""

from collections.abc import Sequence

from bot.errors import BadInputError
from db.ledger import Ledger
from db.records import Account, Person
from knowledge.names import tidy


async def person_of(ledger: Ledger, text: str) -> Person:
    """The person of that id or unique name; raises `BadInputError`."""
    said = tidy(text)
    if said.isascii() and said.isdigit():
        person = await ledger.people.by_id(int(said)) if len(said) < 18 else None
        found: Sequence[Person] = [person] if person and person.left_at is None else []
    else:
        found = await ledger.people.named(said)
    if not found:
        raise BadInputError(f"名册里没有这个人：{said}")
    if len(found) > 1:
        raise BadInputError(f"名册里不止一个{said}：{'、'.join(map(told, found))}，请写编号")
    return found[0]


def told(person: Person) -> str:
    """A person told apart from others of the name: 编号 3（市医保局）."""
    every = (one.bureau for one in person.memberships if one.kind == "member")
    units = "、".join(dict.fromkeys(every))
    return f"编号 {person.id}（{units}）" if units else f"编号 {person.id}"


def slack_account(text: str) -> Account:
    """`U123`, or with the workspace before it `T1:U123`; raises `BadInputError`."""
    team, _colon, user = text.strip().rpartition(":")
    if not _is_id(user, "UW") or (team and not _is_id(team, "TE")):
        raise BadInputError(f"Slack 账号要写成员 ID，如 U012AB3CD 或 T01:U012AB3CD：{text}")
    return Account("slack", team, user)


def telegram_account(text: str) -> Account:
    """Telegram's number of a person; raises `BadInputError`."""
    number = text.strip()
    if not (number.isascii() and number.isdigit() and number.strip("0")):
        raise BadInputError(f"Telegram 账号要写数字编号，不是用户名：{text}")
    return Account("telegram", "", number)


def accounts_of(telegram: str | None, slack: str | None) -> tuple[Account, ...]:
    """The accounts that were given; raises `BadInputError`."""
    given = ((telegram_account, telegram), (slack_account, slack))
    return tuple(read(text) for read, text in given if text)


def _is_id(text: str, starts: str) -> bool:
    return text.isascii() and text.isalnum() and text.isupper() and text[0] in starts
