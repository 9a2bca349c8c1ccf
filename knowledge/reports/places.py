"""Whether a message tells of another place's work: 长岭区已治理100家, of papers of 石岭区."""

import re
from collections.abc import Iterable

from knowledge.reports.targets import mentions_in

_HOME = re.compile(r"(?:^|(?<=[年市省州盟]))[一-龥]{2,3}?(?:市|区|县|旗)")
_COMMON = (
    r"[社小园新城山全各辖本我病片景校街库院地牧林开外贵该两几多灾疫厂矿营半远郊][市区县]"
    r"|(?:开发|示范|试验|实验|服务|功能|保护|先行|自贸|保税|工业|管理|居民|农村|贫困|超)[市区县]"
    r"|[夜早集菜花门]市|[诊展园禁]区"
)
"""小区, 开发区: no names of places."""
_VERB = (
    r"引进|新[建增设]|完成|组织|开展|联合|争取|获|成为|列入|[上申]?报|配合|协助|支持|邀请"
    r"|[赴在到由向经请需待等为对与和把将从按跟同]|覆盖|建成|培训|招"
)
_PLACE = re.compile(
    r"^(?:我们?|[这那]边|目前|现在|截至目前|[,。:\s])*"
    rf"(?P<place>(?!{_VERB}|.{{0,2}}(?:{_COMMON}))[一-龥]{{2,3}}?(?P<level>[市区县]))"
    r"(?![外内级直属里委政域场])"
)


def homes_in(texts: Iterable[str]) -> frozenset[str]:
    """The places that titles and issuers of papers name."""
    return frozenset(place for text in texts for place in _HOME.findall(text))


_HIGHER = {"县": 0, "区": 0, "旗": 0, "市": 1, "省": 2, "国": 3}
_ALL = re.compile(
    r"(?:全|各|外|我|本)(?P<level>[国省市])(?![级本])|(?<![赴到去往由给报送向])(?P<in>省)[里内]|兄弟(?:[区县市]|单位)|某[市区县]|(?<![赴到去往])外地|(?:其[他它]|别的?|外|邻)[区县市镇]"
)
_FIGURED = re.compile(r"^[^,。]{0,10}?(?:\d|完成|办结|[一二三四五六七八九]成|百分)")


def is_elsewhere(text: str, homes: frozenset[str]) -> bool:
    """Whether it begins, after the numbers of tasks, with a place beside those of the papers: of
    their own level, but none of them."""
    levels = {home[-1] for home in homes}
    ranks = {_HIGHER.get(level) for level in levels}
    if levels and _is_of_more(text, levels):
        return True
    for start in (0, *(one.end for one in mentions_in(text))):
        found = _PLACE.match(text[start:])
        if found and _HIGHER[found["level"]] in ranks and found["place"] not in homes:
            return True
    return False


def _is_of_more(text: str, levels: set[str]) -> bool:
    """全省平均完成60%, of a county's papers: the figure of all of them, or of the others."""
    highest = max(_HIGHER.get(level, 0) for level in levels)
    found = _ALL.search(text)
    if not found or not _FIGURED.match(text[found.end() :]):
        return False
    level = found["level"] or found["in"]
    return not level or _HIGHER[level] > highest
