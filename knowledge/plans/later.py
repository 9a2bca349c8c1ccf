"""别再催我第2项, 第5项过三天再说, 稍后, 恢复第2项的提醒; 明天上午提醒我第3项, 我自己设的提醒:
what is to be said to oneself later. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from knowledge.broadcasts.moments import MOMENT, moments_in
from knowledge.numerals import to_int
from knowledge.stretches import stretch_in
from knowledge.text import fold, squeeze

Deed = Literal["rest", "resume", "set", "list", "cancel"]

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半)"
_ITEM = r"(?:第?[\d一二三四五六七八九十()（）/]{1,8}项|这一?项|它)"
_NOT = r"(?:别|不要|不用|不必|先不|先别|请勿|停止?|不)"
_REMIND = r"(?:提醒|催|说|管|通知|找|发)"
_REST = re.compile(
    rf"{_NOT}(?:再|老|总|给|先)*{_REMIND}(?:了)?(?:我们?)?|(?:先|暂时)?(?:放一?放|缓一?缓|搁一?搁)|稍后|晚点|过会儿?|回头"
    rf"|(?:过|等){_N}个?(?:天|周|星期|工作日)|(?:到|等)?(?:下?(?:周|星期)[一二三四五六日天]|明天|后天|大后天)再"
)
_AGAIN = rf"(?:之?后|以后|再)*{_REMIND}(?:我们?)?(?:一下|一次)?"
_IDLE = re.compile(
    rf"{_REST.pattern}|{_AGAIN}|{_ITEM}|[的了吧呢啊,，、。再请先就都也那好哦嗯把]|提醒|我们?|麻烦|以后|谢谢|时候|行"
)
_AGAIN_NOW = re.compile(
    rf"(?:恢复|重新|继续|照常|照旧|可以|还是|接着)(?:再|要|开始)?(?:{_ITEM}的?)?{_REMIND}"
    rf"|{_ITEM}的?提醒(?:恢复|重新打开|打开)"
)
_BARE_LATER = re.compile(
    r"(?:先|那|好的?|嗯)*(?:稍后|晚点|过会儿?|回头)(?:再)?(?:说|提醒)?(?:我)?(?:吧|了)?"
)
_ASKED = re.compile(r"(?:提醒|叫|喊)(?:一下|一声)?(?:我|自己)(?!了)(?:们)?(?:一下|一声)?")
_BEFORE = re.compile(
    r"^(?:请|麻烦|帮我|帮忙|能不能|可以|可不可以|记得|到时候?|到时|你|机器人|小助手|督办助手|在|之?前|以前|的时候|[,，])*"
)
_AFTER = re.compile(r"^(?:要|去|该|记得|[,，:：])+|(?:吧|啊|哈|吗|呢|一下|[。.!！?？,，])+$")
_RELATIVE = re.compile(
    rf"(?:过)?(?P<n>{_N})个?(?P<half>半)?(?P<unit>分钟|小时|钟头)(?:之?后|以后)?|(?P<n2>{_N})个?(?P<unit2>天|周|星期)(?:之?后|以后)"
)
_LIST = re.compile(
    r"(?:看看?|查看?|列出)?我(?:自己)?(?:有哪些|有什么|还有哪些|都)?(?:自己)?(?:设|定|记)(?:了|过|置)?(?:哪些|什么)?的?提醒"
    r"(?:有哪些|列表|清单|是什么)?|我的(?:定时|自设|私人)提醒"
)
_CANCEL = re.compile(
    r"(?:取消|删掉?|删除|撤销|不要|去掉)(?:我?(?:自己)?设?的)?(?:第(?P<n>\d{1,2}|[一二三四五六七八九十])[条个])?(?P<when>.{0,10}?)"
    r"(?:的|那个|那条|这个|这条|我)*(?:自己设的)?提醒(?:了|吧)?"
)
_CANCEL_LAST = re.compile(
    r"(?:请|麻烦)?(?:把|将)?(?:我)?(?:自己)?(?:设的)?(?:第(?P<n>\d{1,2}|[一二三四五六七八九十])[条个])?(?P<when>.{0,10}?)"
    r"(?:的|那个|那条|这个|这条|我)*(?:自己设的)?提醒(?:删|取消|去|撤)(?:掉|了|除|吧)*"
)
_NO = re.compile(r"[?？吗]$|什么|哪|谁|多少|为什么|怎么|一般|提前|设置|谢谢提醒|:|：")
_SAYS = re.compile(r"[没不的过是]|到期|逾期")
_MORNING = time(9, 0)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Later:
    """`rest`: nothing about an item (or what was said last) until `day`, or until its own day;
    `resume`: what was put off about an item is told again; `set`: to be said at `at`
    (None: not told when), `what` (may be empty: not told what);
    `list` and `cancel` of what was set: `number` or `at` tell which."""

    deed: Deed
    day: date | None = None
    at: datetime | None = None
    what: str = ""
    number: int | None = None
    bare: bool = False
    """No item is named: what was said last is meant."""


def later_in(text: str, now: datetime) -> Later | None:
    """What the message wants said to its speaker later; moments have no zone."""
    plain = squeeze(fold(text)).strip("。.!！ ")
    if len(plain) > _LONGEST:
        return None
    if _LIST.fullmatch(plain.rstrip("?？")):
        return Later("list")
    if _NO.search(plain):
        return None
    return _cancelled(plain, now) or _set(plain, now) or _resumed(plain) or _rest(plain, now.date())


def _cancelled(plain: str, now: datetime) -> Later | None:
    found = _CANCEL.fullmatch(plain) or _CANCEL_LAST.fullmatch(plain)
    if found is None:
        return None
    days = moments_in(found["when"], now.date())
    if found["when"] and not days:
        return None
    at = days[-1].at(time()) if days else None
    return Later("cancel", at=at, number=to_int(found["n"]) if found["n"] else None)


def _set(plain: str, now: datetime) -> Later | None:
    asked = _ASKED.search(plain)
    if (
        asked is None
        or _REST.search(plain[: asked.end()])
        or re.search(rf"{_NOT}(?:再)?$", plain[: asked.start()])
    ):
        return None
    before, what = plain[: asked.start()], plain[asked.end() :]
    at, before = _moment(_BEFORE.sub("", before), now)
    if at is None:
        at, what = _moment(what, now)
    if _BEFORE.sub("", before) or (at is None and _SAYS.match(what)):
        return None  # 市医保局提醒我, 提醒我没有用
    return Later("set", at=at, what=_AFTER.sub("", _AFTER.sub("", what)))


def _moment(text: str, now: datetime) -> tuple[datetime | None, str]:
    """When, and the text without it."""
    if found := _RELATIVE.search(text):
        count = (
            0.5 if (found["n"] or found["n2"]) == "半" else to_int(found["n"] or found["n2"]) or 1
        )
        unit = found["unit"] or found["unit2"]
        spans = {"分钟": timedelta(minutes=count), "小时": timedelta(hours=count)}
        spans |= {"钟头": spans["小时"], "天": timedelta(days=count), "周": timedelta(weeks=count)}
        at = now.replace(tzinfo=None, second=0, microsecond=0) + spans.get(
            unit, timedelta(weeks=count)
        )
        at += timedelta(minutes=30) if found["half"] else timedelta()
        if found["unit2"]:
            at = datetime.combine(at.date(), _MORNING)
        return at, text[: found.start()] + text[found.end() :]
    said = moments_in(text, now.date())
    if not said:
        return None, text
    one = said[0]
    return one.at(_MORNING), text[: one.start] + text[one.end :]


def _resumed(plain: str) -> Later | None:
    if not (re.search(_ITEM, plain) and _AGAIN_NOW.search(plain)):
        return None
    left = _IDLE.sub("", _AGAIN_NOW.sub("", plain))
    return None if left else Later("resume")


def _rest(plain: str, today: date) -> Later | None:
    if _BARE_LATER.fullmatch(plain):
        return Later("rest", bare=True)
    named = re.search(_ITEM, plain)
    if named is None or not _REST.search(plain):
        return None
    day = _until(plain.replace(named[0], ""), today)
    left = _IDLE.sub("", MOMENT.sub("", plain))
    left = re.sub(rf"(?:下下|下|这|本)?{_N}?个?(?:天|周|星期|月|工作日)", "", left)
    if left:
        return None
    return Later("rest", day=day)


def _until(text: str, today: date) -> date | None:
    """The first day on which it may be said again."""
    if said := moments_in(text, today):
        return said[-1].day
    stretch = stretch_in(text, today)
    if stretch is None or stretch.first is None or stretch.last is None:
        return None
    return stretch.first if stretch.first > today else stretch.last + timedelta(days=1)
