"""What was understood of a progress report, before anything is looked up."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.questions.meaning import ItemAsked
from knowledge.reports.matter import MatterKind

Kind = Literal["report", "correction", "not_report", "unclear"]
Status = Literal["not_started", "in_progress", "blocked", "suspended", "done"]
Part = Literal["percent", "quantities", "blocker", "need", "next_step", "expected_on"]
"""What of a claim may be taken out of it again."""
Mode = Literal["increment", "total"]
Pointing = Literal["this", "ours", "listed"]
"""这项、那个、它 / 我们牵头的那个 / 上面第二个."""
Doubt = Literal[
    "percent",  # 不到六成: how much is it?
    "happened",  # 应该完成了吧: is it so, or hoped for?
    "progress",  # 做了一些工作: how far has it come?
    "which",  # 孩子作业完成了一半: is that a task at all, and which?
    "plan",  # 预计9月完成, and nothing of how it stands
]
"""What has to be asked before a message that may be a report is one."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a claim is about, as it was said; nothing set means the task in talk.

    `words` are words of a title, beside an `item` what stood between the number and the news.
    """

    item: ItemAsked | None = None
    words: str = ""
    matter: tuple[MatterKind, int] | None = None
    """What the words surely mean: its kind and key."""
    pointing: Pointing | None = None
    ordinal: int | None = None
    """Which of those just listed; -1 is the last one."""
    unit: str = ""
    """市医保局牵头的那个: whose task it is, where `pointing` is "ours" and a unit was named."""
    indicator: str = ""
    duty: str = ""
    measure: int | None = None
    """一是 is 1: a measure of whatever the other fields name."""

    @property
    def is_named(self) -> bool:
        """Whether the message itself says what it is about."""
        return self != Target()


_LENGTHS = ("天", "分钟", "秒", "工作日", "个工作日", "分")
_LEVEL = re.compile(r"均[一-龥]{0,4}$|时[间限]$|[强密]度$|得分$|[单均]价$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """培训30人: what was counted, how much, and whether it adds up or is where things stand."""

    name: str | None
    value: float
    unit: str
    mode: Mode

    @property
    def is_rate(self) -> bool:
        """Whether it is so much of a hundred, a thousand, 100 000 people."""
        return self.unit in ("%", "‰") or self.unit.startswith("/")

    @property
    def is_level(self) -> bool:
        """Whether it never adds up: a rate, how long something takes, what one costs."""
        lasts = self.unit in _LENGTHS
        return self.is_rate or lasts or bool(_LEVEL.search(self.name or ""))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a message says of one thing. `span` is half-open, in the message as typed."""

    target: Target
    status: Status | None = None
    percent: int | None = None
    share: float | None = None
    """The percent as it was said: 16.8%."""
    quantities: tuple[Quantity, ...] = ()
    blocker: str | None = None
    need: str | None = None
    next_step: str | None = None
    done_on: date | None = None
    expected_on: date | None = None
    by: str | None = None
    corrects: bool = False
    mode: Mode | None = None
    """Of a correction: what its words say of how figures count. 是18个 says nothing of it."""
    dropped: frozenset[Part] = frozenset()
    """What is to go of the report that it corrects."""
    was: float | None = None
    """The figure that is put right: 45改成47."""
    adds: bool = False
    """Of a correction: whether its figures stand beside those reported: 还漏了小学13所."""
    of_every: bool = False
    """Of a correction: whether it is of all that was reported: 两个都改成55%."""
    about: str = ""
    """Words of what is put right, where no target is named: 慢病门诊说错了，已经启动."""
    span: tuple[int, int] = (0, 0)

    @property
    def moves(self) -> bool:
        """Whether it only says of what a report should have been: 是第21项不是第20项."""
        named = self.target.item or self.target.measure
        told = self.says_something or self.dropped or self.expected_on or self.next_step
        return bool(self.corrects and named) and not told

    @property
    def says_something(self) -> bool:
        """Whether anything was reported; a date expected or a next step alone is a plan."""
        return bool(
            self.status or self.percent is not None or self.quantities or self.blocker or self.need
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A figure of one of the claims of a card, or (None) its percent."""

    line: int
    figure: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of the claims of a card, or of reports just made."""

    claims: tuple[Claim, ...]
    unread: tuple[str, ...] = ()
    """Words that were not understood."""
    choices: tuple[Place, ...] = ()
    """Where a value fits several places: those."""
    sure: bool = False
    """Whether nothing else is to be made of the message."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One message understood: its claims in order, or what has to be asked."""

    kind: Kind
    claims: tuple[Claim, ...] = ()
    doubt: Doubt | None = None
    """Set where `kind` is "unclear"."""
    unplaced: tuple[tuple[int, int], ...] = ()
    """Spans that tell something and are in no claim."""
    changed: Changed | None = None
    """What the message makes of what was just reported, if it is about that."""


NOT_A_REPORT = Reading("not_report")
