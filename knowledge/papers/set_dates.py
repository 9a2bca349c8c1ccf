"""The dates in running text until which something shall be done."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.dates import Anchor, DatePhrase, find_dates
from knowledge.papers.model import Period, Phase
from knowledge.text import fold


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates of a paper lean on: its year and issue date, its period, its phases."""

    anchor: Anchor
    period: Period | None = None
    phases: tuple[Phase, ...] = ()
    """The phases that deadlines may name; a paper has a handful."""

    @property
    def begins(self) -> date | None:
        """Dates before this day are history, not deadlines."""
        starts = [day for day in (self.anchor.issued_on, self.period and self.period.start) if day]
        return min(starts) if starts else None


BOOK = re.compile(r"《[^《》]*》|“[^“”]{9,}”")
_LEADING = re.compile(r"(?:力争)?(?:到|至|截至|截止到?)$|力争$|不[晚迟]于$|最[晚迟](?:于|在)?$")
_SINCE = re.compile(r"(?:自|从|自从|截至|截止到?|始于|早在)\s?$")
_AFTER = re.compile(
    r"起(?!草)|[春秋]季(?:学期|开学)|以来|以后|之后|[修制]?[订定]?的|版|(?:启动|印发|发布|出台|修订|制定|成立|施行"
    r"|实施)(?:了|的|以来)|为基[期数准]|年?基[期数]|“|《|世界|国际|全国(?!性)|同期|年均|数据"
    r"|考核结果|绩效"
)
_ABOUT = re.compile(r"前后|左右|上下")
_REACHING = re.compile(
    r"[^。;]{0,40}?(?:完成|建成|达到|达|实现|新建|新增|建设|创建|培育|争取|力争|不低于|不少于"
    r"|启动|开展|投入|投用|上线|运行|竣工|完工|挂牌|推进|基本|全面|覆盖|提升|实施|举办|组织|制定|出台|接受|迎接|召开|验收|\d)"
)
_FIGURES = re.compile(r"20\d\d[-/.]\d")
_ALONE_END = re.compile(r"[。;)]|$")
_IS = re.compile(r"[是为份]|的|中(?!旬)")


def set_dates(text: str, calendar: Calendar) -> list[DatePhrase]:
    """The dates in running text until which something shall be done, in order."""
    key = BOOK.sub(lambda book: " " * len(book[0]), fold(text))
    found = find_dates(text, calendar.anchor) if _may_date(key) else []
    setting = [_sets_time(phrase, key, calendar.begins) for phrase in found]
    if any(setting):  # 8月底前采购；9—11月接种: one date tells what the others are
        steps = [_opens_step(phrase, key, calendar.begins) for phrase in found]
        setting = [sets or step for sets, step in zip(setting, steps, strict=True)]
    return [phrase for phrase, sets in zip(found, setting, strict=True) if sets]


def _may_date(key: str) -> bool:
    return any(sign in key for sign in ("年", "月", "季度", "日内")) or bool(_FIGURES.search(key))


def led_from(text: str, phrase: DatePhrase) -> int:
    """Where the phrase begins with the 到 or 力争到 before it."""
    before = _LEADING.search(text, max(phrase.start - 4, 0), phrase.start)
    return before.start() if before else phrase.start


def _sets_time(phrase: DatePhrase, key: str, begins: date | None) -> bool:
    """Whether a date in running text is one until which something shall be done."""
    if _is_history(phrase, key, begins):
        return False
    if _is_start(phrase) and not phrase.before:
        return phrase.has_year and bool(_REACHING.match(key, phrase.end))
    until = phrase.before or phrase.precision in ("part", "relative")
    return until or led_from(key, phrase) < phrase.start or _names_time(phrase, key)


def _names_time(phrase: DatePhrase, key: str) -> bool:
    """Whether a date without 前, 底 or 到 is set by what stands around it."""
    opens = _opens_clause(key, phrase.start)
    if opens and _ALONE_END.match(key, phrase.end):
        return True
    reaching = bool(_REACHING.match(key, phrase.end))
    if phrase.precision == "year":
        return reaching and (opens or _follows_rate(key, phrase.start))
    return reaching or key[phrase.end : phrase.end + 1] in ",:)"


def _is_start(phrase: DatePhrase) -> bool:
    """年初预拨比例: a time at which something is, not until which."""
    return phrase.precision == "part" and phrase.text.endswith("年初")


def _is_history(phrase: DatePhrase, key: str, begins: date | None) -> bool:
    """Whether a date is past, one since which something holds, or one around which it happens."""
    if key[phrase.start : phrase.end].isspace() or (begins and phrase.last < begins):
        return True
    since = _SINCE.search(key, max(phrase.start - 4, 0), phrase.start)
    return bool(since or _AFTER.match(key, phrase.end) or _ABOUT.match(key, phrase.end))


def _opens_step(phrase: DatePhrase, key: str, begins: date | None) -> bool:
    """9—11月接种, right behind a ；or 。."""
    if phrase.precision not in ("month", "span", "quarter", "half"):
        return False
    opens = phrase.start > 0 and key[phrase.start - 1] in "。;\n"
    return opens and not _is_history(phrase, key, begins) and not _IS.match(key, phrase.end)


def _opens_clause(key: str, at: int) -> bool:
    return at == 0 or key[at - 1] in "。;,、:(\n”"


def _follows_rate(key: str, at: int) -> bool:
    """签约率2024年达63%."""
    return key.endswith(
        ("率", "比", "比例", "比重", "水平", "寿命", "数", "量"), max(at - 2, 0), at
    )
