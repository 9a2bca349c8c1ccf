"""What the words around a figure say became of it: so many were reached, unless they are left, have
only been begun, or failed: 就差汽车站两处, 次中心6个都开工了, 另2家评审没过."""

import re

from knowledge.reports.nouns import VERBS

_LEFT = re.compile(
    r"(?:还|尚|就|只|仅|也|都|才)*(?:(?<![时温误落色偏逆顺])差(?![评价额旅异别错事]|不多)|(?<![短紧稀残空欠])缺(?![陷勤血氧席])|剩[下余]?|余下|欠(?![费款薪税账]))"
    r"(?P<what>[^,\d了已完到成补]{0,12})$"
)
"""就差汽车站和农贸市场两处."""
_FAILED = re.compile(
    r"(?<![从罚淹])(?:没(?:能|有)?|未能?)(?!收|成年|婚|来|发[生现])[一-龥]{1,4}的?[有是]?$"
    r"|拒[绝签收接]的?[有是]?$|[报送提][^,\d]{0,6}(?:审[批核定]?|批准)了?$|(?:[刷筛](?:下来|掉)|[打驳]回|落选)了?$"
)
"""没评上2家."""
_BEGUN = (
    r"开工|动工|启动|开建|[推申]报|推荐|提名|[上呈]报|报送"
    r"|(?<![汇通填简周月日年预举播情])报(?![销废警])"
)
_BEGUN_BEFORE = re.compile(rf"(?P<verb>{_BEGUN})(?:建设|改造)?[了的]?(?:[有约近共]|已有)?$")
_SO = r"(?:现在?|目前|已经?|均|都|也|全部?|陆续|同时|正式|刚刚?|先后|又)"
_BEGUN_BEHIND = re.compile(rf"(?:的|{_SO})*(?P<verb>{_BEGUN})")
_UNDER_WAY = re.compile(
    r"[一-龥]{1,4}?[还尚](?:没有?|未)[一-龥]"
    r"|[一-龥]{0,4}?(?:改造|施工|建设?|装修|申报|审[核批]|公示|整改|调试|安装|招标|采购|推进|筹[备建]|对接|验收|评审|培训|办理|维修"
    r"|洽谈|谈判|制作|搬迁)(?:当|之)?中(?![心医])"
    r"|(?:还|也|都|均|仍|目前|尚)*(?:正在|在(?!建\d)(?:建(?!设好)|施工|装(?!好)|评审|验收|审|公示|招标|采购|筹|推进|改|整改"
    r"|调试|安装|进行|对接|排队|申报|补|做|弄|搞|办(?!公)|走|路上|途|谈|培训|编|修|赶|收尾))"
    r"|(?:还|正|仍)+在[一-龥]{1,4}(?=$|[,。;、\x00 ])"
    r"|(?:都|也|才|还)*刚刚?(?:打|起步|进场|动|开始|破土|招标|立项)"
    r"|(?:还|尚|都|均|也|仍)*(?:等(?![级次待])|待(?![遇在]))[一-龥]"
    r"|(?:主体|地基|基础|土建|结构|桩基)[^,\d]{0,4}(?:封顶|完[工成]|浇筑|施工)"
    rf"|{_SO}*报[^,\d]{{0,6}}审"
)
_GONE_WRONG = re.compile(
    r"[^,\d\x00了已完成好]{0,8}?(?:(?<![从罚淹出])没(?!有?(?:问题|变|花|事|异|意见|投诉|差错|发[生现]|出现|查出|检出)|收)(?=[一-龥])"
    r"|未(?!发[生现]|出现|成年|婚|来|超|检出|见)(?=[一-龥])"
    r"|不(?:合格|达标|符合|规范|通过|满意)|被(?:退|否|驳|淘汰|取消)|退回|落选|落榜|流标|废标)"
)


def left_from(before: str) -> int | None:
    """Where the words begin that say of the figure behind them that so many are left."""
    found = _LEFT.search(before)
    return found.start() if found and not re.search(VERBS, found["what"]) else None


def is_under_way(behind: str) -> bool:
    """Whether what follows a figure says that it is not reached yet: 3家未通过, 5所在整改."""
    return bool(_UNDER_WAY.match(behind) or _GONE_WRONG.match(behind))


def has_failed(before: str) -> bool:
    """Whether what stands before a figure says that it was not reached: 没评上2家."""
    return bool(_FAILED.search(before))


def begun_in(before: str, behind: str) -> str:
    """The verb that says that so many were begun, no more: 开工2座, 6个都开工了; else empty."""
    found = _BEGUN_BEFORE.search(before) or _BEGUN_BEHIND.match(behind)
    return found["verb"] if found else ""
