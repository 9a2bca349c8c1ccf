"""Progress reports that people confirmed, each on the disk before it is said to be, 16 in flight.

Beside one-row commits of the driver alone; and the same by way of cards and their 确认 buttons,
where understanding, rights and the answer cost more than writing does.
"""

from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

from bot.bench.ledgers import FIVE
from bot.bench.limits import raw_commits
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.timing import rate
from bot.dispatch import Dispatch
from bot.settings import load_settings
from bot.wiring import LOCAL_COORDINATOR, wired
from db.filing import Filing
from db.ledger import Ledger
from db.records import Task, TaskQuery
from handlers.inbound import Message, Press

_MARK = Mark("ratio", 0.4, at_least=True)
_IN_FLIGHT = 16
_THEN = datetime(2026, 1, 5, tzinfo=UTC)
_PAPER, _REPORT = "sh2024-health", "第{ref}项完成{percent}%"


async def reporting(setup: Setup) -> list[Row]:
    """At the ledger, and from the card to the answer."""
    await setup.ledgers.url(FIVE)
    with setup.ledgers.scratch() as directory:
        copy, raw = Path(directory) / "ledger.db", Path(directory) / "raw.db"
        copyfile(setup.ledgers.path(FIVE), copy)
        count = setup.finds * _IN_FLIGHT // 4
        url, limit = f"sqlite:///{copy}", raw_commits(raw, count)
        filed = await _filed(url, count)
        limit = (limit + raw_commits(raw, count)) / 2
        confirmed = await _confirmed(url, setup.finds)
    against, what = "sqlite3 逐行提交", f"已落盘的进展反馈（{_IN_FLIGHT}路并发）"
    return [
        Row("report", f"{what}：写入台账", "条/秒", filed, limit, against, _MARK, FIVE.name),
        Row("report", f"{what}：从按“确认”到答复", "条/秒", confirmed, limit, against),
    ]


async def _filed(url: str, count: int) -> float:
    async with await Ledger.open(url) as ledger:
        tasks = (await ledger.tasks(TaskQuery())).tasks

        async def file(number: int) -> None:
            await ledger.progress.file(_filing(tasks[number % len(tasks)], number))

        return await rate(count, _IN_FLIGHT, file)


def _filing(task: Task, number: int) -> Filing:
    percent = number % 100
    key, said = f"bench/{number}", _REPORT.format(ref=task.ref, percent=percent)
    return Filing(key, "task", task.id, task.document_id, _THEN, "本机", percent=percent, said=said)


async def _confirmed(url: str, count: int) -> float:
    """Cards are shown first; then all of them are confirmed, by the button."""
    async with wired(load_settings(url), None) as parts:
        dispatch = Dispatch(parts)

        async def asked(number: int) -> str:
            words = _REPORT.format(ref=number % 20 + 1, percent=number % 100)
            message = Message(f"bench{number}", words, document=_PAPER)
            answered = await dispatch.answer(message, LOCAL_COORDINATOR, parts.clock())
            await answered.saved
            return next(one.value for one in answered.reply.buttons if one.label == "确认")

        cards = [await asked(number) for number in range(count)]

        async def confirm(number: int) -> None:
            press, event = Press(f"bench{number}", cards[number]), f"bench/press/{number}"
            done = await dispatch.answer(press, LOCAL_COORDINATOR, parts.clock(), event)
            await done.saved

        return await rate(count, _IN_FLIGHT, confirm)
