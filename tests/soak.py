"""A long run of a real `duban serve` under steady load; by hand, not in `make test`.

    .venv/bin/python -m tests.soak --minutes 15 --rate 20

Says `rate` messages a second on Telegram and as many on Slack, to fakes on loopback, and tells
every minute: answered, lost (no answer in 30 s), the slow ones, the memory of the bot. Ends with
status 1 if anything was lost or the memory grew by more than a tenth after the first fifth.
"""

import argparse
import asyncio
import itertools
import json
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram.server import FakeTelegram
from bot.bench.questions import QUESTIONS
from bot.settings import load_settings
from tests.bot.serving import Serve, enrolled, on_both, on_slack, on_telegram

PEOPLE = 400
PATIENCE = 30
GROWTH = 1.1


@dataclass
class Score:
    """What became of the messages of one platform."""

    took: list[float] = field(default_factory=list)
    lost: int = 0

    def told(self):
        ordered = sorted(self.took) or [0.0]
        p50, p99 = (ordered[int(len(ordered) * part)] * 1000 for part in (0.5, 0.99))
        facts = {"answered": len(self.took), "lost": self.lost}
        return facts | {"p50_ms": round(p50, 1), "p99_ms": round(p99, 1)}


async def steadily(ask: Callable[[int, str], Awaitable[object]], rate: float, until: float):
    """Ask so often until then, each time somebody else something else."""
    score, asking = Score(), set()
    chance, begun = random.Random(1), time.monotonic()  # noqa: S311

    async def once(number):
        before = time.monotonic()
        try:
            await asyncio.wait_for(ask(number % PEOPLE, chance.choice(QUESTIONS)), PATIENCE)
            score.took.append(time.monotonic() - before)
        except TimeoutError:
            score.lost += 1

    for number in itertools.count():
        at = begun + number / rate
        if at >= until:
            break
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        task = asyncio.create_task(once(number))
        asking.add(task)
        task.add_done_callback(asking.discard)
        yield score
    await asyncio.gather(*asking)
    yield score


async def run(minutes: float, rate: float) -> int:
    """The status to end with."""
    with tempfile.TemporaryDirectory(prefix="duban-soak-") as place:
        async with FakeTelegram() as telegram, FakeSlack() as slack:
            slack.recording = False
            database = f"sqlite:///{Path(place) / 'duban.db'}"
            people = [telegram.person(1 + n, f"甲{n}") for n in range(PEOPLE)]
            users = [slack.space.person(f"U{n}", f"乙{n}") for n in range(PEOPLE)]
            await enrolled(
                load_settings(database),
                *((f"甲{n}", "staff", [on_telegram(1 + n)]) for n in range(PEOPLE)),
                *((f"乙{n}", "staff", [on_slack(f"U{n}")]) for n in range(PEOPLE)),
            )
            async with Serve(place, **on_both(database, telegram, slack)) as serve:
                await serve.says("已连上", times=2)
                return await soaked(
                    serve,
                    minutes,
                    rate,
                    lambda n, text: people[n].asks(text, PATIENCE),
                    lambda n, text: slack.ask(users[n], text),
                )


async def soaked(serve, minutes, rate, *asks) -> int:
    process, memory = psutil.Process(serve.process.pid), []
    until = time.monotonic() + minutes * 60
    scores = [Score() for _ in asks]

    async def follow(index, ask):
        async for score in steadily(ask, rate, until):
            scores[index] = score

    async def watch():
        while True:
            await asyncio.sleep(min(60, minutes * 60 / 10))
            memory.append(process.memory_info().rss / (1 << 20))
            report(scores, memory)

    watching = asyncio.create_task(watch())
    await asyncio.gather(*(follow(index, ask) for index, ask in enumerate(asks)))
    watching.cancel()
    memory.append(process.memory_info().rss / (1 << 20))
    status = await serve.stop()
    report(scores, memory)
    settled = memory[len(memory) // 5]
    grew = memory[-1] > settled * GROWTH
    return int(grew or status != 0 or any(score.lost for score in scores))


def report(scores, memory) -> None:
    telegram, slack = (score.told() for score in scores)
    told = {"telegram": telegram, "slack": slack, "rss_mib": round(memory[-1], 1)}
    print(json.dumps(told | {"first_rss_mib": round(memory[0], 1)}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--rate", type=float, default=20)
    given = parser.parse_args()
    raise SystemExit(asyncio.run(run(given.minutes, given.rate)))


if __name__ == "__main__":
    main()
