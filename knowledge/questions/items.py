"""Numbers of tasks in all their spellings: 第12项, 12, 十二, 第十二条, 三（二）, 一（一）二是."""

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.numerals import to_int
from knowledge.questions.meaning import ItemAsked

_NUMBER = r"(?:[0-9]{1,3}|[一二三四五六七八九十百两〇零]{1,4})"
_COUNTER = r"(?:项|条|点|号|款|个任务|个项目|件)"
FIGURE = (
    r"(?:[\d.%万亿年月日号期季周点]|家(?![庭医])|名(?![医老])|人(?![才口])|部(?!门)"
    r"|[个所场次张台处座间户例套份位批支件公平百千多余种类])"
)
"""What stands behind a number that counts something."""
_BELOW = rf"[/、]?(?P<item>[1-9]\d?)(?:[项条]|(?!{FIGURE}))"
"""（二）1 is the first below （二）; （二）12家 is a figure."""
_PATH = re.compile(
    rf"(?P<annex>附件)?(?:第)?(?P<top>{_NUMBER})(?:部分|大项|章)?[、./\-]?"
    rf"\((?P<mid>{_NUMBER})\)"
    rf"(?:[/、.\-]?(?:第?(?P<step>[一二三四五六七八九十]{{1,2}})是?|\((?P<low>{_NUMBER})\))|{_BELOW})?"
)
_WORDY = re.compile(
    rf"第?(?P<top>{_NUMBER})(?:部分|大项|章|大点)(?:的|里的?|中的?)?第(?P<mid>{_NUMBER})"
    rf"(?:{_COUNTER}|小点|小项)"
)
_SLASHED = re.compile(
    r"(?P<annex>附件)?(?P<top>[一二三四五六七八九十]{1,3})[/\-.、](?P<mid>[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
    r"(?:[/\-.、](?P<step>[0-9]{1,3}|[一二三四五六七八九十]{1,3})是?)?(?![项条个点])"
)
_DECIMAL = re.compile(
    r"第(?P<top>[1-9][0-9]?)\.(?P<mid>[1-9][0-9]?)(?:\.(?P<step>[1-9][0-9]?))?[项条]?"
    r"|(?:^|(?<=[,。;?、 的和]))(?P<first>[1-9][0-9]?)\.(?P<second>[1-9][0-9]?)"
    r"(?:\.(?P<third>[1-9][0-9]?))?"
    r"(?![0-9.%万亿年月日号前后之以到至起止-]"
    r"|[个人家名例次倍分岁米元天度张所](?:[改变增减升降提达]|(?![一-龥]{2})))"
)
_SEVERAL = re.compile(
    rf"第?(?P<list>{_NUMBER}(?:[、,和与及/]第?{_NUMBER})+)(?:{_COUNTER})"
    rf"|第(?P<from>{_NUMBER})(?:{_COUNTER})?(?:到|至|-)第?(?P<to>{_NUMBER})(?:{_COUNTER})"
    rf"|^(?P<first>{_NUMBER})(?:{_COUNTER})?(?:到|至|-)(?P<last>{_NUMBER})(?:{_COUNTER})?"
    r"(?=$|[谁是呢的 ])"
)
_ONE = re.compile(
    rf"(?P<annex>附件(?:里|中)?的?)?第(?P<one>{_NUMBER})(?:{_COUNTER})(?:任务|工作(?![室站坊组队者量])|内容)?(?!次|轮|批|届)"
)
_NAMED = re.compile(
    rf"(?:任务|事项|编号|序号|no\.?|#)第?\(?(?P<one>{_NUMBER})\)?(?!\d|年|月|日|个|%"
    r"|(?!现在|目前|谁|由|归|是|的|什么|怎么|何时|几时|牵头|配合|责任|进展)[一-鿿]{{3}})"
)
_TAIL = re.compile(
    rf"(?:^|(?<=[ ,。;和与]))\((?P<mid>{_NUMBER})\)(?:的|里的?)?"
    rf"(?:第(?P<step>{_NUMBER})(?:{_COUNTER})|(?P<low>[一二三四五六七八九十]{{1,2}})是|{_BELOW})"
)
_SECTION = re.compile(
    rf"(?P<annex>附件)?第(?P<one>{_NUMBER})(?:部分|章|大项|大点|板块|节|块)"
    rf"|(?P<short>[一二三四五六七八九十]{{1,2}})(?:大)?(?:部分|板块)"
)
_BRACKET = re.compile(rf"^第?\((?P<one>{_NUMBER})\)(?:{_COUNTER})?")
_IN_BRACKETS = re.compile(rf"第\((?P<one>{_NUMBER})\)(?:{_COUNTER})")
_ALONE = re.compile(
    rf"^第?(?P<one>{_NUMBER})(?:{_COUNTER})?(?:任务)?(?=$|[谁是呢的讲说要写内什具展,，?？。 ])"
)
_GLUED = re.compile(r"^(?P<top>[一二三四五六七八九十]{1,2})(?P<mid>[0-9]{1,2})$")
_STEP = re.compile(r"^(?P<one>[一二三四五六七八九十]{1,2})是$")


