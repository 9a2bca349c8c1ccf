"""第三条去掉, 9那条先不报, 慢病门诊那个不要: which line of a card is not to be filed. Pure."""

import re
from dataclasses import dataclass

from knowledge.numerals import to_int
from knowledge.text import fold, squeeze

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_AWAY = (
    r"(?:去掉|删掉?|删除|拿掉|划掉|撤掉|取消|除外|不算"
    r"|(?:不|别)(?:用|要)?(?:报|登记|提交|记|写|填)|不要)"
)
_BEHIND = re.compile(
    rf"(?:请|麻烦|那|还是)*(?:把|将)?(?P<what>.{{1,16}}?)(?:先|就|暂时|都|也|给|可以)*{_AWAY}(?:了|吧|一下)*"
)
_BEFORE = re.compile(rf"(?:请|麻烦|那|先|还是)*{_AWAY}(?P<what>.{{1,16}}?)(?:了|吧)*")
_POINTED = re.compile(r"(?:的?(?:这|那)一?[条项个句块]|的)$")
_PLACE = re.compile(rf"第?(?P<n>{_N})(?:条|个|句|[号项](?:任务)?|点)?")
_ENDS = {
    "最后": -1,
    "末": -1,
    "后面": -1,
    "后": -1,
    "前面": 0,
    "前": 0,
    "上面": 0,
    "头": 0,
}
_ONLY = re.compile(
    rf"(?:这次|先|就|那)*(?:只|就|单)(?:报|要|留|登记|提交|保留)第?(?P<n>{_N})[条项个]?(?:任务)?(?:就行|就好|吧|即可)*"
)
_MANY = re.compile(r"(?:最)?(?P<end>[前头后末])面?(?P<n>[两二三四五六七八九2-9])[条项个句]")
_LIST = re.compile(
    rf"第?{_N}[条项个句]?(?:[、,和跟与]+第?{_N}[条项个句]?)+(?:[这那]?[两三四五][条项个])?"
)
_MIDDLE = re.compile(r"(?:正?中间|当中)的?(?:一|那)?[条项个]?")
_END = re.compile(rf"(?P<end>{'|'.join(_ENDS)})(?:一|那)?[条项个]?")
_IT = ("", "它")
_REASON = re.compile(r"[^\d]{1,20}")
_BREAK = re.compile(r"[,。;!]")


@dataclass(frozen=True, slots=True)
class TakenOff:
    """The line meant: `number` of the task, else its place from 1; its `end`, 0 or -1; or some
    `words` of it. The only line there is where nothing tells which."""

    number: int | None = None
    end: int | None = None
    words: str = ""
    span: int = 0
    """前两条 is 2, 后两条 -2."""
    numbers: tuple[int, ...] = ()
    """第1条和第3条."""
    only: int | None = None
    """只报第1项: all the others go."""
    middle: bool = False
    """中间那条: the one with as many before it as behind it."""


def taken_off(text: str) -> TakenOff | None:
    """What is to go; behind it only a reason may stand (那个还没验收)."""
    parts = [one for one in _BREAK.split(squeeze(fold(text))) if one]
    first, *others = parts or [""]
    if not all(_REASON.fullmatch(one) for one in others):
        return None
    if alone := _ONLY.fullmatch(first):
        return TakenOff(only=to_int(alone["n"]))
    found = _BEHIND.fullmatch(first) or _BEFORE.fullmatch(first)
    if found is None:
        return None
    return _meant(_POINTED.sub("", found["what"]))


def _meant(what: str) -> TakenOff | None:
    """The line that the words name, or the lines."""
    if what in _IT:
        return TakenOff()
    if several := _several(what):
        return several
    if place := _PLACE.fullmatch(what):
        return TakenOff(number=to_int(place["n"]))
    if end := _END.fullmatch(what):
        return TakenOff(end=_ENDS[end["end"]])
    return TakenOff(words=what) if len(what) > 1 else None


def _several(what: str) -> TakenOff | None:
    """前两条, 第1条和第3条, 中间那条."""
    if many := _MANY.fullmatch(what):
        count = to_int(many["n"]) or 0
        return TakenOff(span=count if many["end"] in "前头" else -count)
    if _LIST.fullmatch(what):
        return TakenOff(numbers=tuple(to_int(one) or 0 for one in re.findall(_N, what)))
    return TakenOff(middle=True) if _MIDDLE.fullmatch(what) else None
