"""暂停所有提醒一周, 春节期间不要发, 周末别发: when nothing is to be said, in any order of words."""

import re
from datetime import date

from knowledge.house_rules.model import Ruling
from knowledge.stretches import Stretch, stretch_in

_STOP = re.compile(
    r"暂停|停发|停止|停一停|停一下|停停|(?:先|都|全)停(?!一[停下])|(?:先|都|就)*(?:不要|不用|不必|别|不|勿|请勿)(?:再|给)?"
    r"(?:发|推送|提醒|催|打扰|吵|响|通知)"
)
_RESTING = re.compile(r"周末|双休日?|(?:法定)?节假日|休息日|放假(?:期间|的?时候|那?几?天)?")
_WORDS = re.compile(
    r"所有|全部|任何|一切|一律|统统|通通|都|提醒|消息|通知|推送|催办|发送?|任务|的|先|请|把|给|大家|各单位"
    r"|期间|时间|那[几些]?天|到|从|起|至|也|就|了|吧|再|要|让|和|[,，、]"
)
_MESSAGES = re.compile(r"提醒|消息|催|发|通知|打扰")
_OWN = re.compile(r"我(?!们[委局])|本人|第.{1,4}[项条点]|的(?:都|先|就)?(?:别|不)")


def pause_in(text: str, today: date) -> tuple[tuple[Ruling, ...], str] | None:
    """What is settled and the words that say for what; None where it is no pause for others."""
    if not _STOP.search(text) or _OWN.search(text):
        return None
    stretch = stretch_in(text, today)
    if stretch is None and _RESTING.search(text):
        stretch = Stretch(_RESTING.sub("", text))
    if stretch is None:
        return None
    parts = [part for part in re.split(r"[,，;；]", stretch.rest) if _STOP.search(part)]
    rest, found = _STOP.subn("", "".join(parts) or stretch.rest, count=1)
    about = _WORDS.sub("", rest)
    if about and not _MESSAGES.search(text):
        return None  # 项目暂停两周 is news of a task
    return ((Ruling("pause", _value(stretch)),), about) if found else None


def _value(one: Stretch) -> tuple[str | int | None, ...]:
    """Two days; or a feast, its year, days before and after; or nothing: days of rest."""
    if one.first and one.last:
        return one.first.isoformat(), one.last.isoformat()
    return (one.feast, one.year, one.before, one.after) if one.feast else ()
