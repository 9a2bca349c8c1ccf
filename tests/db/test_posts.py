"""What the bot said is found again by the platform's message."""

from dataclasses import replace
from datetime import timedelta

from db.ledger import Ledger
from db.posts import POST_LIFE, Post
from tests.db.papers import NOW

SAID = Post("telegram:-1001", "71", "70", "telegram:-1001::5", "m12", NOW)


async def test_an_answer_is_found_by_its_message_and_by_what_it_answers(ledger: Ledger) -> None:
    page = replace(SAID, message="72", at=NOW + timedelta(seconds=1))
    await ledger.posts.note([page, SAID, replace(SAID, place="slack:C1", asked=None)])

    assert await ledger.posts.of_message("telegram:-1001", "71") == SAID
    assert await ledger.posts.answers_to("telegram:-1001", "70") == (SAID, page)
    assert await ledger.posts.of_message("telegram:-1001", "70") is None
    assert await ledger.posts.answers_to("slack:C1", "70") == ()


async def test_a_message_edited_in_place_stands_for_what_it_says_now(ledger: Ledger) -> None:
    await ledger.posts.note([SAID])
    await ledger.posts.note([replace(SAID, answer="m13")])

    found = await ledger.posts.of_message("telegram:-1001", "71")
    assert found is not None
    assert found.answer == "m13"


async def test_what_is_too_old_goes(ledger: Ledger) -> None:
    await ledger.posts.note([SAID])
    await ledger.posts.note([])
    await ledger.posts.note([replace(SAID, message="99", at=NOW + POST_LIFE * 1.1)])

    assert await ledger.posts.of_message("telegram:-1001", "71") is None
    assert await ledger.posts.of_message("telegram:-1001", "99") is not None


async def test_many_are_noted_at_once_also_where_some_were_noted_before(ledger: Ledger) -> None:
    many = [replace(SAID, message=f"{n:03}") for n in range(151)]
    await ledger.posts.note(many[:70])
    await ledger.posts.note([replace(one, answer="m13") for one in many])

    found = await ledger.posts.answers_to("telegram:-1001", "70")
    assert found == tuple(replace(one, answer="m13") for one in many)
