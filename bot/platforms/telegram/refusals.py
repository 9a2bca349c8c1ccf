"""What Telegram's errors mean for whoever wanted something said: translated once, here."""

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    TelegramError,
)

from bot.platforms.telegram.events import place_in
from bot.platforms.telegram.request import HeldError, NotReachedError
from bot.serving.sending import SendError, TooFastError

_SHORTLY = 5.0
_SEE_TO_TOKEN = 60.0

_NOT_THIS_MESSAGE = "Telegram 不接受这条消息"
_NOT_ENOUGH_RIGHTS = ("not enough rights", "have no rights", "chat_write_forbidden", "restricted")


def send_error(error: TelegramError) -> SendError:
    """Whether to try again, when, and why not."""
    match error:
        case ChatMigrated(new_chat_id=chat):
            return SendError("群升级后换了编号", moved_to=place_in(chat))
        case Forbidden():
            return SendError(_forbidden(str(error)), gone=True)
        case BadRequest():
            reason = _refused(str(error))
            return SendError(reason, permanent=True, gone=reason != _NOT_THIS_MESSAGE)
        case _:
            return _passing(error)


def _passing(error: TelegramError) -> SendError:
    match error:
        case HeldError(seconds=seconds):
            return TooFastError(seconds)
        case InvalidToken() | EndPointNotFound():
            return SendError("Telegram 不认这个令牌", retry_after=_SEE_TO_TOKEN)
        case NotReachedError():
            return SendError("连不上 Telegram", retry_after=_SHORTLY)
        case _:
            # Broken or late answers, 5xx: it may have been said.
            return SendError("没等到 Telegram 的答复，可能已经发出", unknown=True)


def is_unchanged(error: TelegramError) -> bool:
    """An edit to what is there already."""
    return isinstance(error, BadRequest) and "not modified" in str(error).lower()


def _forbidden(words: str) -> str:
    if "initiate conversation" in words:
        return "本人还没有私聊过机器人"
    return "被本人屏蔽" if "blocked" in words else "机器人已不在群里"


def _refused(words: str) -> str:
    words = words.lower()
    if "chat not found" in words:
        return "找不到这个聊天"
    if "thread not found" in words or "topic_deleted" in words:
        return "话题已被删除"
    if "topic_closed" in words:
        return "话题已关闭"
    if any(one in words for one in _NOT_ENOUGH_RIGHTS):
        return "机器人在群里没有发言权限"
    return _NOT_THIS_MESSAGE
