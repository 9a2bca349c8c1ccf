"""Files that people share: fetched with the bot's token, from Slack's own hosts only."""

import aiohttp

from bot.platforms.slack.api import Api
from bot.platforms.slack.failures import failure
from bot.platforms.slack.payloads import File
from bot.serving.bounded import bounded
from bot.serving.sending import SendError
from bot.uploads import MAX_FILE, UnfetchedError

TOO_LARGE = f"文件超过 {MAX_FILE >> 20} MiB，请拆小后再发。"


async def fetched(api: Api, file: File) -> bytes:
    """The file's bytes. Raises `UnfetchedError`, and `SendError` where it may work later."""
    if file.size > MAX_FILE:
        raise UnfetchedError(TOO_LARGE)
    try:
        api.own(file.address)
    except SendError:
        raise UnfetchedError("这个文件不在 Slack 上，请直接上传文件再发。") from None
    headers = {"Authorization": f"Bearer {api.client.token}"}
    try:
        # No redirects: the token goes to no other host.
        async with api.session.get(
            file.address, headers=headers, allow_redirects=False, proxy=api.proxy
        ) as response:
            return await _read(response, file)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise failure(error) from None


async def _read(response: aiohttp.ClientResponse, file: File) -> bytes:
    if response.status == 429 or response.status >= 500:
        raise SendError(f"文件暂时取不到（HTTP {response.status}）", retry_after=1)
    page = response.content_type == "text/html" and not _is_page(file.name or "")
    if response.status != 200 or page:
        # Slack shows its sign-in page to whoever may not read a file.
        raise UnfetchedError("机器人读不了这个文件：请管理员确认应用有 files:read 权限。")
    data = await bounded(response.content, MAX_FILE, response.content_length)
    if data is None:
        raise UnfetchedError(TOO_LARGE)
    return data


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".mhtml", ".mht"))
