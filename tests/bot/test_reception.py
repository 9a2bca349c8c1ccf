"""Who is it, may it be kept, did it come before: what reception decides before any handler."""

import pytest

from bot.dispatch import Dispatch
from bot.serving.reception import Event, Reception
from db.correcting import Order
from db.people import NewPerson
from db.records import Account
from handlers.inbound import Message
from handlers.reply import plain_text

MARIA = Account("slack", "T1", "U7")


@pytest.fixture
def reception(parts):
    return Reception(parts, Dispatch(parts))


def says(text, key="slack:Ev1", email=None, **others):
    async def mail():
        return email

    return Event(key, MARIA, "玛丽", Message("slack:D1", text), email=mail, **others)


async def heard(reception, event):
    answered = await reception.receive(event)
    await answered.saved
    return plain_text(answered.reply.blocks)


async def enrolled(parts, name="陈静", **others):
    order = Order("本机", parts.clock(), f"add/{name}")
    return await parts.ledger.people.add(NewPerson(name, "staff", "市医保局", **others), order)


async def test_somebody_on_the_roster_is_answered(parts, reception):
    await enrolled(parts, accounts=(MARIA,))
    assert "医保" in await heard(reception, says("市医保局牵头哪些任务"))


async def test_a_stranger_with_the_mail_of_one_person_is_that_person(parts, reception):
    person_id = await enrolled(parts, email="Chen.Jing@example.org")
    await heard(reception, says("你好", email="chen.jing@example.org"))
    person = await parts.ledger.people.of_account(MARIA)
    assert person is not None
    assert person.id == person_id


async def test_a_mail_that_two_share_says_nothing(parts, reception):
    await enrolled(parts, email="office@example.org")
    await enrolled(parts, "王芳", email="office@example.org")
    await heard(reception, says("你好", email="office@example.org"))
    assert await parts.ledger.people.of_account(MARIA) is None


async def test_nobody_known_under_another_account_is_taken_over_by_mail(parts, reception):
    other = Account("slack", "T1", "U1")
    await enrolled(parts, email="a@example.org", accounts=(other,))
    await heard(reception, says("你好", email="a@example.org"))
    assert await parts.ledger.people.of_account(MARIA) is None


async def test_what_the_guard_refuses_leaves_its_id_and_reason_only(parts, reception, tmp_path):
    card = "11010519491231002X"
    event = says(f"登记 {card}")
    assert reception.refusal(event.inbound) is not None
    assert "身份证号码" in await heard(reception, event)
    await parts.ledger.backup(tmp_path / "copy.db")
    assert card.encode() not in b"".join(
        path.read_bytes() for path in tmp_path.iterdir() if path.is_file()
    )
    assert "身份证号码".encode() in (tmp_path / "copy.db").read_bytes()
