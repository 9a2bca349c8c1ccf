"""Which figure is how many of another: 80个村卫生室改完46个; and which is only under way."""

import re

from knowledge.reports.amount_names import counts
from knowledge.reports.nouns import ACTS, BUILT

_APART = re.compile("[,、和与及]")
_BEGUN = re.compile(r"[还正仍]?在[建改装谈审修]")
"""完工3座在建2座: those are others."""
_SAID = re.compile(r"已|完成|建成|里|中|[一-龥]了$")
_ENDED = re.compile(
    rf"(?:[一-龥](?:完|好|成|到|掉)了?|{BUILT}|到货|投用|投放|达标|验收|开放|化解|解决|整改|处[置理]|核查|办理|审结|结案|清退|清理|关停|销号)$"
)
_FIRM = re.compile(r"(?:完工|竣工|完成|建成|验收|投用|达标|到货|挂牌|办结|交付|封顶)了?")
_DONE_TO = re.compile(
    f"(?!义诊|宣传|培训|巡诊)(?:{ACTS}|[评审复核抽][查核检]|监测|评估)了?|办[结讫]了?"
)
"""案卷60份评查45份: what was done to them."""
_UNDER_WAY = re.compile(
    r"[一-龥]{1,4}?[还尚](?:没有?|未)[一-龥]"
    r"|[一-龥]{1,4}?(?:没有?|未)(?:覆盖|[建改装修配]|完成|达标|到位|验收|通过|接入|整改|启动|落实|开展)"
    r"|(?:还|尚|都|均)?(?:没有?|未|待)(?:建|改|装|签|修|完|通过|验收|到位|落实|启?动|整改|办)"
    r"|[一-龥]{0,4}?(?:改造|施工|建设?|装修|申报|审[核批]|公示|整改|调试|安装|招标|采购|推进|筹[备建]|对接|验收|评审|培训|办理|维修"
    r"|洽谈|谈判|制作|搬迁)(?:当|之)?中(?![心医])"
    r"|(?:还|也|都|均|仍|目前|尚)*(?:正在|在(?!建\d)(?:建(?!设好)|施工|装修|评审|验收|审|公示|招标|采购|筹|推进|改|整改"
    r"|调试|安装|进行|对接|排队|申报|补|做|弄|搞|办(?!公)|走|路上|途|谈|培训|编|修|赶|收尾))"
)


def is_of(before: str, between: str, part: float, whole: float) -> bool:
    """Whether the second of two figures of one unit is a part of the first, by the words around.

    讲座3场义诊2场 are two counts: the first has been counted itself, or its noun stands before.
    """
    if _APART.search(between) or _BEGUN.match(between):
        return False
    done = _ENDED.search(between) or _DONE_TO.fullmatch(between)
    ended = _FIRM.fullmatch(between) or (done and not counts(before))
    return bool(_SAID.search(between) or (ended and part <= whole))


def is_under_way(behind: str) -> bool:
    """Whether what follows a figure says that it is not reached yet: 3家未通过, 5所在整改."""
    return bool(_UNDER_WAY.match(behind))
