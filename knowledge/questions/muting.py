"""别再提醒我没动静的, 周报我不要看了, 只要逾期的, 周五之前别找我: being reminded less, or again.

The words may come in any order. Only a message that says nothing else counts: whatever is left over
makes it something else, unless exactly one of the papers is called so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from knowledge.house_rules.kinds import kinds_in
from knowledge.stretches import Stretch, stretch_in
from knowledge.text import fold, squeeze

Wish = Literal["mute", "unmute", "only", "show"]

_POLITE = (
    r"(?:请|麻烦|拜托|以后|今后|从现在起|先|暂时|帮我|能不能|可不可以|可以|行不行|就|都|也"
    r"|一律|[,，\s])*"
)
_NOT = (
    r"(?:别|不要|不用|不必|不想|不看|不收|无需|不需要|请勿|勿|停止?|暂停|关闭|关掉|关了|屏蔽|退订"
    r"|静音|取消|少)"
)
_AGAIN = r"(?:再|老是|老|总是|总|继续|接收|收到|收|要|听到|看到?|给)*"
_WHOM = r"(?:给|向|对|跟|往|在|来)?(?:我们?|本人|这个群|本群|群里?|大家|这里|这个频道|频道)?(?:里)?"
_DO = r"(?:提醒|发送?|推送?|催|通知|说|吵|打扰|唠叨|找|叫|@)*"
_BEGIN = r"(?:恢复|重新打开|重新|打开|开启|开通|继续|还是)(?:要|得)?"
_JUST = r"(?:只|仅)(?:想|要|收|看|发|留|保留|提醒|接收|需要?)+"
_WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    ("only", re.compile(rf"{_JUST}{_WHOM}{_DO}")),
    ("unmute", re.compile(rf"{_BEGIN}{_WHOM}{_DO}")),
    ("mute", re.compile(rf"{_NOT}{_AGAIN}{_WHOM}{_DO}")),
)
_SHOW = re.compile(
    r"(?:看看?|查看?|显示)?(?:一下)?我的?(?:个人)?(?:提醒|消息|通知)(?:的)?设置[是有]?(?:什么|哪些)?[?？。]*"
    r"|我(?:都)?(?:关|屏蔽|停|取消)(?:掉|闭)?了(?:哪些|什么|哪几种)(?:提醒|消息)?[?？。]*"
    r"|我(?:会|能)?收到(?:哪些|什么|哪几种)提醒[?？。]*"
    r"|静音|免打扰|勿扰|(?:你的?|你们的?|这个?|机器人)?(?:(?:提醒|消息|通知)(?:实在|也|真)?太"
    r"(?:多|频繁)|(?:提醒|消息|通知)?(?:实在|也|真)?太[吵烦])(?:了|啦)?[。!！]*"
)
_HERE = re.compile(r"(?:这个|本|此)(?:群聊?|频道|话题)|群里?|这里|大家")
_ME = re.compile(r"我们?(?![委局区市县院办科处])|本人")
_IDLE = re.compile(
    r"提醒|消息|推送|通知|信息|的|了|啦|吧|呢|类|这|那|种|些|全部|所有|一切|任何|和|与|及|或|还有|以及"
    r"|方面|事项|任务|给|对|发|收到?|看|时候|以后|今后|从现在起|请|麻烦|拜托|先|暂时|帮|就|都|也|一律|可以"
    r"|文件|方案|期间|[、,，。.!！\s]"
)
_SPOKEN_OF = re.compile(r"提醒|推送|消息|打扰|吵|唠叨|催|找我|叫我")
_KIND_SAID = re.compile(r"发|周报|说|通知|(?<!签)收|看")
_MAY = re.compile(
    rf"{_NOT}|恢复|重新|打开|开启|开通|继续|还是|[只仅]|设置|静音|扰|太[多频吵烦]|关|屏|收到"
)
_SOMETHING_ELSE = re.compile(r"第.{1,6}[项条点]|[项条]$|签收第|[?？吗]$|什么|哪|谁|多少|怎|:|：")
_BECAUSE = re.compile(r"出差|休假|请假|开会|培训|在外|生病|住院|有事|太忙|学习|调研|不在")
_SHORTEST_TITLE = 2


@dataclass(frozen=True, slots=True)
class Muting:
    """What somebody wants: `kinds` empty means all of them; `last`: the day when it ends."""

    wish: Wish
    kinds: tuple[str, ...] = ()
    whom: Literal["me", "here", ""] = ""
    last: date | None = None
    paper: int | None = None
    """Which of the papers is meant, as an index."""


def may_mute(text: str) -> bool:
    """Whether the message can be about reminders at all: told before anything is looked up."""
    return _MAY.search(squeeze(fold(text))) is not None


def muting_in(text: str, today: date | None = None, titles: Sequence[str] = ()) -> Muting | None:
    """What the message says about reminders. `titles`: of papers, to be named by a part of them."""
    said = squeeze(fold(text))
    if _SHOW.fullmatch(said):
        return Muting("show", whom="me")
    if _SOMETHING_ELSE.search(said):
        return None
    stretch = stretch_in(said, today) if today else None
    if stretch is not None and (found := _of_days(stretch, titles)):
        return found
    return next((found for one in _WISHES if (found := _read(*one, said, titles))), None)


def _of_days(stretch: Stretch, titles: Sequence[str]) -> Muting | None:
    """周五之前别找我: of oneself, with an end; the reason may stand beside it."""
    if stretch.last is None:
        return None
    parts = [part for part in re.split(r"[,，。;；]", stretch.rest) if part]
    said = ",".join(part for part in parts if not _BECAUSE.search(part))
    found = _read(*_WISHES[-1], said or stretch.rest, titles)
    if found is None or found.whom == "here":
        return None
    return replace(found, last=stretch.last)


def _read(wish: Wish, pattern: re.Pattern[str], said: str, titles: Sequence[str]) -> Muting | None:
    match = pattern.search(said)
    if match is None:
        return None
    kinds, rest = kinds_in(said[: match.start()] + " " + said[match.end() :])
    here, me = _HERE.search(said), _ME.search(said)
    left = _IDLE.sub("", _ME.sub("", _HERE.sub("", re.sub(_POLITE, "", rest))))
    paper = _titled(left, titles) if left else None
    if (left and paper is None) or not _speaks_of_it(wish, said, kinds, here is not None):
        return None
    if wish == "only" and not kinds:
        return None
    return Muting(wish, kinds, "here" if here else "me" if me else "", paper=paper)


def _speaks_of_it(wish: Wish, said: str, kinds: Sequence[str], here: bool) -> bool:
    if _SPOKEN_OF.search(said) or (wish == "only" and here):
        return True
    return bool(kinds) and _KIND_SAID.search(said) is not None


def _titled(part: str, titles: Sequence[str]) -> int | None:
    """The one that has these words in it."""
    found = [at for at, title in enumerate(titles) if part in title]
    return found[0] if len(found) == 1 and len(part) >= _SHORTEST_TITLE else None
