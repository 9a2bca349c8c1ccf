"""A team in its chats as a test reads it: who says what, who hears what, what else is said."""

import itertools
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from db.correcting import Order
from db.ledger import Ledger
from db.people import NewPerson
from db.records import Account, Bureau, Document, Names, Person, PersonRole, Place, TaskQuery
from handlers.answering import answer
from handlers.context import Context, dump, load
from handlers.inbound import (
    ChatChanged,
    Edit,
    Form,
    HomeOpened,
    Inbound,
    InlineQuery,
    Message,
    Press,
    Upload,
)
from handlers.lexicon import lexicon_of
from handlers.reply import Reply, plain_text
from handlers.turn import Answer, Notice, Speaker, Tools, Turn
from knowledge.lexicon import Lexicon
from tests.ground import NOW as NOW

PAPER = "sh2023-tcm"
"""What is talked about unless a test says otherwise."""


def lexicon(names: Names) -> Lexicon:
    """Made once for the same names, as dispatch does."""
    return _lexicon(names.documents, names.bureaus)


@lru_cache(maxsize=64)
def _lexicon(documents: tuple[Document, ...], bureaus: tuple[Bureau, ...]) -> Lexicon:
    return lexicon_of(Names(0, documents, bureaus, (), ()))


async def _no_paper(data, name):
    raise AssertionError("no file was expected")


@dataclass
class Team:
    """One ledger, everybody's conversations with it, and what was said besides."""

    ledger: Ledger
    now: datetime = NOW
    platforms: tuple[str, ...] | None = None
    """Where something can be said just now."""
    contexts: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    _events = itertools.count(1)

    async def has(
        self, name: str, role: PersonRole = "staff", bureau: str | None = None, **more
    ) -> "Member":
        """Somebody on the roster, with an account."""
        member = self.stranger(name)
        new = NewPerson(name, role, bureau, accounts=(member.account,), **more)
        await self.ledger.people.add(new, self.order())
        return member

    def stranger(self, name: str) -> "Member":
        """Somebody with an account whom nobody knows."""
        return Member(self, name, Account("telegram", "", str(zlib.crc32(name.encode()))))

    def order(self) -> Order:
        return Order("测试", self.now, f"test/{next(self._events)}")

    def later(self, **span: int) -> None:
        self.now += timedelta(**span)

    def told(self, name: str, people: dict[int, Person]) -> list[Reply]:
        return [one.reply for one in self.notices if people[one.person or 0].name == name]

    async def hears(self, name: str) -> list[Reply]:
        """What was said to that person unasked."""
        people = {one.id: one for one in await self.ledger.people.everyone()}
        return self.told(name, people)

    async def answered(self, inbound: Inbound, speaker: Speaker, event: str = "") -> Answer:
        """As dispatch would have it answered; the context goes through its stored shape."""
        names = await self.ledger.names()
        place = inbound.channel
        turn = Turn(
            inbound=inbound,
            speaker=speaker,
            ledger=self.ledger,
            names=names,
            lexicon=lexicon(names),
            context=self._context(inbound, names),
            tools=Tools(_no_paper, self.platforms),
            now=self.now,
            channel=await self.ledger.channels.of_place(place) if place else None,
            event=event or f"telegram:{next(self._events)}",
        )
        given = await answer(turn)
        self.contexts[inbound.conversation] = dump(given.context)
        known = {one.key for one in self.notices}
        self.notices += [one for one in given.notices if one.key not in known]
        return given

    def _context(self, inbound: Inbound, names: Names) -> Context:
        context = load(self.contexts.get(inbound.conversation))
        talk = tuple(one.id for one in names.documents if one.slug == inbound.document)
        return replace(context, documents=talk) if talk else context


@dataclass
class Member:
    """Somebody with an account, in private or in a shared chat."""

    team: Team
    name: str
    account: Account
    place: Place | None = None
    last: Answer | None = None

    def in_chat(self, chat: str) -> "Member":
        """The same person in a shared chat."""
        return Member(self.team, self.name, self.account, Place("telegram", "", chat))

    async def says(self, text: str, event: str = "", **more) -> Reply:
        return await self._does(Message(self._key, text, channel=self.place, **more), event)

    async def edits(self, text: str, answer: str | None = None) -> Reply:
        return await self._does(Edit(self._key, text, "7", channel=self.place, answer=answer))

    async def presses(
        self, label: str, reply: Reply, answer: str | None = None, event="", forms=False
    ) -> Reply:
        value = next(one.value for one in reply.buttons if label in one.label)
        return await self._does(Press(self._key, value, None, self.place, answer, forms), event)

    async def fills_in(self, form: str, /, **values: str) -> Reply:
        return await self._does(Form(self._key, form, tuple(values.items()), self.place))

    async def opens_home(self) -> Reply:
        return await self._does(HomeOpened(self._key))

    async def looks_up(self, text: str) -> Reply:
        return await self._does(InlineQuery(self._key, text))

    async def sends(self, name: str) -> Reply:
        return await self._does(Upload(self._key, name, b"", channel=self.place))

    async def sees(self, change, chat: str, moved_to: str | None = None) -> Reply:
        """Something became of a chat."""
        place = Place("telegram", "", chat)
        to = Place("telegram", "", moved_to) if moved_to else None
        return await self._does(ChatChanged(f"telegram:{chat}", change, place, to))

    @property
    def _key(self) -> str:
        place = f"{self.place.chat}:" if self.place else ""
        return f"telegram:{place}{self.account.account}"

    async def _does(self, inbound: Inbound, event: str = "") -> Reply:
        person = await self.team.ledger.people.of_account(self.account)
        speaker = Speaker(person.name if person else self.name, person, self.account)
        self.last = await self.team.answered(inbound, speaker, event)
        return self.last.reply


@asynccontextmanager
async def team(file: Path) -> AsyncIterator[Team]:
    """A team on the ledger in that file."""
    async with await Ledger.open(f"sqlite:///{file}") as ledger:
        yield Team(ledger)


def text(reply: Reply) -> str:
    """The reply as its reader sees it."""
    return plain_text(reply.blocks)


def labels(reply: Reply) -> list[str]:
    return [one.label for one in reply.buttons]


async def task_of(team, ref="12"):
    names = await team.ledger.names()
    paper = next(one.id for one in names.documents if one.slug == PAPER)
    tasks = (await team.ledger.tasks(TaskQuery((paper,)))).tasks
    return next(one for one in tasks if one.ref == ref)


async def stands(team, ref="12"):
    task = await task_of(team, ref)
    return (await team.ledger.progress.standing("task", [task.id]))[task.id]


async def led(team, ref="12"):
    """The name of the unit that leads that task."""
    task = await task_of(team, ref)
    return task.units("lead")[0]


async def reports(who: Member, words: str) -> Reply:
    """It is said of the paper that tests talk about, and confirmed."""
    await who.says(words, document=PAPER)
    return await who.says("确认")


def speaker(role):
    """Somebody of that role; whoever sits at the machine; somebody nobody knows."""
    if role == "local":
        return Speaker("本机")
    account = Account("telegram", "", "7")
    return Speaker("张三", None if role == "stranger" else Person(1, "张三", role), account)
