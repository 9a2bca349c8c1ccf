"""When an item is due: dates set for it, recurring days, 长期坚持, or a phase by name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.dates import DatePhrase, find_dates
from knowledge.numerals import to_int
from knowledge.papers.model import DatedPhrase, Deadline, Period, Phase, Recurrence
from knowledge.papers.set_dates import BOOK, Calendar, led_from, set_dates
from knowledge.recurrences import RecurringPhrase, find_recurrences
from knowledge.text import fold

_LABEL = re.compile(
    r"(?:计划|预计|拟定?)?(?:完成|办理|办结|整改|推进|实施|工作|落实)?(?:时限要求|时间要求"
    r"|时间节点|时间安排|时间进度|时限|时间|期限|日期|进度安排|进度要求|年限)(?:为|:)"
)
_DATE_START = (
    r"\s?(?:到|至)?(?:\d{1,4}[年月]|\d{1,2}-\d{1,2}月|第?[一二三四]季|[上下]半年|[今明]年"
    r"|年[底内中])"
)
_VALUE = re.compile(
    rf"[^;。)\]】\n]*(?:\([^()]*\)[^;。)\]】\n]*|;(?={_DATE_START})[^;。)\]】\n]*)*"
)
_WHOLE_SPAN = re.compile(
    r"(?:^|(?<=[。;,:\n]))(?:(?P<n>[两二三四五])年(?:内|间|时间)?|全年)(?:共|累计|总共|计划|力争|争取|要)*"
    r"(?:新建|建成|建设|完成|培训|培养|创建|改造|实现|打造|新增|引进|达到|覆盖)"
)
_NEXT_LABEL = re.compile(r"[,、]?[一-龥]{0,6}(?:单位|部门|责任人|备注|目标)[:]")
_OPEN = re.compile(
    r"长期(?:坚持|推进|实施|开展|抓好)?|持续(?:推进|实施|开展|改进|深化|落实|坚持)?"
    r"|常态化?(?:推进|开展|实施|落实)?|常年(?:坚持)?|一直坚持|长期任务|长效(?:坚持|推进)?"
)
_OPEN_ALONE = re.compile(
    r"(?:[(。;,]|^)(?:并|要)?(?P<words>(?:(?:长期|持续|常态化?|长效化?|常年)(?:、|和|与)?){1,2}"
    r"(?:坚持|推进|推动|实施|保持|开展|执行|落实|抓好|任务)?)(?:[)。;]|$)"
    r"|(?:^|[(。;,])(?P<also>(?:长期坚持|持续保持)[一-龥]{1,10})(?=[)。;,]|$)"
    r"|(?:^|[。;])(?P<led>长期(?:抓好|做好|坚持做好|坚持抓好))"
)
_SINCE = re.compile(r"起(?:正式|全面)?(?:实施|施行|执行|实行|启动|推行)?(?:[。;,)\s]|$)")
_BEGINS = re.compile(r"份?(?:正式|全面|集中)?(?:启动|开工|动工|开建|开始)(?!会|仪式)")
_BEGINNING = re.compile(
    r"(?:启动|开工|动工|开建|开始|起始)(?:建设|实施)?(?:(?:时间|日期|节点)(?:为|:)?)?\s?$"
)
_WHOLE_YEAR = re.compile(r"全年")
_REPORTING = re.compile(
    r"[,]?(?:向[^,。;]{2,20})?(?:报送|上报|报告|通报|调度|汇总|召开|反馈|更新|公布|公示|填报)"
)
_HELD_AGAIN = re.compile(
    r"[^,。;:\n\d]{0,16}?(?:[一1][次期场]|报送|上报|通报|督查|督导|检查|抽查|巡查|演练|听取|调度|会商"
    r"|例会)"
)
_AT_LEAST = re.compile(
    r"[^,。;:\n\d]{0,16}?(?:至少|不少于|不低于)[^,。;:\n\d]{0,8}?(?:\d{1,3}|[一二两三四五六七八九十]{1,2})"
    r"[次期场轮件][^。;\n\d]{0,20}[。;]?\s*(?:[(\[【\n]|$)"
)
_COUNTS = re.compile(r"\d[^.\d]|[一二两三四五六七八九十][支个家名场次件项]")
_HELD = re.compile(r"(?:开展|组织|进行)?(?:督导|督查|检查|抽查|调度|通报|会商|报|发放)|[。;,)]|$")
_FOR_EACH = re.compile(r"每(?!半?年|季|月|周|星期)[^,。;\n]{1,12}$")
_RECURRENCES: dict[str, Recurrence] = {
    "monthly": "monthly",
    "quarterly": "quarterly",
    "half-yearly": "half-yearly",
    "yearly": "yearly",
}


def deadline(text: str, calendar: Calendar) -> Deadline:
    """The deadline that an item's text sets; the period's end where it sets none."""
    key = BOOK.sub(lambda book: " " * len(book[0]), fold(text))
    labelled = _labelled(text, key, calendar)
    if labelled is not None:
        return _also_recurring(labelled, text, key)
    found = set_dates(text, calendar)
    ends = [each for each in found if not _is_start(each, key)]
    recurring = _recurring_in(text, key)
    if ends:
        phrases = [_dated(phrase, text) for phrase in found]
        parts = all(phrase.precision in ("half", "quarter") for phrase in found)
        whole = _whole_span(text, key, calendar.period, of_parts=parts)
        if whole and whole.date > found[-1].last:
            phrases, binding = [*phrases, whole], whole
        else:
            binding = _dated(_binding(ends, key), text)
        return _explicit(phrases, binding, recurring)
    if recurring is not None:
        return _of_recurrence(recurring)
    phase = _phase_in(key, calendar.phases)
    if phase is not None:
        return Deadline("phase", phase.end, phase.name)
    alone = _OPEN_ALONE.search(key)
    if alone is not None:
        return Deadline("open", text=text[slice(*alone.span(alone.lastgroup or 0))])
    return assumed(calendar)


def _also_recurring(labelled: Deadline, text: str, key: str) -> Deadline:
    """每月5日前报送 in the text recurs until the date that the label sets."""
    recurring = _recurring_in(text, key) if labelled.date and not labelled.recurrence else None
    if recurring is None:
        return labelled
    again = _of_recurrence(recurring)
    return replace(labelled, recurrence=again.recurrence, recurrence_day=again.recurrence_day)


def _whole_span(
    text: str, key: str, period: Period | None, *, of_parts: bool
) -> DatedPhrase | None:
    """三年新建36家 in a paper for as long: what its parts shall see are steps; 全年建成40家 behind
    what only halves and quarters of the year (`of_parts`) shall see."""
    match = _WHOLE_SPAN.search(key) if period else None
    if match is None or period is None or not (match["n"] or of_parts):
        return None
    start, years = match.start(), to_int(match["n"]) if match["n"] else 1
    if years != period.end.year - period.start.year + 1:
        return None
    return DatedPhrase(period.end, text[start : start + 2])


def assumed(calendar: Calendar) -> Deadline:
    """Nothing printed: the period's end, or nothing at all."""
    return Deadline("period", calendar.period.end if calendar.period else None)


