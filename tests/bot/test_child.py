"""The child process: whatever a file does, the bot goes on and the sender hears why."""

import asyncio
import sys
import time

import psutil
import pytest

from bot import child
from bot.child import parse_in_child
from knowledge.papers.model import Paper
from knowledge.papers.parse import parse
from knowledge.reading import read
from knowledge.reading.lines import UnreadableError
from tests.waiting import until

_PAPER = "某区工作要点\n\n序号\t任务\n1\t建中医馆\n".encode()


def _children() -> set[int]:
    return {process.pid for process in psutil.Process().children(recursive=True)}


@pytest.fixture
def behaves(monkeypatch: pytest.MonkeyPatch):
    """Replaces the child by a program that behaves so."""

    def replace(program: str) -> None:
        limits = "from bot import reader; reader.limit_itself(); "
        monkeypatch.setattr(child, "_COMMAND", (sys.executable, "-c", limits + program))

    return replace


async def _refusal(data: bytes = _PAPER, seconds: float = child.SECONDS) -> str:
    before, begun = _children(), time.monotonic()
    with pytest.raises(UnreadableError) as refused:
        await parse_in_child(data, "方案.docx", seconds=seconds)
    assert time.monotonic() - begun < 10
    assert _children() <= before
    return str(refused.value)


async def test_a_file_is_read_as_in_the_same_process() -> None:
    assert await parse_in_child(_PAPER, "要点.txt") == parse(read(_PAPER, "要点.txt"), "要点")


async def test_a_paper_comes_back_as_its_record(behaves) -> None:
    behaves(
        "import sys, types; from knowledge.papers.model import Paper; "
        "module = types.ModuleType('knowledge.papers.parse'); "
        "module.parse = lambda lines, slug: Paper(slug, lines[0].text); "
        "sys.modules[module.__name__] = module; reader.main()"
    )
    assert await parse_in_child(_PAPER, "下载/某区要点.txt") == Paper("某区要点", "某区工作要点")
    assert (await parse_in_child(_PAPER, "要点.txt", "yaodian")).slug == "yaodian"


async def test_what_cannot_be_read_says_why() -> None:
    assert "图片" in await _refusal(b"\x89PNG\r\n\x1a\n")


async def test_too_much_memory_is_refused(behaves) -> None:
    behaves(
        "reader.read = lambda data, name: bytearray(600 << 20); reader.main()",
    )
    assert "内存" in await _refusal()


async def test_too_much_time_is_refused(behaves) -> None:
    behaves("import time; time.sleep(60)")
    assert "用时过长" in await _refusal(seconds=0.5)


async def test_a_busy_loop_is_refused(behaves) -> None:
    behaves("\nwhile True: pass")
    assert "用时过长" in await _refusal(seconds=0.5)


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "raise SystemExit(3)",
        "print('不是JSON')",
        'print(\'{"result": [{"number": "1", "text": 2}]}\')',
        "print('[' * 200_000)",
        "print('{}')",
    ],
)
async def test_a_child_that_breaks_is_refused(behaves, program: str) -> None:
    behaves(program)
    assert "出错" in await _refusal()


async def test_a_child_that_never_stops_talking_is_refused(behaves, monkeypatch) -> None:
    monkeypatch.setattr(child, "_MAX_ANSWER", 1 << 20)
    behaves("\nwhile True: print('一' * 10_000)")
    assert "出错" in await _refusal()


async def test_a_child_that_does_not_listen_is_refused(behaves) -> None:
    behaves("raise SystemExit(1)")
    assert "出错" in await _refusal(bytes(8 << 20))


async def test_no_secret_reaches_the_child(behaves, monkeypatch) -> None:
    monkeypatch.setenv("DUBAN_TELEGRAM_TOKEN", "123:abc")
    behaves(
        "import json, os; print(json.dumps({'refused': ' '.join(sorted(os.environ))}))",
    )
    assert "DUBAN" not in await _refusal()


async def test_cancelling_ends_the_child(behaves) -> None:
    before = _children()
    behaves("import time; time.sleep(60)")
    task = asyncio.create_task(parse_in_child(_PAPER, "要点.txt"))
    await until(lambda: _children() - before)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert _children() <= before


async def test_the_bot_goes_on_while_files_are_read() -> None:
    reading = asyncio.gather(*(parse_in_child(_PAPER, "要点.txt") for _ in range(3)))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert len(await reading) == 3
    assert turns > 20
