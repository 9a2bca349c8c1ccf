"""The matrix of rights, generated from the tables: role × own or other unit × where it is said."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from db.records import Place
from db.subscribing import ChannelWish
from handlers import answering, deciding, routes
from handlers.actions import step, trace
from handlers.answers import answered
from handlers.context import Context
from handlers.inbound import Message, Press
from handlers.question import Question
from handlers.reply import Reply
from handlers.reporting.deeds import DEEDS
from handlers.rights import Route
from handlers.running import run
from handlers.scope import Scope
from handlers.turn import Tools, Turn
from knowledge.questions.meaning import Meaning
from tests.handlers.team import NOW, PAPER, led, lexicon, speaker, task_of

ROLES = ("stranger", "staff", "manager", "coordinator", "admin", "local")
TABLES: dict[str, Mapping[Any, Route[Any]]] = {
    "routes": routes.ROUTES,
    "orders": routes.ORDERS,
    "pressed": routes.PRESSED,
    "following": routes.FOLLOWING,
    "happened": routes.HAPPENED,
    "forms": routes.FORMS,
    "worded": routes.WORDED,
    "own": answering.OWN,
    "drafted": deciding.DRAFTED,
}
ENTRIES = [
    pytest.param(route.right, id=f"{name}-{getattr(key, '__name__', key)}")
    for name, table in TABLES.items()
    for key, route in table.items()
]
HAVE = {
    "anyone": set(ROLES),
    "roster": set(ROLES) - {"stranger"},
    "coordinator": {"coordinator", "admin", "local"},
    "admin": {"admin", "local"},
}


@pytest.mark.parametrize("right", ENTRIES)
async def test_every_entry_answers_those_and_only_those_who_have_its_right(team, right):
    names = await team.ledger.names()
    place = Place("telegram", "", "-100")
    for role, channel in product(ROLES, (None, place)):
        turn = Turn(
            inbound=Message("c", "…", channel=channel),
            speaker=speaker(role),
            ledger=team.ledger,
            names=names,
            lexicon=lexicon(names),
            context=Context(),
            tools=Tools(read_paper=unread),
            now=NOW,
        )
        question = Question(turn, Meaning(), Scope((), chosen=False))
        given = await run(Route(reached, right), question)
        assert (given.reply.intent == "reached") == (role in HAVE[right]), (role, right)


async def unread(data, name):
    raise AssertionError("no file was expected")


async def reached(question):
    return answered(question, Reply("reached", ()), ())


WHO = {
    "unit": {"own staff", "coordinator", "admin"},
    "filer": {"own staff", "coordinator", "admin"},
    "overseer": {"leader in scope", "coordinator", "admin"},
    "coordinator": {"coordinator", "admin"},
}
SEES = {"own staff", "leader in scope", "coordinator", "admin"}


async def everybody(team):
    unit = await led(team)
    return {
        "own staff": await team.has("甲", bureau=unit),
        "other staff": await team.has("乙", bureau="市体育局"),
        "leader in scope": await team.has("丙", "manager", scope=f"document:{PAPER}"),
        "leader elsewhere": await team.has("丁", "manager", scope="document:banan2024"),
        "coordinator": await team.has("戊", "coordinator"),
        "admin": await team.has("己", "admin"),
    }


@pytest.fixture
async def chats(team):
    """In private, in a chat that is bound, and in one that nobody bound."""
    place = Place("telegram", "", "-1")
    papers = tuple(one.id for one in (await team.ledger.names()).documents if one.slug == PAPER)
    await team.ledger.channels.bind(place, ChannelWish("群", papers, (), (), None), team.order())
    return (None, "-1", "-2")


async def test_every_step_is_taken_by_those_and_only_those_whose_it_is(team, chats):
    people = await everybody(team)
    task = await task_of(team)
    for kind, who, chat in product(DEEDS, people, chats):
        member = people[who].in_chat(chat) if chat else people[who]
        before = len(await team.ledger.progress.steps("task", task.id))
        reply = await member._does(Press(member._key, step(kind, task.id), PAPER, member.place))
        after = len(await team.ledger.progress.steps("task", task.id))
        allowed = who in WHO[DEEDS[kind].who]
        assert (reply.intent != "refused") == allowed, (kind, who, chat)
        assert allowed or (after == before and reply.private), (kind, who, chat)


async def test_only_those_report_whose_it_is(team, chats):
    people = await everybody(team)
    for who, chat in product(people, chats):
        member = people[who].in_chat(chat) if chat else people[who]
        reply = await member.says("第12项完成60%", document=PAPER)
        allowed = who in {"own staff", "coordinator", "admin"}
        assert bool(reply.drafts) == allowed, (who, chat)
        assert allowed or (reply.intent == "refused" and reply.private), (who, chat)


async def test_only_those_see_progress_whom_it_concerns(team, chats):
    people = await everybody(team)
    task = await task_of(team)
    for who, chat in product(people, chats):
        member = people[who].in_chat(chat) if chat else people[who]
        reply = await member._does(Press(member._key, trace(task.id), PAPER, member.place))
        assert (reply.intent == "timeline") == (who in SEES), (who, chat)
        assert chat != "-2" or reply.private, (who, chat)


async def test_a_cooperating_unit_speaks_for_its_part_only(team):
    task = await task_of(team, "7")
    lead = await team.has("甲", bureau=task.units("lead")[0])
    other = await team.has("乙", bureau=task.units("cooperating")[0])
    for member, percent in ((lead, 40), (other, 90)):
        await member.says(f"第7项完成{percent}%", document=PAPER)
        await member.says("确认")
    standing = (await team.ledger.progress.standing("task", [task.id]))[task.id]
    assert standing.percent == 40
    assert standing.counted == 2