def of_value(value: str, calendar: Calendar) -> Deadline | None:
    """The deadline in a column's cell or behind a label; None where the words say none."""
    key = fold(value)
    found = [each for each in find_dates(value, calendar.anchor) if not _is_start(each, key)]
    recurring = next(iter(find_recurrences(value)), None)
    if recurring is not None and (not found or found[0].start > recurring.start):
        return _of_recurrence(recurring)
    if found:
        phrases = [_dated(phrase, value) for phrase in found]
        return _explicit(phrases, max(phrases, key=lambda each: each.date), recurring)
    phase = _phase_named(key, calendar.phases)
    if phase is not None:
        return Deadline(
            "phase", phase.end, phase.name if fold(phase.name) in key else value.strip()
        )
    if _OPEN.search(key):
        return Deadline("open", text=value.strip())
    if _WHOLE_YEAR.search(key) and calendar.period:
        whole = DatedPhrase(calendar.period.end, value.strip())
        return _explicit([whole], whole, None)
    return None


def _is_start(phrase: DatePhrase, key: str) -> bool:
    """7月1日起实施, 3月启动, 开工时间：3月: from when on, not until when."""
    if phrase.precision == "span":
        return False
    since = _SINCE.match(key, phrase.end) or (_BEGINS.match(key, phrase.end) and not phrase.before)
    return bool(since or _BEGINNING.search(key, max(phrase.start - 10, 0), phrase.start))


