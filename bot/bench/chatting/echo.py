"""Echo bots: what the bare frameworks do, out of the box and tuned. Each is a process of its own.

Loaded by name: they are the yardstick here, not a part of the house, whose floors keep chat
libraries in one place each.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

_IN_WORK = 16
"""Updates worked on at once by the tuned bot, as many as `duban serve` takes."""


async def _telegram(*, tuned: bool) -> None:
    """python-telegram-bot, long polling."""
    ext: Any = import_module("telegram.ext")
    builder = ext.ApplicationBuilder().token(os.environ["DUBAN_TELEGRAM_TOKEN"])
    builder = builder.base_url(f"{os.environ['DUBAN_TELEGRAM_API_URL']}/bot")
    if tuned:
        request: Any = import_module("bot.platforms.telegram.request").AiohttpRequest
        builder = builder.concurrent_updates(_IN_WORK).request(request())
        builder = builder.get_updates_request(request())
    app = builder.build()
    app.add_handler(ext.MessageHandler(ext.filters.TEXT, _said_back))
    async with app:
        await app.start()
        await app.updater.start_polling()
        await asyncio.Event().wait()


async def _said_back(update: Any, _context: object) -> None:  # noqa: ANN401 (a library's own)
    await update.effective_message.reply_text(update.effective_message.text)


async def _slack(*, tuned: bool) -> None:
    """slack-bolt, Socket Mode."""
    app_of: Any = import_module("slack_bolt.async_app").AsyncApp
    handler_of: Any = import_module("slack_bolt.adapter.socket_mode.aiohttp").AsyncSocketModeHandler
    client_of: Any = import_module("slack_sdk.web.async_client").AsyncWebClient
    session = import_module("aiohttp").ClientSession() if tuned else None
    client = client_of(
        token=os.environ["DUBAN_SLACK_BOT_TOKEN"],
        base_url=os.environ["DUBAN_SLACK_API_URL"],
        session=session,
    )
    app = app_of(client=client)

    @app.event("message")  # type: ignore[untyped-decorator]  # the library is loaded by name
    async def said_back(event: Any, say: Any) -> None:  # noqa: ANN401 (a library's own)
        await say(event["text"])

    await handler_of(app, os.environ["DUBAN_SLACK_APP_TOKEN"]).start_async()


_BOTS: dict[str, Callable[..., Awaitable[None]]] = {"telegram": _telegram, "slack": _slack}


def main(platform: str, how: str) -> None:
    """Echo until killed; `how` is `plain` or `tuned`."""
    tuned = how == "tuned"
    loops = import_module("uvloop").new_event_loop if tuned else None
    with asyncio.Runner(loop_factory=loops) as runner:
        runner.run(_BOTS[platform](tuned=tuned))  # type: ignore[arg-type]  # all are coroutines


if __name__ == "__main__":
    main(*sys.argv[1:])
