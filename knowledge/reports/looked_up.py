"""What a few words of a message mean among the ledger's matters, and the target that makes."""

import re
from itertools import combinations

from knowledge.reports.matter import Matter, Meant
from knowledge.reports.matters import Matters
from knowledge.reports.model import Target
from knowledge.reports.news import News, Surroundings
from knowledge.reports.states import LOOSE
from knowledge.words import pieces

_PLACE = re.compile(r"^[一-龥]{2,3}[市区县](?:的)?")


_PROCESS = re.compile(
    r"(?<=...)的?(?:申[报请]|招标|采购|设计|选址|装修|施工|评审|验收|审批|实施|合作)?"
    r"(?:材料|申[报请]书?|方案|办法|合同|协议|文件|手续|名单|清单|图纸|报告)$"
)
"""非遗传承人申报材料 are papers about 非遗传承人."""


def meant_by(words: str, unit: str | None, around: Surroundings) -> Meant:
    """What the words mean, also behind the name of a place: 湖滨区加装电梯."""
    if around.matters is None:
        return Meant()
    meant = around.matters.meant(words, unit=unit)
    bare = _PLACE.sub("", words)
    if not meant.one and bare != words:
        meant = around.matters.meant(bare, unit=unit)
    head = _PROCESS.sub("", bare)
    if not meant.one and head != bare:
        meant = around.matters.meant(head, unit=unit)
    return meant if meant.one else _by_part(bare, unit, around.matters) or meant


_SHORTEST, _LONGEST = 3, 30
"""Of a part, and of the words it is sought in: so many have every part looked up."""
_SEVERAL = re.compile("[、和与及]")


def _by_part(words: str, unit: str | None, matters: Matters) -> Meant | None:
    """病理中心设备采购: the longest of its parts, word for word, that is what one of them is
    called; nothing where others of that length are another's."""
    if len(words) > _LONGEST or _SEVERAL.search(words):
        return None
    cut = pieces(words)
    parts = ["".join(cut[start:end]) for start, end in combinations(range(len(cut) + 1), 2)]
    for length in range(len(words) - 1, _SHORTEST - 1, -1):
        alike = [part for part in parts if len(part) == length]
        found = [meant for part in alike if (meant := matters.called(part, unit=unit))]
        if found:
            return found[0] if len({one.holding for one in found}) == 1 else None
    return None


_PROGRESS = re.compile(r"完成|进度|推进|进展|[做干弄办搞][了到]|实现|过半|一半|成")
"""高危人群88% is a figure, 高危人群完成88% says how far it is."""


def unit_of(news: News) -> str | None:
    """The unit of the figure told, where nothing but figures is told."""
    if set(news.states) - LOOSE or news.remarks:
        return None
    if news.shares:
        return None if _PROGRESS.search(news.clause.text) else "%"
    return next((one.quantity.unit for one in news.amounts if one.quantity), None)


def leans(meant: Meant, last: Target | None, around: Surroundings) -> bool:
    """Whether the words may be of what was named before, or of what is in talk."""
    if last is not None and last.matter:
        return last.matter in meant.holding
    return (last is None or not last.is_named) and ("task", around.talk) in meant.holding


def as_target(one: Matter, words: str) -> Target:
    """That matter, called so."""
    if one.kind == "indicator":
        return Target(indicator=one.title)
    return Target(words=words, matter=(one.kind, one.key))
