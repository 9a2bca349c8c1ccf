"""Somebody leaves the roster: their own tasks, and what they had not confirmed, are told on."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.lapsing import KIND as CARD
from bot.serving.composing import facts_of
from db.correcting import Order
from db.ledger import Ledger
from db.outbox import NewNotice
from db.records import Person, Task
from db.stepping import wish_for
from handlers.context import load as load_context
from handlers.overseers import coordinators
from handlers.reply import Item, Reply, bold, say, words
from handlers.waiting import Waiting, still_open
from handlers.wording import said_moment, said_ref

KIND = "left"


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody who left leaves to others."""

    cards: tuple[str, ...] = ()
    """What their open cards were about, in their words."""
    tasks: tuple[Task, ...] = ()
    """What had been handed over to them in person."""
    heirs: tuple[Person, ...] = ()
    """Who was told."""


async def leave(ledger: Ledger, person: Person, heir: Person | None, order: Order) -> Left:
    """Let the person go; their tasks become the heir's, and their open cards are told on."""
    cards = await _open_cards(ledger, person, order)
    tasks = await ledger.tasks_by_id(await ledger.due.held_by(person.id))
    await ledger.people.leave(person.id, order, heir.id if heir else None)
    if heir:
        for task in tasks:
            await _hand_over(ledger, task, heir, order)
    left = Left(cards, tasks, await _heirs(ledger, person, heir) if cards or tasks else ())
    await ledger.outbox.plan(_notices(person, left, order), order.now)
    return left


async def _open_cards(ledger: Ledger, person: Person, order: Order) -> tuple[str, ...]:
    found: dict[str, Waiting] = {}
    for notice in await ledger.outbox.waiting(person.id, CARD):
        text = await ledger.load_context(str(notice.facts.get("conversation")))
        found |= {one.key: one for one in still_open(load_context(text), order.now)}
    return tuple(one.label for one in found.values())


async def _hand_over(ledger: Ledger, task: Task, heir: Person, order: Order) -> None:
    wish = wish_for(task, "assigned", to=heir.id, reason=heir.name)
    await ledger.progress.step(wish, Order(order.by, order.now, f"{order.key}/task/{task.id}"))


async def _heirs(ledger: Ledger, person: Person, heir: Person | None) -> tuple[Person, ...]:
    """Who goes on with it: the successor, else colleagues of the unit, else the coordinators."""
    if heir:
        return (heir,)
    units = set(person.bureaus)
    everyone = await ledger.people.everyone()
    colleagues = (one for one in everyone if units & set(one.bureaus) and one.role == "staff")
    return tuple(colleagues) or await coordinators(ledger.people)


def _notices(person: Person, left: Left, order: Order) -> Sequence[NewNotice]:
    words_ = _reply(person, left, order)
    return [
        NewNotice(f"{KIND}/{person.id}/{one.id}", KIND, one.id, None, facts_of(words_), order.now)
        for one in left.heirs
    ]


def _reply(person: Person, left: Left, order: Order) -> Reply:
    lines = [say(bold(person.name), f"{said_moment(order.now)}离开了名册。")]
    items = []
    if left.cards:
        said = "；".join(f"“{one}”" for one in left.cards)
        row = ("还没有登记", words(f"{said}。请核实以后重新报。"))
        items.append(Item(words(f"没有确认的卡片{len(left.cards)}张"), (row,)))
    if left.tasks:
        named = "；".join(f"{said_ref(one.ref)} {one.title}" for one in left.tasks)
        items.append(Item(words(f"由其承办的任务{len(left.tasks)}项"), (("任务", words(named)),)))
    return Reply("notices", (*lines, *items))
