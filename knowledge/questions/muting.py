"""别再提醒我没动静的, 不要再发阶段提醒, 恢复提醒: what a message says about being reminded.

Only a message that says nothing else counts: whatever is left over makes it something else.
"""

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.text import fold, squeeze

SPOKEN: dict[str, str] = {
    "deadline": r"(?:快|临近|将近)?到期(?:提醒)?|临近(?:期限)?|临期|(?:办理)?(?:时限|期限)|截止",
    "overdue": r"逾期(?:催办)?|超期|过期|超时|催办",
    "escalation": r"升级|上报领导|报领导",
    "phase": r"(?:工作)?阶段(?:开始|结束)?",
    "recurring": r"定期(?:报送)?|周期(?:性)?(?:报送)?|月报|季报|报送",
    "evaluation": r"(?:中期|终期)?评估",
    "behind": r"(?:进度)?(?:滞后|落后)|序时进度",
    "silent": r"(?:没有?|无)(?:动静|进展|消息|反馈)"
    r"|(?:长期|很久|好久|久)(?:未|没有?)(?:反馈|报送?|动静)",
    "blocked": r"受阻|卡住|遇阻",
    "receipt": r"(?:未|没有?)?签收",
    "digest": r"周报|每周小结",
    "broadcast": r"通知公告|公告",
}
_KINDS = {kind: re.compile(words) for kind, words in SPOKEN.items()}

_POLITE = r"(?:请|麻烦|拜托|以后|今后|从现在起|先|暂时|帮我|能不能|可以|可不可以|就|都|也|[,，\s])*"
_OFF = r"(?:别|不要|不用|不必|不想|无需|不需要|请勿|勿|停止?|关闭|关掉|关了|屏蔽|退订|静音|取消|少)"
_AGAIN = r"(?:再|老|老是|总|总是|继续|收到|收|要|听到)*"
_WHOM = (
    r"(?:给|向|对|跟|往|在)?(?P<whom>我们?|本人|这个群|本群|群里?|大家|这里|频道|这个频道)?(?:里)?"
)
_DO = r"(?:提醒|发送?|推送?|催|通知|说|吵|打扰|唠叨|@)?"
_HERE = r"(?P<here>这个群|本群|群里|这里|这个频道|本频道)?"
_MUTE = re.compile(rf"{_POLITE}{_HERE}{_OFF}{_AGAIN}{_WHOM}{_DO}(?P<whom2>我们?|大家)?(?P<what>.*)")
_UNMUTE = re.compile(
    rf"{_POLITE}{_HERE}(?:恢复|重新打开|重新|打开|开启|开通|继续|还是)(?:要|得)?{_WHOM}{_DO}"
    r"(?P<whom2>我们?|大家)?(?P<what>.*)"
)
_SHOW = re.compile(
    r"(?:看看?|查看?|显示)?(?:一下)?我的?(?:个人)?(?:提醒|消息|通知)(?:的)?设置[是有]?(?:什么|哪些)?[?？。]*"
    r"|我(?:都)?(?:关|屏蔽|停|取消)(?:掉|闭)?了(?:哪些|什么|哪几种)(?:提醒|消息)?[?？。]*"
    r"|我(?:会|能)?收到(?:哪些|什么|哪几种)提醒[?？。]*"
    r"|静音|免打扰|勿扰|(?:你的?|你们的?|这个?|机器人)?(?:(?:提醒|消息|通知)(?:实在|也|真)?太"
    r"(?:多|频繁)|(?:提醒|消息|通知)?(?:实在|也|真)?太[吵烦])(?:了|啦)?[。!！]*"
)
_IDLE = re.compile(
    r"(?:提醒|消息|推送|通知|信息|的|了|啦|吧|类|这|那|种|些|全部|所有|一切|任何|和|与|及|或|还有|以及"
    r"|方面|事项|任务|我|发|给|[、,，。.!！\s])*"
)
_SPOKEN_OF = re.compile(r"提醒|推送|消息|打扰|吵|唠叨|催")


_OF_THIS = re.compile(
    rf"^{_POLITE}{_HERE}(?:{_OFF}|恢复|重新|打开|开启|开通|继续|还是)|设置|[关屏停取]|收到|静音|扰|太[多频吵烦]"
)


@dataclass(frozen=True, slots=True)
class Muting:
    """What somebody wants: `kinds` empty means all of them."""

    wish: Literal["mute", "unmute", "show"]
    kinds: tuple[str, ...] = ()
    whom: Literal["me", "here", ""] = ""


def may_mute(text: str) -> bool:
    """Whether the message can be about reminders at all: told before anything is looked up."""
    return _OF_THIS.search(squeeze(fold(text))) is not None


def muting_in(text: str) -> Muting | None:
    """What the message says about reminders; names of papers have to be taken out before."""
    said = squeeze(fold(text))
    if _SHOW.fullmatch(said):
        return Muting("show", whom="me")
    for wish, pattern in _WISHES:
        match = pattern.fullmatch(said)
        if match and (found := _read(wish, match, said)):
            return found
    return None


_WISHES: tuple[tuple[Literal["mute", "unmute"], re.Pattern[str]], ...] = (
    ("mute", _MUTE),
    ("unmute", _UNMUTE),
)


def _read(wish: Literal["mute", "unmute"], match: re.Match[str], said: str) -> Muting | None:
    rest, kinds = match["what"], []
    for kind, words in _KINDS.items():
        if words.search(rest):
            kinds.append(kind)
            rest = words.sub(" ", rest)
    if not _IDLE.fullmatch(rest) or not (kinds or _SPOKEN_OF.search(said)):
        return None
    if kinds and not _SPOKEN_OF.search(said) and not re.search(r"发|周报|说|通知", said):
        return None
    return Muting(wish, tuple(kinds), _whom(match["here"] or match["whom"] or match["whom2"] or ""))


def _whom(said: str) -> Literal["me", "here", ""]:
    if said in ("我", "本人"):
        return "me"
    return "here" if said else ""
