"""Answers to inline queries: one result an item, for the asker alone and never cached; pure."""

from typing import Any

from bot.platforms.telegram.render import pages
from bot.serving.splitting import cut
from handlers.reply import Block, Item, Reply, plain_text

MOST = 20
_TITLE, _DESCRIPTION, _BUTTON = 120, 200, 60


def results(query: str, reply: Reply) -> dict[str, Any]:
    """The parameters of `answerInlineQuery`."""
    items: tuple[Block, ...] = tuple(one for one in reply.blocks if isinstance(one, Item))
    shown = [_result(str(index), (item,)) for index, item in enumerate(items[:MOST])]
    given = {"inline_query_id": query, "results": shown, "cache_time": 0, "is_personal": True}
    if not shown and reply.blocks:
        # Nothing to send into a chat: the answer is a line above, which opens the private chat.
        first = " ".join(plain_text(reply.blocks).split()) or "…"
        given["button"] = {"text": cut(first, _BUTTON)[0], "start_parameter": "hi"}
    return given


def _result(result_id: str, blocks: tuple[Block, ...]) -> dict[str, Any]:
    title, _line, rest = plain_text(blocks).partition("\n")
    described = " ".join(rest.split())
    return {
        "type": "article",
        "id": result_id,
        "title": cut(title.strip() or "…", _TITLE)[0],
        "description": cut(described, _DESCRIPTION)[0],
        "input_message_content": {
            "message_text": pages(blocks)[0],
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        },
    }
