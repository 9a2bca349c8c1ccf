"""第3条不发, 第2条改到周五, 第4条并到下一条: what is to become of entries of the plan."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache
from typing import Literal

from knowledge.clocks import CLOCK, clocks_in
from knowledge.numerals import to_int
from knowledge.text import fold, squeeze
from knowledge.when import days_in

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,4})"
_ENTRY = (
    rf"(?:第?(?P<numbers>{_N}(?:条?(?:、|,|和|及|与|到|至|-)第?{_N})*)条(?:提醒|消息)?"
    r"|(?P<all>全部|所有|这些)(?:条|提醒)?|(?P<this>这一?条|它|该条))"
)
_PRE = r"(?:请|麻烦|帮我)?(?:把|将|让)?"
_DROP = re.compile(
    rf"{_PRE}{_ENTRY}(?:都|就|先|也)?(?:不(?:用|要|必|再)?(?:发|提醒|说)|别发|撤下|撤掉|撤了|去掉|删掉|取消|不要)(?:了|吧)?"
)
_DROP_FIRST = re.compile(
    rf"(?:请|帮我)?(?:不(?:用|要|必)?发|别发|撤下|撤掉|去掉|删掉|取消){_ENTRY}(?:吧|了)?"
)
_MERGE = re.compile(
    rf"{_PRE}{_ENTRY}(?:都|就)?(?:(?:并|合并|合)(?:到|进|入|至|在)?|[和跟与]|放到?)"
    r"(?:那里的|后面的?)?下一条(?:消息|提醒)?(?:里|中)?(?:一起发|一起|合并|合在一起|合成一条|发)?(?:吧)?"
)
_TOGETHER = re.compile(
    rf"{_PRE}{_ENTRY}(?:都|就)?(?:合并|合成一条|并成一条|合为一条|合到一起|合在一起|放到?一起|一起发)+(?:消息)?(?:发)?(?:吧)?"
)
_TOGETHER_ON = re.compile(
    rf"{_PRE}{_ENTRY}(?:都|就)?(?:合并|合|并)(?:成一条|在一起|为一条|起来)?(?:到|在|放到?|,)(?P<when>.{{1,12}}?)(?:再?一起)?发?(?:吧)?"
)
_MOVE = re.compile(
    rf"{_PRE}{_ENTRY}(?:都|就)?(?:改|移|挪|推迟?|延|放|调整?|提前|换)?(?:到|在|至|成)"
    r"(?P<when>.{1,14}?)(?:再?发|再?提醒|再说)?(?:吧)?"
)
_SHIFT = re.compile(
    rf"{_PRE}{_ENTRY}(?:都|就)?(?:往|向)?(?P<way>推迟|推后|延后|延|后推|后|晚|提前|前|早)(?:移|挪|推|发)?"
    rf"(?P<n>{_N}|半)个?(?P<unit>天|日|周|星期|礼拜)(?:再?发)?(?:吧)?"
)
_RESTORED = _ENTRY.replace("<", "<r_")
_RESTORE = re.compile(
    rf"(?:请|帮我)?恢复{_ENTRY}|{_PRE}{_RESTORED}(?:还是)?"
    r"(?:恢复|照发|照常发|照原计划发?|还是发)(?:吧|了)?"
)
_CLOCK = re.compile(CLOCK)
_LONGEST = 60
_ONE = re.compile(_N)
_EVERY = re.compile(rf"({_N})条?(?:到|至|-)第?({_N})")


@dataclass(frozen=True, slots=True)
class Thinning:
    """What is to become of which entries: by number, of all that was shown, or of the one."""

    action: Literal["drop", "move", "merge", "restore"]
    numbers: tuple[int, ...] = ()
    all: bool = False
    day: date | None = None
    weekday: int | None = None
    """周五 without 下 (Monday 0): the next one after the entry's own day, or before it."""
    earlier: bool = False
    """提前到: before the entry's own day."""
    clock: time | None = None
    together: bool = False
    """第1条和第2条合并: with each other."""
    shift: int = 0
    """So many days later than now planned; negative for earlier."""
    unclear: str = ""
    """Words that should name a day, and do not."""
    described: str = ""
    """给医保局的那条, 后天的: words that describe the entries instead of numbers."""


