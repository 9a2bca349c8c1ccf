"""七月第一周的周报, 给我一份xlsx的周报, 上个月整体情况: which digest is asked for. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from knowledge.numerals import to_int
from knowledge.spans import day_of, month_days
from knowledge.text import fold, squeeze

Form = Literal["", "xlsx", "docx", "png"]

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH = rf"(?:(?P<month>{_N})月份?|(?P<ago>上上|上|本|这|当)个?月份?)"
_WHEN = re.compile(
    rf"{_MONTH}(?:的?(?:(?P<last>最后一)|第?(?P<nth>[1-5一二三四五]))个?(?:周|星期|礼拜))?"
    r"|(?P<week>上上|上一?|本|这一?|最近一)个?(?:周(?!报)|星期|礼拜)"
)
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("xlsx", re.compile(r"xlsx?|excel|(?:电子)?表格?")),
    ("docx", re.compile(r"docx?|word|文档")),
    ("png", re.compile(r"png|(?:长)?图片?|截图")),
)
_LONGEST = 60
_DIGEST = re.compile(r"(?:督办|工作)?周报")
_NEWS = re.compile(
    r"(?:整体|总体|工作|督办|进展)(?:情况|进展|小结|总结)|动态|情况|小结|总结"
    r"|(?:跟|和|与|同|比)上(?:一?周|星期|个?月)(?:相比|比|对比|比较)?(?:都?有)?(?:什么|哪些|啥)?(?:变化|不同|进展)"
    r"|(?:有|发生了?)?(?:什么|哪些|啥)(?:新的?)?(?:变化|进展|动态|动静|情况)"
    r"|(?:有)?(?:什么|哪些|啥)(?:事|事项|问题|工作)?(?:需?要|等着?|该)我(?:们)?(?:来|去)?"
    r"(?:决定|拍板|协调|批示|定|处理|过问|关注)"
)
"""What a leader asks who does not say 周报: 这周有什么动态, 本周有什么要我决定的."""
_HOLLOW = (
    r"请|麻烦|再|汇报一?下?|说说|讲讲|介绍一?下?|最近|目前|现在|一下|没有?|给我|发我|给|发|看一?下|看看|看|我(?!们?[局委办院处市区县])|要|出|来|生成|做|导出|下载|一?[份下张]|的|吧|呢|还有|还|有|吗|那|以来"
    r"|督办|工作|版本?|格式|文件|形式|怎么?样|如何|是|在|了|都|[,，。!！?？]"
)
_AROUND = re.compile(rf"^(?:{_HOLLOW})+|(?:{_HOLLOW})+$")
_BEHIND = re.compile(
    rf"{_DIGEST.pattern}(?:里面?|上|中)(?:的|那[个几些]?|有[几哪]?[个些]?|写的|说的)*(?P<what>红灯|黄灯|逾期|受阻)"
)


@dataclass(frozen=True, slots=True)
class DigestAsked:
    """Days, both included (None: the last seven), which file alone is wanted, and words that name
    of what."""

    first: date | None = None
    last: date | None = None
    form: Form = ""
    of: str = ""


def digest_in(text: str, today: date) -> DigestAsked | None:
    """What the message asks for; None where it is about something else."""
    plain = squeeze(fold(text)).lower()
    named = _DIGEST.search(plain)
    news = None if named else _NEWS.search(plain)
    found = named or news
    if found is None or len(plain) > _LONGEST:
        return None
    rest = _without(plain, found)
    when = _WHEN.search(rest)
    rest = _without(rest, when) if when else rest
    if news and not when and "上" not in news[0] and "我" not in news[0]:
        return None
    form, rest = _form(rest) if named else ("", rest)
    left = [bare for part in rest.split() if (bare := _AROUND.sub("", part))]
    days = _days(when, today)
    if len(left) > 1 or (news and left) or days is None:
        return None
    return DigestAsked(*days, form, "".join(left))


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _form(text: str) -> tuple[Form, str]:
    """Which file is wanted, and the text without its name."""
    form: Form = ""
    for name, pattern in reversed(_FORMS):
        if pattern.search(text):
            form, text = name, pattern.sub(" ", text)
    return form, text


def behind_in(text: str) -> str | None:
    """周报里那个红灯是谁的: what of a digest is asked for."""
    found = _BEHIND.match(squeeze(fold(text)))
    return found["what"] if found else None


def _days(found: re.Match[str] | None, today: date) -> tuple[date | None, date | None] | None:
    """Of what is said of time; None where there are no such days."""
    if found is None or found["week"] == "最近一":
        return None, None
    monday = today - timedelta(days=today.weekday())
    if found["week"]:
        start = monday - timedelta(weeks={"上上": 2, "上": 1, "上一": 1}.get(found["week"], 0))
        return start, start + timedelta(days=6)
    first = _month(found["month"], found["ago"], today)
    if first is None:
        return None
    last = month_days(first.year, first.month)[1]
    if not (found["last"] or found["nth"]):
        return first, last
    begin = last - timedelta(days=last.weekday())
    if not found["last"]:
        # The first week is that of the month's first Monday to Sunday that lies mostly in it.
        begin = first - timedelta(days=first.weekday()) + timedelta(weeks=first.weekday() > 3)
        begin += timedelta(weeks=(to_int(found["nth"]) or 1) - 1)
    return begin, begin + timedelta(days=6)


def _month(number: str | None, ago: str | None, today: date) -> date | None:
    if ago:
        back = {"上上": 2, "上": 1}.get(ago, 0)
        index = today.year * 12 + today.month - 1 - back
        return date(index // 12, index % 12 + 1, 1)
    day = day_of(today.year, to_int(number or "") or 0, 1)
    return day.replace(year=day.year - 1) if day and day > today else day
