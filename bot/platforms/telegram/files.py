"""Files that people send: fetched within a bound, from Telegram or a self-hosted server."""

import asyncio
from pathlib import Path

import aiohttp
from telegram.error import BadRequest

from bot.errors import BadInputError
from bot.platforms.telegram.api import Api
from bot.platforms.telegram.payload import File
from bot.platforms.telegram.request import CONNECT, READ
from bot.serving.bounded import bounded
from bot.uploads import MAX_FILE, UnfetchedError, read_upload

TOO_LARGE = (
    f"文件超过 {MAX_FILE >> 20} MiB，Telegram 不让机器人取。"
    "请拆开，或者在服务器上用 duban import 导入。"
)
NOT_THERE = "Telegram 没有把这个文件交出来，请再发一次。"


async def fetch(api: Api, file: File) -> bytes:
    """The file's bytes. Raises `UnfetchedError`, and `TelegramError` where it may work later."""
    if file.file_size > MAX_FILE:
        raise UnfetchedError(TOO_LARGE)
    try:
        found = await api.call("getFile", {"file_id": file.file_id})
    except BadRequest as error:
        reason = TOO_LARGE if "too big" in str(error).lower() else NOT_THERE
        raise UnfetchedError(reason) from None
    path = found.get("file_path")
    if not path:
        raise UnfetchedError(NOT_THERE)
    if path.startswith("/") and api.is_self_hosted:
        # A server run with --local leaves the file on its disk, and says where.
        return await _from_disk(Path(path))
    return await _downloaded(api.file_url(path), api.proxy)


async def _from_disk(path: Path) -> bytes:
    try:
        return await asyncio.to_thread(read_upload, path)
    except BadInputError:
        raise UnfetchedError(NOT_THERE) from None


async def _downloaded(url: str, proxy: str | None) -> bytes:
    limits = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT, sock_read=READ)
    async with (
        aiohttp.ClientSession(timeout=limits, proxy=proxy) as session,
        session.get(url) as answer,
    ):
        if answer.status != 200:
            raise UnfetchedError(NOT_THERE)
        data = await bounded(answer.content, MAX_FILE, answer.content_length)
        if data is None:
            raise UnfetchedError(TOO_LARGE)
        return data
