"""Notices to be said, and who hears them, for the tests of delivery."""

from db.correcting import Order
from db.ledger import Ledger
from db.outbox import NewNotice
from db.people import NewPerson
from db.records import Account, PersonRole
from handlers.reply import Button, Reply, say
from handlers.stored import dump_reply
from tests.db.papers import NOW


def to_channel(channel_id: int, text: str, *buttons: Button) -> NewNotice:
    facts = {"reply": dump_reply(Reply("notice", (say(text),), buttons=buttons))}
    return NewNotice(text, "deadline", None, channel_id, facts)


def to_person(person_id: int, text: str) -> NewNotice:
    facts = {"reply": dump_reply(Reply("notice", (say(text),)))}
    return NewNotice(text, "deadline", person_id, None, facts)


async def member(ledger: Ledger, name: str, role: PersonRole, account: str) -> None:
    new = NewPerson(name, role, accounts=(Account("telegram", "", account),))
    await ledger.people.add(new, Order("本机", NOW, f"add {name}"))
