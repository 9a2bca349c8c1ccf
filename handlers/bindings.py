"""What a chat is bound to: read from words, and said in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from zoneinfo import available_timezones

from db.channels import ChannelWish
from db.records import Channel
from handlers.question import Question
from handlers.reply import Words, words
from handlers.scope import scope_of
from handlers.wording import said_title
from knowledge.house_rules.kinds import NAMES, kinds_in
from knowledge.questions.understand import Surroundings, understood
from knowledge.text import fold, squeeze

ZONES = {
    "乌鲁木齐": "Asia/Urumqi",
    "新疆": "Asia/Urumqi",
    "喀什": "Asia/Kashgar",
    "北京": "Asia/Shanghai",
    "上海": "Asia/Shanghai",
    "香港": "Asia/Hong_Kong",
    "澳门": "Asia/Macau",
    "台北": "Asia/Taipei",
}
"""Clocks by the names that people use; any IANA name does as well."""
_ZONE = re.compile(
    rf"时区:?(?P<name>{'|'.join(ZONES)})(?:时间)?|(?:时区:?)?(?P<iana>[a-z]+(?:/[a-z_]+)+)"
    rf"|(?P<clock>{'|'.join(ZONES)})时间"
)
_REZONE = re.compile(
    rf"(?:请|把|将)*(?:这个|本|此|当前)?(?:群聊?|频道|话题)?的?(?:时区|时间|钟点?)?(?:改|设|换|调|按|用)+整?"
    rf"(?:成|为|用|到|在)?(?P<zone>{_ZONE.pattern}|(?:{'|'.join(ZONES)})(?:的?(?:时间|时区))?)"
    r"(?:的?(?:来|发|算))?"
)
_IANA = {one.lower(): one for one in available_timezones()}
_MINIMAL = re.compile(r"精简(?:模式)?|minimal")
_QUIET = re.compile(
    r"(?:免打扰|静默|安静)?(?:时间|时段)?:?(?<!\d)(\d{1,2}):(\d\d)(?:-|~|—|至|到)+(\d{1,2}):(\d\d)"
)
_IDLE = re.compile(
    r"(?:[\s,，、;；。.:：《》“”\"']|20\d\d年?|[和与及只仅要的到]|文件|单位|提醒|消息)+"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A wish, and the words of it that meant nothing."""

    wish: ChannelWish
    unknown: tuple[str, ...] = ()


def read_wish(question: Question, text: str) -> Wanted:
    """What a message wants a chat bound to; nothing said means everything."""
    rest = squeeze(fold(text).lower())
    minimal, rest = _without(_MINIMAL, rest)
    quiet, rest = _without(_QUIET, rest)
    zone, rest = _without(_ZONE, rest)
    papers = question.turn.lexicon.titles.find(rest)
    for stretch in papers:
        rest = _blank(rest, stretch.start, stretch.end)
    units = question.turn.lexicon.units.find(rest)
    for mention in units:
        rest = _blank(rest, mention.start, mention.end)
    kinds, rest = _kinds(rest)
    documents = _papers(question, text)
    wish = ChannelWish(
        documents=documents,
        bureaus=_bureaus(question, documents, [one for unit in units for one in unit.ids]),
        kinds=kinds,
        quiet=_hours(quiet),
        minimal=minimal is not None,
        timezone=_zone(zone),
    )
    unnamed = [unit.text for unit in units if not unit.ids]
    unnamed += [zone.group()] if zone and wish.timezone is None else []
    return Wanted(wish, (*unnamed, *(part for part in _IDLE.split(rest) if part)))


def _kinds(text: str) -> tuple[tuple[str, ...], str]:
    """The kinds named, in the order of their table."""
    found, rest = kinds_in(text)
    return tuple(one for one in NAMES if one in found), rest


def _papers(question: Question, text: str) -> tuple[int, ...]:
    """The papers named, also by place and year: 静安2024."""
    turn = question.turn
    today = turn.now.date()
    meaning = understood(text, Surroundings(turn.lexicon, today, today.year))
    if not meaning.documents:
        return ()
    return tuple(one.id for one in scope_of(meaning, (), turn.names, today).documents)


def _without(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    match = pattern.search(text)
    return match, _blank(text, *match.span()) if match else text


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _zone(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    name = match["name"] or match["clock"]
    return ZONES[name] if name else _IANA.get(match["iana"])


def zone_in(text: str) -> str | None:
    """这个群时区改成乌鲁木齐: the clock that a chat is to go by, where nothing else is said."""
    plain = squeeze(fold(text).lower()).strip("。.!！ ")
    found = _REZONE.fullmatch(plain)
    if found is None or ("时" not in plain and "/" not in plain):
        return None
    name = next((one for one in ZONES if one in found["zone"]), "")
    return ZONES[name] if name else _zone(found)


def said_zone(timezone: str | None) -> str:
    """乌鲁木齐时间（Asia/Urumqi）."""
    if timezone is None:
        return "按默认"
    name = next((name for name, zone in ZONES.items() if zone == timezone), "")
    return f"{name}时间（{timezone}）" if name else timezone


def _hours(match: re.Match[str] | None) -> tuple[time, time] | None:
    if match is None:
        return None
    try:
        start, end = (time(int(match[n]) % 24, int(match[n + 1])) for n in (1, 3))
    except ValueError:
        return None
    return (start, end) if start != end else None


def _bureaus(question: Question, documents: Sequence[int], ids: Sequence[int]) -> tuple[int, ...]:
    """Of several units of one name those of the papers' own places."""
    places = {one.jurisdiction for one in question.turn.names.papers(tuple(documents))}
    every = [one for one in question.turn.names.bureaus if one.id in ids]
    near = [one for one in every if one.jurisdiction in places]
    return tuple(one.id for one in near or every)


def said_wish(question: Question, wish: ChannelWish) -> tuple[tuple[str, Words], ...]:
    """The fields of a card."""
    names = question.turn.names
    papers = "、".join(said_title(one) for one in names.papers(wish.documents))
    units = "、".join(one.name for one in names.bureaus if one.id in wish.bureaus)
    kinds = "、".join(NAMES[one] for one in wish.kinds)
    hours = wish.quiet and f"{wish.quiet[0]:%H:%M}—{wish.quiet[1]:%H:%M}"
    fields = [
        ("文件", papers or "全部在办文件"),
        ("单位", units or "全部单位"),
        ("提醒", kinds or "全部"),
        ("免打扰", hours or "按默认"),
        *([("时区", said_zone(wish.timezone))] if wish.timezone else []),
        ("模式", "精简，只显示编号、标题和灯" if wish.minimal else "完整"),
    ]
    return tuple((name, words(said)) for name, said in fields)


def wish_of(channel: Channel) -> ChannelWish:
    """What the channel is bound to."""
    return ChannelWish(
        channel.name,
        channel.documents,
        channel.bureaus,
        channel.kinds,
        channel.quiet,
        channel.minimal,
        channel.timezone,
    )


def said_channel(question: Question, channel: Channel) -> str:
    """What the channel is bound to, in one line."""
    fields = said_wish(question, wish_of(channel))
    return "；".join(f"{name} {''.join(one.text for one in said)}" for name, said in fields)
