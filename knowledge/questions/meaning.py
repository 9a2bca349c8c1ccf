"""The meaning of one message: everything that was understood of it, before any look-up."""

from dataclasses import dataclass
from typing import Literal

from knowledge.papers.model import Role
from knowledge.times import Window

Ask = Literal[
    "who",  # 谁负责、归谁管
    "lead",  # 谁牵头: the same, one role
    "when",  # 什么时候完成
    "count",  # 几项
    "quantity",  # 多少个
    "indicator",  # 目标、基期
    "phase",  # 阶段
    "duty",  # 职责
    "members",  # 成员单位
    "list",  # 哪些
    "one",  # 哪一项
    "compare",  # 对比
    "detail",  # 展开、具体内容
    "units",  # 涉及哪些部门
    "due",  # 到期的、要完成的
    "documents",  # 有哪些文件
    "across",  # 哪些文件提到
    "most",  # 最多
    "mention",  # 提到、涉及
    "open",  # 长期推进的
    "recurring",  # 每月要报的
    "sections",  # 几个部分
    "unassigned",  # 没有写明单位
    "facts",  # 文号、谁发的
    "changes",  # 改成了什么、原来是谁
]
PhaseAsk = Literal["now", "next", "previous", "first", "last", "all"]


@dataclass(frozen=True, slots=True)
class UnitAsked:
    """A unit that the message names: what it may be, and in which role it is asked for."""

    text: str
    ids: tuple[int, ...]
    role: Role | None = None
    typo: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part in the tasks asked for: 市医保局参与, or `negated` 市医保局不牵头.

    No role is any; `duty` is 负责: leads or is responsible.
    """

    unit: UnitAsked
    role: Role | None = None
    negated: bool = False
    duty: bool = False


@dataclass(frozen=True, slots=True)
class ItemAsked:
    """A number in any spelling: 第12项 is (12,), 三（二） is (3, 2).

    第三部分 is (3,) with `section`.
    """

    path: tuple[int, ...]
    text: str
    section: bool = False
    annex: bool = False
    rooted: bool = False
    """二（四） begins at the section; （四）alone may be any section's."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one message says. `topic` holds the words left after all that was recognised."""

    text: str = ""
    asks: frozenset[Ask] = frozenset()
    units: tuple[UnitAsked, ...] = ()
    role: Role | None = None
    every_role: bool = False
    """牵头加配合."""
    duty_word: bool = False
    """负责: leads or is responsible, but does not merely cooperate."""
    items: tuple[ItemAsked, ...] = ()
    ordinal: int | None = None
    """第二个 of what was just listed; -1 is the last one, -2 the one before."""
    step: int = 0
    """下一项 is 1, 上一项 -1: the neighbour of the one just shown."""
    topic: tuple[str, ...] = ()
    window: Window | None = None
    years: tuple[int, ...] = ()
    documents: tuple[int, ...] = ()
    by_place: bool = False
    """Whether `documents` come from a place's name alone (巴南有哪些…)."""
    loosely_placed: bool = False
    """The place may begin a word of something else: 安宁疗护."""
    phase: PhaseAsk | None = None
    parts: tuple[Part, ...] = ()
    """Where some parts are asked for and others ruled out: 市医保局参与但不牵头的."""
    together: bool = False
    """共同、同时: all the units in one task."""
    negated: bool = False
    """不牵头、没有参与、除了: the tasks that are not so."""
    leaning: bool = False
    """呢、那、这项: leans on what was said before."""
    among: bool = False
    """这里面、其中: some of what was just listed."""
    more: bool = False
    whole: bool = False
    """所有文件: look everywhere, whatever is in talk."""
    last_year: bool = False

    def asks_any(self, *asks: Ask) -> bool:
        """Whether any of these is asked."""
        return not self.asks.isdisjoint(asks)

    @property
    def bare(self) -> bool:
        """Whether nothing names what the question is about: only an attribute is asked."""
        return not (self.units or self.items or self.topic or self.window)
