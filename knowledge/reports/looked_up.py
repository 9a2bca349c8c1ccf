"""What a few words of a message mean among the ledger's matters, and the target that makes."""

import re
from collections.abc import Iterator
from dataclasses import replace
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


_POINTED = re.compile(
    r"(?<=[一-龥a-z]{2})(?:的?[这那]一?(?:[个项块条件批事](?!项目)|边|方面|头)|的事|方面)(?:儿|事|工作|上)?"
)
"""Behind the topic of a clause: 编制这块编委会已审议, 癌症筛查市肿瘤医院那边."""


def meant_by(words: str, unit: str | None, around: Surroundings) -> Meant:
    """What the words mean, also behind the name of a place (湖滨区加装电梯) or beside a unit."""
    matters = around.matters
    if matters is None:
        return Meant()
    first = matters.meant(words, unit=unit)
    if first.one:
        return first
    others = (matters.meant(one, unit=unit) for one in _ways(words, around))
    if found := next((meant for meant in others if meant.one), None):
        return found
    bare = _PLACE.sub("", words)
    return matters.counting(first, words, unit) or _by_part(bare, unit, matters) or first


def meant_beside(words: str, unit: str | None, news: News, around: Surroundings) -> Meant:
    """The same; where it is not sure, among what a unit in the same clause has to do with."""
    meant, matters = meant_by(words, unit, around), around.matters
    named = {one for mention in around.units.find(news.clause.text) for one in mention.ids}
    if meant.one or matters is None or not named:
        return meant
    among = replace(around, matters=matters.of_units(named))
    found = meant_by(words, unit, among)
    return found if found.one else meant


def _ways(words: str, around: Surroundings) -> Iterator[str]:
    """The same words with less beside what they name."""
    bare = _PLACE.sub("", words)
    topic = _POINTED.split(bare)[0]
    told = topic
    for unit in around.units.find(topic):
        told = told.replace(unit.text, "")
    every = (bare, _PROCESS.sub("", bare), topic, told)
    yield from (one for one in dict.fromkeys(every) if len(one) > 1 and one != words)


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
    if set(news.states) - LOOSE - {"in_progress"} or news.remarks:
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
