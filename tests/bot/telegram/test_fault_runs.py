import asyncio
import random
from collections import Counter

import pytest

from tests.waiting import until

KINDS = ("429", "500", "502", "drop-before", "drop-after", "slow")
AMBIGUOUS = ("500", "502", "drop-before", "drop-after")


@pytest.mark.parametrize("seed", [1, 2])
async def test_through_faults_each_is_answered_and_few_twice(house, bot, fake, echo, seed):
    chance = random.Random(seed)  # noqa: S311 (a script of faults)
    people = [fake.person(100 + number) for number in range(8)]
    faults = [chance.choice(KINDS) for _ in range(8)]
    for kind in faults:
        method = chance.choice(("sendMessage", "sendMessage", "getUpdates"))
        fake.fault(kind, method, seconds=0.02)
    for round_ in range(6):
        for one in people:
            one.says(f"{one.id} 问 {round_}")
        await asyncio.sleep(0.02)
        if round_ == 3:
            await fake.stop()
            await asyncio.sleep(0.05)
            await fake.start()
    asked = Counter(f"收到：{one.id} 问 {n}" for one in people for n in range(6))

    def answered():
        return Counter(shown.text for one in people for shown in one.sees())

    await until(lambda: answered() >= asked)
    await until(lambda: not fake.updates.waiting)
    # Also what was in work when the server stopped may have been accepted, once for each chat.
    doubts = sum(kind in AMBIGUOUS for kind in faults) + len(people)
    assert answered().total() - asked.total() <= doubts
    for one in people:
        texts = list(dict.fromkeys(shown.text for shown in one.sees()))
        assert texts == [f"收到：{one.id} 问 {n}" for n in range(6)]

    async def nothing_waits():
        return not await house.ledger.inbox.waiting()

    await until(nothing_waits)
