"""How people are imagined who keep a bot busy, and that the bench drives a real bot."""

import asyncio
import json
from itertools import islice
from typing import Any, cast

from bot.bench.chatting.load import asked, for_seconds
from bot.bench.chatting.measure import measure
from bot.bench.chatting.worlds import PEOPLE
from bot.bench.questions import LOOKUPS


class Room:
    """Notes who asks what, and answers after a moment."""

    def __init__(self):
        self.heard = []
        self.open = set()
        self.most = 0

    async def ask(self, person, text):
        assert person not in self.open, "nobody asks again before the answer is there"
        self.open.add(person)
        self.most = max(self.most, len(self.open))
        self.heard.append((person, text))
        await asyncio.sleep(0)
        self.open.remove(person)


async def test_everybody_waits_for_the_answer_and_so_many_ask_at_once():
    room = Room()
    pace = await asked(cast("Any", room), LOOKUPS, 16, 1)
    assert sorted(text for _, text in room.heard) == sorted(LOOKUPS)
    assert room.most == 16
    assert len({person for person, _ in room.heard}) == PEOPLE
    assert 0 < pace.p50 <= pace.p99
    assert pace.rate > 0


def test_questions_are_many_different_ones_always_in_the_same_order():
    assert len(set(LOOKUPS)) == len(LOOKUPS) > 300
    assert list(islice(for_seconds(LOOKUPS, 60), 400))[len(LOOKUPS)] == LOOKUPS[0]


async def test_a_bare_bot_is_measured_in_a_process_of_its_own():
    found = await measure("telegram", "tuned", 0.05, LOOKUPS[:20])
    assert set(found) == {"resident", "busy", "first", "1", "16", "128"}
    assert json.loads(json.dumps(found))["16"]["rate"] > 0