def _labelled(text: str, key: str, calendar: Calendar) -> Deadline | None:
    found: list[Deadline] = []
    for label in _LABEL.finditer(key):
        if _BEGINNING.search(key, max(label.start() - 8, 0), label.start()):
            continue
        value = _VALUE.match(key, label.end())
        end = value.end() if value else label.end()
        following = _NEXT_LABEL.search(key, label.end(), end)
        read = of_value(text[label.end() : following.start() if following else end], calendar)
        if read is not None:
            found.append(read)
    if not found:
        return None
    dated = [each for each in found if each.date]
    if not dated:
        return found[-1]
    every = tuple(phrase for each in dated for phrase in each.all)
    last = max(dated, key=lambda each: each.date or date.min)
    return Deadline(last.kind, last.date, last.text, every, last.recurrence, last.recurrence_day)


def _phase_named(key: str, phases: Sequence[Phase]) -> Phase | None:
    for phase in phases:
        short = fold(phase.name).removesuffix("阶段")
        if phase.end and len(short) >= 2 and short in key:
            return phase
    return None


def _phase_in(key: str, phases: Sequence[Phase]) -> Phase | None:
    """A phase named in running text: 在全面推进阶段."""
    if "阶段" not in key:
        return None
    return next((each for each in phases if each.end and _full_name(each) in key), None)


def _full_name(phase: Phase) -> str:
    name = fold(phase.name)
    return name if name.endswith("阶段") else f"{name}阶段"


def _dated(phrase: DatePhrase, text: str) -> DatedPhrase:
    return DatedPhrase(phrase.last, text[led_from(text, phrase) : phrase.end])


def _binding(found: list[DatePhrase], key: str) -> DatePhrase:
    """A date alone in brackets holds for the whole item; else the latest."""
    alone = (each for each in found if key[each.start - 1 : each.start] == "(")
    closed = (each for each in alone if key.startswith((")", "完成)"), each.end))
    return next(closed, None) or max(found, key=lambda each: each.last)


def _recurring_in(text: str, key: str) -> RecurringPhrase | None:
    if not any(sign in key for sign in "每按逐"):
        return None
    for phrase in find_recurrences(text):
        if phrase.day or phrase.marked or _reports(phrase, key):
            return phrase
    return None


def _reports(phrase: RecurringPhrase, key: str) -> bool:
    """每季度报送, 每月督查一次 set times; 每年4次 and 每名医生每月一次 only say how much."""
    if not key.startswith("每", phrase.start):
        return bool(_REPORTING.match(key, phrase.end) or _HELD.match(key, phrase.end))
    if _FOR_EACH.search(key, max(phrase.start - 14, 0), phrase.start):
        return False
    if _AT_LEAST.match(key, phrase.end) and not _COUNTS.search(key, 0, phrase.start):
        return True
    again = _HELD_AGAIN.match(key, phrase.end)
    return again is not None and (phrase.every != "yearly" or again[0].endswith(("次", "期", "场")))


def _explicit(
    phrases: list[DatedPhrase], binding: DatedPhrase, recurring: RecurringPhrase | None
) -> Deadline:
    every = _RECURRENCES.get(recurring.every) if recurring else None
    day = recurring.day if recurring else None
    return Deadline("explicit", binding.date, binding.text, tuple(phrases), every, day)


def _of_recurrence(phrase: RecurringPhrase) -> Deadline:
    return Deadline(
        "recurring",
        text=phrase.text,
        recurrence=_RECURRENCES.get(phrase.every),
        recurrence_day=phrase.day,
    )
