"""Confirmed writes a second, each on the disk before it is confirmed, 16 in flight."""

from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

from bot.bench.ledgers import SMALL
from bot.bench.limits import raw_commits
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.timing import rate
from db.ledger import Ledger

_MARK = Mark("ratio", 0.4, at_least=True)
_IN_FLIGHT = 16
_THEN = datetime(2026, 1, 5, tzinfo=UTC)


async def writing(setup: Setup) -> list[Row]:
    """A conversation remembered (one row), and a title corrected (with its audit and index)."""
    await setup.ledgers.url(SMALL)
    with setup.ledgers.scratch() as directory:
        copy = Path(directory) / "ledger.db"
        copyfile(setup.ledgers.path(SMALL), copy)
        count = setup.finds * _IN_FLIGHT // 4
        raw = raw_commits(Path(directory) / "raw.db", count)
        async with await Ledger.open(f"sqlite:///{copy}") as ledger:
            saved = await rate(count, _IN_FLIGHT, lambda at: _save(ledger, at))
            corrected = await rate(setup.finds, _IN_FLIGHT, lambda at: _correct(ledger, at))
    against = "sqlite3 逐行提交"
    what = f"已落盘的写入（{_IN_FLIGHT}路并发）"
    return [
        Row("write", f"{what}：对话记忆", "次/秒", saved, raw, against, _MARK, SMALL.name),
        Row("write", f"{what}：更正标题，含留痕和索引", "次/秒", corrected, raw, against),
    ]


async def _save(ledger: Ledger, number: int) -> None:
    await ledger.save_context(f"c{number}", '{"documents":[1]}', _THEN)


async def _correct(ledger: Ledger, number: int) -> int:
    title = f"推进健康社区创建（{number}）"
    return await ledger.set_title(
        1 + number % 900, title, by="本机", now=_THEN, key=f"bench/{number}"
    )