def _number(text: str) -> int:
    return to_int(text) or 0


def items_in(text: str) -> tuple[tuple[ItemAsked, ...], str]:
    """The item numbers that folded `text` names, and the text with blanks in their place."""
    found: list[ItemAsked] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            found.extend(read(match))
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return tuple(dict.fromkeys(found)), text


def _path(match: re.Match[str]) -> Iterator[ItemAsked]:
    groups = match.groupdict()
    names = ("top", "mid", "step", "low", "item", "first", "second", "third")
    numbers = (groups.get(name) for name in names)
    path = tuple(_number(part) for part in numbers if part)
    annex = bool(groups.get("annex"))
    rooted = bool(groups.get("top") or groups.get("first"))
    yield ItemAsked(path, match.group(), annex=annex, rooted=rooted)


def _several(match: re.Match[str]) -> Iterator[ItemAsked]:
    if match["list"]:
        numbers = [_number(part) for part in re.findall(_NUMBER, match["list"])]
    else:
        first = _number(match["from"] or match["first"])
        last = _number(match["to"] or match["last"])
        numbers = list(range(first, min(last, first + 50) + 1))
    return (ItemAsked((one,), match.group()) for one in numbers)


def _one(match: re.Match[str]) -> Iterator[ItemAsked]:
    annex = bool(match.groupdict().get("annex"))
    yield ItemAsked((_number(match["one"]),), match.group(), annex=annex)


def _section(match: re.Match[str]) -> Iterator[ItemAsked]:
    value = _number(match["one"] or match["short"])
    yield ItemAsked((value,), match.group(), section=True, annex=bool(match["annex"]))


_READERS = (
    (_WORDY, _path),
    (_DECIMAL, _path),
    (_PATH, _path),
    (_TAIL, _path),
    (_SLASHED, _path),
    (_SEVERAL, _several),
    (_SECTION, _section),
    (_ONE, _one),
    (_NAMED, _one),
    (_IN_BRACKETS, _one),
    (_BRACKET, _one),
    (_GLUED, _path),
    (_STEP, _one),
    (_ALONE, _one),
)


@lru_cache(4096)
def path_of(ref: str) -> tuple[int, ...]:
    """The numbers of a printed ref: `附件/一/(二)/三是` is (1, 2, 3), `2.1` is (2, 1)."""
    parts = (re.search(_NUMBER, part) for part in re.split(r"[/.]", ref))
    return tuple(_number(part.group()) for part in parts if part)


def matches(asked: ItemAsked, ref: str) -> bool:
    """Whether the ref is the very item asked for."""
    return path_of(ref) == asked.path


def ends_with(asked: ItemAsked, ref: str) -> bool:
    """Whether the item asked for may be this one, its section left unsaid."""
    path = path_of(ref)
    longer = len(path) > len(asked.path) and not asked.rooted
    return longer and path[-len(asked.path) :] == asked.path


def may_be(asked: ItemAsked, ref: str) -> bool:
    """Whether the item asked for is this one, or may be."""
    return matches(asked, ref) or ends_with(asked, ref)


def begins_with(asked: ItemAsked, ref: str) -> bool:
    """Whether the ref lies under the heading asked for."""
    path = path_of(ref)
    return len(path) > len(asked.path) and path[: len(asked.path)] == asked.path
