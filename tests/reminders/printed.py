"""The plan of five months of one paper, as its channel hears it, to be read by people.

`make plan` writes it to docs/plan-2024.md.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import groupby
from pathlib import Path

from reminders.facts import Facts
from reminders.plan import Planned, plan
from reminders.wording import said_date
from tests.reminders.office import OFFICE, USUAL, channel, days, samples

FILE = Path(__file__).parents[2] / "docs/plan-2024.md"
START, END = date(2024, 5, 1), date(2024, 9, 30)
_HEAD = """# 2024年5月至9月的提醒计划：静安创建

一个订阅了《静安区创建全国基层中医药工作示范区实施方案》的群，从5月1日到9月30日会收到的全部提醒，一天合为一条消息；期间没有人报
过进展。由规则算出，不是手写的：`make plan` 重新生成。自己台账的用 `duban upcoming` 看。
"""


def printed() -> str:
    """The page."""
    (paper,) = (one for one in samples() if one.document.slug == "jingan2024")
    span = days(START, END)
    said = plan(Facts((paper,), (channel(1),)), span, span.start, OFFICE, USUAL)
    return "\n".join([_HEAD, *_messages(said)]) + "\n"


def _messages(said: Sequence[Planned]) -> Iterator[str]:
    for at, together in groupby(said, key=lambda one: one.at):
        several = list(together)
        count = f"（{len(several)}项）" if len(several) > 1 else ""
        clock = "" if at.time() == time(9) else f"{at:%H:%M}"
        yield f"## {said_date(at.date())}{clock}{count}\n"
        for why, alike in groupby(several, key=lambda one: one.why):
            yield from (f"- {one.text.partition('》')[2]}" for one in alike)
            yield f"\n  为什么：{why}\n"


if __name__ == "__main__":
    FILE.write_text(printed(), "utf-8")
