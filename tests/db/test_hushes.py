"""已知悉 and 稍后: the first decision about a notice counts, and what waits meanwhile waits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.errors import UnknownRecordError
from db.hushes import Aside, Press
from db.ledger import Ledger
from db.outbox import NewNotice
from tests.db.outbox import channel, order, person, states
from tests.db.papers import NOW

LATER = NOW + timedelta(days=3)


def about(task: int, lead: str, channel_id: int, days: int = 0) -> NewNotice:
    key = f"deadline/{task}/20250331/{lead}/c{channel_id}"
    due = NOW + timedelta(days=days)
    return NewNotice(key, "deadline", None, channel_id, {}, due, target="task", target_id=task)


async def test_who_presses_first_is_kept_and_the_second_reads_it(ledger: Ledger) -> None:
    group = await channel(ledger, "-1")
    wang = await person(ledger, "王芳")
    await ledger.outbox.plan([about(7, "T-7", group)], NOW)
    (notice,) = await ledger.outbox.rows()

    first = await ledger.hushes.add(Press(notice.id, "王芳", wang), order("press 1"))
    again = await ledger.hushes.add(Press(notice.id, "李明", until=LATER), order("press 2"))

    assert first == again
    assert (first.kind, first.by, first.fact) == ("known", "王芳", "deadline/7/20250331")
    assert first.channel == group
    assert await ledger.hushes.on([notice.id]) == {notice.id: first}
    assert await ledger.hushes.about("task", [6, 7]) == (first,)
    assert await ledger.hushes.about("task", [6]) == ()


async def test_what_is_put_off_takes_along_what_was_planned_about_the_same_there(
    ledger: Ledger,
) -> None:
    here, there = await channel(ledger, "-1"), await channel(ledger, "-2")
    planned = [about(7, "T-7", here), about(7, "T-3", here, 1), about(8, "T-3", here, 1)]
    await ledger.outbox.plan([*planned, about(7, "T-3", there, 1)], NOW)
    first = (await ledger.outbox.rows())[0]

    await ledger.hushes.add(Press(first.id, "王芳", until=LATER), order("press"))

    due = {one.key: one.due_at for one in await ledger.outbox.rows()}
    tomorrow = NOW + timedelta(days=1)
    assert due == {
        f"deadline/7/20250331/T-7/c{here}": LATER,
        f"deadline/7/20250331/T-3/c{here}": LATER,
        f"deadline/8/20250331/T-3/c{here}": tomorrow,
        f"deadline/7/20250331/T-3/c{there}": tomorrow,
    }
    assert set((await states(ledger)).values()) == {"planned"}


async def test_what_was_put_off_in_words_is_taken_back(ledger: Ledger) -> None:
    wang = await person(ledger, "王芳")
    key = f"deadline/7/20250331/T-7/p{wang}"
    planned = NewNotice(key, "deadline", wang, None, {}, NOW, target="task", target_id=7)
    await ledger.outbox.plan([planned], NOW)
    aside = Aside("task", 7, wang, "王芳", LATER)
    await ledger.hushes.rest(aside, order("rest"))

    soon = replace(aside, until=NOW + timedelta(hours=1))
    assert await ledger.hushes.resume(soon, order("resume"))
    assert not await ledger.hushes.resume(soon, order("resume again"))

    assert await ledger.hushes.about("task", [7]) == ()
    (row,) = await ledger.outbox.rows()
    assert row.due_at == soon.until


async def test_what_is_about_nothing_cannot_be_put_aside(ledger: Ledger) -> None:
    group = await channel(ledger, "-1")
    await ledger.outbox.plan([NewNotice("x", "channel", None, group, {})], NOW)
    (notice,) = await ledger.outbox.rows()
    for number in (notice.id, 99):
        with pytest.raises(UnknownRecordError):
            await ledger.hushes.add(Press(number, "王芳"), order(f"press {number}"))


async def test_opt_outs_are_kept_with_their_end(ledger: Ledger) -> None:
    wang = await person(ledger, "王芳")
    await ledger.opt_outs.add(wang, ("silent", "phase"), None, order("out"))
    await ledger.opt_outs.add(wang, ("silent", "phase"), None, order("out"))
    assert [one.kind for one in await ledger.opt_outs.of(wang, LATER)] == ["silent", "phase"]

    await ledger.opt_outs.lift(wang, ("phase",), order("in", LATER))
    assert [one.kind for one in await ledger.opt_outs.of(wang, LATER)] == ["silent"]
    kept = await ledger.opt_outs.since(NOW)
    assert [(one.kind, one.until) for one in kept] == [("silent", None), ("phase", LATER)]

    await ledger.opt_outs.lift(wang, (), order("all in", LATER))
    assert await ledger.opt_outs.of(wang, LATER) == ()
    assert await ledger.opt_outs.since(LATER + timedelta(days=1)) == ()
