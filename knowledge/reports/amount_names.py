"""What a reported figure counts: the noun between its verb and the number, or behind the unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.reports.nouns import VERBS, Noun, is_predicate, noun_before, noun_behind

_BEHIND = re.compile(
    r"(?:的)?(?P<name>(?:(?![都均已])[一-龥]){2,10}?)"
    r"(?=$|[,。;、\d\x00\x01 ]|全部|全面|已|达|都|均|正在|被|建成|完成|了"
    r"|进[入场]|通过|获[批得]|验收|到[位货]|投[用入产]|交付|[开竣完]工|封顶)"
)
_NO_NAME = re.compile(
    r"^(?:主体|地基|基础(?!设)|土建|全(?![科民血景员程])|左右|以上|以下|多|不是|了|已|目前|现在|均|都|也|完成|正在|建成|达|并|和|及|到"
    r"|的|[一-龥]起来|我|请|但|还|没|呢|其中|整体|总体|进度|差|需|收[工官尾]|[完竣开动复停交]工|到[位货账岗]|交付|落成|投[用产入]|验收|上[线岗会]|进[场入]"
    r"|启[用动]|封顶|结[束题项案]|通过|获批|开[业园诊馆通放])"
)
_GENERIC = re.compile("完成|建成|建好|到位|增加|落实|争取|形成|开展|设立|建立|办理")
_PLACED = re.compile(r"[在对为](?:约|近|了)?$")
"""工间操已在36家单位推开: where it is done stands behind the figure."""


@dataclass(frozen=True, slots=True)
class Named:
    """The name of what is counted; its words and the figure are `text[start:end]`."""

    name: str | None
    start: int
    end: int


def name_of(text: str, begin: int, figure: tuple[int, int], names: Sequence[str]) -> Named:
    """What the figure counts; the words that may name it begin at `begin`.

    `names` are indicators: one of them wins over any other noun.
    """
    at, end = figure
    before = text[begin:at]
    if known := max((one for one in names if one in before), key=len, default=""):
        return Named(known, begin + before.rfind(known), end)
    noun = noun_before(before)
    if named := _named_behind(text, end, before, noun):
        return Named(named[0], begin + noun.behind, named[1])
    if len(noun.words) > 1:
        return Named(noun.words, begin + noun.told, end)
    verbs = (one.removeprefix("新").removesuffix("了") for one in re.findall(VERBS, before))
    done = [one for one in verbs if len(one) > 1 and not _GENERIC.match(one)]
    return Named(done[-1] if done else None, begin + noun.told, end)


def _named_behind(text: str, end: int, before: str, noun: Noun) -> tuple[str, int] | None:
    """The name that follows the figure, and where it ends."""
    behind = _BEHIND.match(text, end)
    if behind is None or _NO_NAME.match(behind["name"]):
        return None
    if is_predicate(behind["name"], named=len(noun.words) > 1):
        return None
    followed = text[behind.end() : behind.end() + 1].isdigit()
    if noun.words and (followed or _PLACED.search(before)):
        return None  # 步道9条食堂15家: the name behind is the next one's
    name = noun_behind(behind["name"])
    return (name, behind.end()) if len(name) > 1 else None


def part_named(
    text: str, begin: int, whole: tuple[int, int], figure: tuple[int, int], names: Sequence[str]
) -> Named:
    """The name of a part of a whole: the noun before the whole, else the one behind it."""
    before, between = text[begin : whole[0]], text[whole[1] : figure[0]]
    if known := max((one for one in names if one in before + between), key=len, default=""):
        return Named(known, whole[0], figure[1])
    noun = noun_before(before)
    if len(noun.words) > 1:
        return Named(noun.words, begin + noun.told, figure[1])
    behind = noun_behind(_WITHIN.sub("", between, count=1))
    return Named(behind or None, whole[0], figure[1])


_WITHIN = re.compile(
    r"(?<=.)(?:其中|(?:[里内]|中(?![心学医药小转国央毒风部层等]))面?|已经?|均|都|现在?|目前|有|,).*$"
)


def counts(words: str) -> bool:
    """Whether words say that something was counted up: 新建, 培训."""
    return re.search(VERBS, words) is not None