_OF = (
    r"(?P<of>(?:给|发给)?[^,，。?？:：把将]{2,20}?)的?(?:那|这)(?:一?条|几条|[个些](?=提醒|消息|通知))(?:提醒|消息|通知)?"
    r"|(?P<of2>大?[后明]天|(?:下|这|本)?(?:周|星期)[一二三四五六日天]|(?:\d{1,2}月)?\d{1,2}[日号])(?:发)?的(?:提醒|消息)?"
)
_STOP = (
    r"(?:都|就|先|也)*(?:不(?:用|要|必|再)?(?:发|提醒|说)|别发|撤下来?|撤掉|撤了|去掉|删掉|取消|不要)"
    r"(?:了|吧)*"
)
_DESCRIBED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"{_PRE}(?:{_OF}){_STOP}"), "第1条不发"),
    (
        re.compile(
            rf"(?:请|帮我)?(?:先)?(?:不(?:用|要|必)?|别|撤下|撤掉|去掉|删掉|取消)(?:发)?(?:{_OF})(?:吧|了)*"
        ),
        "第1条不发",
    ),
    (
        re.compile(rf"{_PRE}(?:{_OF})(?:还是|照常|照原计划)+(?:发|恢复|提醒)?(?:吧|了)*"),
        "第1条恢复",
    ),
    (
        re.compile(rf"{_PRE}(?:{_OF})(?P<rest>(?:都|就|先)*(?:改|移|挪|推|延|放|提前|晚|并|合).+)"),
        "",
    ),
)


@lru_cache(1024)
def described_in(text: str, today: date) -> Thinning | None:
    """What a message wants done with entries that it describes: 给医保局的那条别发."""
    plain = squeeze(fold(text)).strip("。.!！ ")
    for pattern, standard in _DESCRIBED if len(plain) <= _LONGEST else ():
        if found := pattern.fullmatch(plain):
            said = standard or f"第1条{found['rest'].removeprefix('都')}"
            wanted = thinning_in(said, today)
            of = found["of"] or found["of2"]
            if wanted and not re.search(r"第[^项]{1,3}条", of):
                return replace(wanted, numbers=(), described=of)
    return None


@lru_cache(1024)
def thinning_in(text: str, today: date) -> Thinning | None:
    """What a message wants done with entries of a plan that was just shown."""
    plain = squeeze(fold(text)).strip("。.!！ ")
    for pattern, read in _READERS if len(plain) <= _LONGEST else ():
        if found := pattern.fullmatch(plain):
            fields = found.groupdict()
            said = fields.get("numbers") or fields.get("r_numbers") or ""
            every = bool(fields.get("all") or fields.get("r_all"))
            return replace(read(found, today), numbers=_numbers(said), all=every)
    return None


def _numbers(said: str) -> tuple[int, ...]:
    if stretch := _EVERY.fullmatch(said):
        first, last = (to_int(one) or 0 for one in stretch.groups())
        return tuple(range(first, min(last, first + 200) + 1))
    return tuple(to_int(one) or 0 for one in _ONE.findall(said))


def _dropped(_found: re.Match[str], _today: date) -> Thinning:
    return Thinning("drop")


def _merged(_found: re.Match[str], _today: date) -> Thinning:
    return Thinning("merge")


def _joined(_found: re.Match[str], _today: date) -> Thinning:
    return Thinning("merge", together=True)


def _joined_on(found: re.Match[str], today: date) -> Thinning:
    """On one day: what goes to one place is one message there anyway."""
    return _moved(found, today)


def _restored(_found: re.Match[str], _today: date) -> Thinning:
    return Thinning("restore")


def _shifted(found: re.Match[str], _today: date) -> Thinning:
    count = 1 if found["n"] == "半" else to_int(found["n"]) or 0
    days = count * (7 if found["unit"] in ("周", "星期", "礼拜") else 1)
    sign = -1 if found["way"] in ("提前", "前", "早") else 1
    return Thinning("move", shift=sign * days)


def _moved(found: re.Match[str], today: date) -> Thinning:
    when = found["when"]
    clocks = clocks_in(when)
    rest = _CLOCK.sub("", when)
    last = next(reversed(days_in(rest, today)), None)
    clock = clocks[0].time if clocks else None
    missing = (last is None and (rest or not clocks)) or (clocks and clock is None)
    loose = last is not None and last.loose
    return Thinning(
        "move",
        day=None if last is None or loose else last.last,
        weekday=last.last.weekday() if last and loose else None,
        earlier="提前" in found[0],
        clock=clock,
        unclear=when if missing else "",
    )


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Thinning]], ...] = (
    (_RESTORE, _restored),
    (_MERGE, _merged),
    (_TOGETHER, _joined),
    (_TOGETHER_ON, _joined_on),
    (_DROP, _dropped),
    (_DROP_FIRST, _dropped),
    (_SHIFT, _shifted),
    (_MOVE, _moved),
)
