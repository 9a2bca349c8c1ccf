"""Reading and understanding a paper, beside cutting its text into words."""

from bot.bench.limits import Jieba
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.timing import awaited, best_of
from bot.child import parse_in_child
from knowledge.papers.parse import parse
from knowledge.reading import read

_MARK = Mark("ratio", 2.0)


async def parsing(setup: Setup) -> list[Row]:
    """In this process; the child that untrusted files are read in is shown apart."""
    jieba = Jieba()
    _parse(setup.papers[0])
    ours, bare = best_of(setup.rounds, setup.papers, (_parse, jieba.cut))
    ratios = sorted(mine / its for mine, its in zip(ours, bare, strict=True))
    characters = sum(map(len, setup.papers))
    note = f"{len(setup.papers)}份共{characters}字，单份最高 {ratios[-1]:.2f}×"
    started = [
        await awaited(parse_in_child(text.encode(), "paper.txt")) for text in setup.papers[:3]
    ]
    return [
        Row(
            "parse",
            "解析一份文件（进程内，平均）",
            "ms",
            _mean(ours),
            _mean(bare),
            "jieba 切分同一文本",
            _MARK,
            note=note,
        ),
        Row("parse", "同上，在子进程里（含启动）", "ms", min(started) * 1e3),
    ]


def _mean(seconds: list[float]) -> float:
    return sum(seconds) / len(seconds) * 1e3


def _parse(text: str) -> object:
    return parse(read(text.encode(), "paper.txt"), "paper")
