"""Memory and time that a process takes; as a program, memory of one that answers from a ledger."""

import asyncio
import gc
import os
import resource
import sys
from pathlib import Path

_PROCESSES = Path("/proc")


def resident(process: int | None = None) -> float:
    """MiB of this process (or that one) in memory now; where the system does not tell, this
    one's at most so far."""
    status = _PROCESSES / str(process or "self") / "status"
    if status.exists():
        lines = status.read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def worked(process: int) -> float:
    """Seconds of processor time the process took so far; 0 where the system does not tell."""
    stat = _PROCESSES / str(process) / "stat"
    if not stat.exists():
        return 0.0
    after_name = stat.read_text("utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


async def _answered(url: str, questions: list[str]) -> float:
    from bot.bench.answering import talk  # noqa: PLC0415 - the idle process must not load it

    async with talk(url) as say:
        for question in questions:
            await say(question)
        gc.collect()
        return resident()


if __name__ == "__main__":
    print(asyncio.run(_answered(sys.argv[1], sys.argv[2:])))  # noqa: T201 - read by the bench
