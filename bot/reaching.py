"""What `duban doctor` asks the platforms: are the credentials good, does the clock agree."""

import asyncio
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.checks import Finding
from bot.platforms.platform import Platform
from bot.serving.credentials import NONE_SET, problems, wanted
from bot.serving.faults import told
from bot.serving.house import built
from bot.serving.sending import CredentialsError
from bot.settings import Settings
from bot.wiring import Clock, Wired
from db.ledger import Ledger
from handlers.turn import Tools
from knowledge.papers.model import Paper
from knowledge.reading.lines import UnreadableError

SECONDS = 10.0
_MOST_SKEW = 60
"""Seconds; Slack's signatures are good for 300, and reminders are said by the minute."""
_TITLES = {"telegram": "Telegram", "slack": "Slack"}


async def check_platforms(settings: Settings, wall_clock: Clock) -> list[Finding]:
    """Each platform that has credentials: reached, admitted, and by the same clock."""
    missing = [line for line in problems(settings) if line != NONE_SET]
    if missing or not wanted(settings):
        return [Finding(False, "聊天平台的设置不全或不对", line) for line in missing]
    with TemporaryDirectory(prefix="duban-") as place:
        # The office's own ledger is not touched: the platforms get an empty one to hold.
        async with await Ledger.open(f"sqlite:///{Path(place) / 'empty.db'}") as ledger:
            house = await built(settings, Wired(ledger, Tools(_nothing), wall_clock, wall_clock))
            return [
                finding
                for platform in house.platforms
                for finding in await _looked_at(platform, settings, wall_clock)
            ]


async def _looked_at(platform: Platform, settings: Settings, clock: Clock) -> list[Finding]:
    try:
        return [await _admitted(platform), *await _clock_of(platform.name, settings, clock)]
    finally:
        await platform.close()


async def _admitted(platform: Platform) -> Finding:
    title = _TITLES[platform.name]
    try:
        async with asyncio.timeout(SECONDS):
            await platform.check()
    except CredentialsError as error:
        return Finding(False, f"{title} 不接受这里的令牌或权限", str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, there is no way through
        advice = (
            f"检查网络、代理和防火墙；自建或专用接口再核对 DUBAN_{platform.name.upper()}_API_URL"
        )
        return Finding(False, f"暂时用不了 {title}（{told(error)}）", advice)
    return Finding(True, f"{title} 已连上：{platform.who}")


async def _clock_of(name: str, settings: Settings, clock: Clock) -> list[Finding]:
    theirs = await _their_time(_address(name, settings))
    if theirs is None:
        return []
    off = round((clock() - theirs).total_seconds())
    if abs(off) <= _MOST_SKEW:
        return []
    way = "快" if off > 0 else "慢"
    what = f"本机时钟比 {_TITLES[name]} 的{way} {abs(off)} 秒"
    return [Finding(False, what, "校准系统时间（例如启用 NTP），否则签名会被拒绝，提醒会早或晚")]


def _address(name: str, settings: Settings) -> str:
    if name == "slack":
        return f"{settings.slack_api_url or 'https://slack.com/api/'}api.test"
    return settings.telegram_api_url or "https://api.telegram.org"


async def _their_time(address: str) -> datetime | None:
    """What the server's `Date` header says; None where there is none."""
    try:
        timeout = ClientTimeout(SECONDS)
        async with ClientSession(timeout=timeout) as session, session.get(address) as answer:
            return parsedate_to_datetime(answer.headers["Date"])
    except (ClientError, OSError, TimeoutError, KeyError, ValueError):
        return None


async def _nothing(_data: bytes, _name: str) -> Paper:
    raise UnreadableError("这里不读文件")
