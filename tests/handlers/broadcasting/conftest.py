"""An office with two units, three people and two groups."""

import pytest

from db.channels import ChannelWish
from db.records import Place
from tests.handlers.broadcasting.sending import SLUG


@pytest.fixture
async def zhou(team):
    return await team.has("周督办", "coordinator", "区卫生健康委")


@pytest.fixture
async def office(team, zhou):
    """Two units with three people, one of them without an account, and two groups."""
    names = await team.ledger.names()
    units = {one.name: one.id for one in names.bureaus}
    paper = next(one.id for one in names.documents if one.slug == SLUG)
    team.people = {
        "李明": await team.has("李明", "staff", "区医保局"),
        "王芳": await team.has("王芳", "staff", "区教育局"),
        "赵强": await team.has("赵强", "staff", "区教育局"),
    }
    for chat, wish in {
        "-1001": ChannelWish("创建工作群", documents=(paper,)),
        "-1002": ChannelWish("教育口", bureaus=(units["区教育局"],)),
    }.items():
        await team.ledger.channels.bind(Place("telegram", "", chat), wish, team.order())
    return team
