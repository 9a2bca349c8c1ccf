"""What `duban doctor` looks at: pure checks, and those of ledger and dictionary."""

import os
import re
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.serving.auditor import found
from bot.settings import PREFIX, Settings
from db.errors import LedgerError
from db.ledger import Ledger
from knowledge.catalog import SLUGS
from knowledge.words import warm_up
from reminders.house_rules import doubts

WRITTEN = datetime(2025, 1, 1, tzinfo=UTC)
"""This program is younger than that: an earlier clock is wrong."""

_TOKENS = (
    ("telegram_token", r"\d+:[\w-]{30,}", "从 @BotFather 取得，形如 123456:ABC…"),
    ("slack_bot_token", r"xoxb-\S+", "Slack 应用的 Bot User OAuth Token，以 xoxb- 开头"),
    ("slack_app_token", r"xapp-\S+", "Slack 应用的 App-Level Token，以 xapp- 开头"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `advice` says what to do where it is not well."""

    well: bool
    what: str
    advice: str = ""


def check_settings(settings: Settings, environment: Mapping[str, str]) -> list[Finding]:
    """Variables nobody knows, and tokens of the wrong shape; no token is ever shown."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    given = {name.upper().removesuffix("_FILE") for name in environment}
    unknown = sorted(name for name in given if name.startswith(PREFIX) and name not in known)
    findings = [
        Finding(False, f"不认识的环境变量：{name}", "核对拼写，见 README 的环境变量一节")
        for name in unknown
    ]
    return [*findings, *(_token(settings, *each) for each in _TOKENS)]


def _token(settings: Settings, field: str, shape: str, advice: str) -> Finding:
    name = f"{PREFIX}{field.upper()}"
    token = getattr(settings, field)
    if not isinstance(token, SecretStr):
        return Finding(True, f"{name} 没有设置（不用这个平台就不必设）")
    well = re.fullmatch(shape, token.get_secret_value()) is not None
    return Finding(True, f"{name} 已设置") if well else Finding(False, f"{name} 形状不对", advice)


def check_clock(now: datetime) -> Finding:
    """Whether the clock can be right, and the office's time as the bot sees it."""
    told = f"现在是 {now:%Y-%m-%d %H:%M}，时区 {now.tzinfo}"
    if now < WRITTEN:
        return Finding(False, told, "时钟太早，请校准系统时间（例如启用 NTP）")
    return Finding(True, told)


async def check_ledger(settings: Settings, now: datetime) -> list[Finding]:
    """Whether the ledger opens, the samples are in it, and what was owed was said. Makes no new
    ledger."""
    if (missing := _missing_file(settings.database_url)) is not None:
        return [_no_file(missing)]
    try:
        ledger = await Ledger.open(settings.database_url)
    except LedgerError as error:
        return [Finding(False, f"数据库打不开：{error}", "核对 DUBAN_DATABASE_URL 和文件权限")]
    try:
        documents, broken = await ledger.documents(), await ledger.broken_audit()
        undone = (await found(ledger, now, settings.zone)).said
        doubtful = await doubts(ledger)
    finally:
        await ledger.close()
    gone = sorted(set(SLUGS) - {document.slug for document in documents})
    opened = Finding(True, f"数据库正常，有 {len(documents)} 份文件")
    samples = f"缺少样例：{'、'.join(gone)}（删去的样例不会自动回来）" if gone else "样例齐全"
    said = [Finding(False, what, advice) for what, advice in undone]
    said = said or [Finding(True, "该发的通知都发出去了")]
    return [opened, Finding(True, samples), _audited(broken), *_settled(doubtful), *said]


def _settled(doubtful: Sequence[str]) -> list[Finding]:
    """What the office settled; whatever cannot be read stops nothing."""
    advice = "用 duban settings set 或在对话里重新设一次"
    findings = [Finding(False, f"设置里{line}", advice) for line in doubtful]
    return findings or [Finding(True, "提醒设置都读得懂")]


def _audited(broken: int | None) -> Finding:
    if broken is None:
        return Finding(True, "修改记录前后相连，没有被人改过")
    where = f"从第 {broken} 条起" if broken > 0 else "末尾"
    advice = "有人绕过督办助手改过数据库：先另存一份现在的数据库备查，再与备份比对"
    return Finding(False, f"修改记录{where}对不上", advice)


def _missing_file(url: str) -> Path | None:
    file = Path(url.removeprefix("sqlite:///"))
    return file if url.startswith("sqlite:") and not file.exists() else None


def _no_file(file: Path) -> Finding:
    directory = file.absolute().parent
    if directory.is_dir() and os.access(directory, os.W_OK):
        return Finding(True, f"还没有数据库 {file}，第一次使用时自动建立")
    return Finding(False, f"目录 {directory} 不存在或不能写", "换一个目录，或设 DUBAN_DATABASE_URL")


def check_dictionary() -> Finding:
    """How long the dictionary takes to load: its cache lies in the temporary directory."""
    before = time.perf_counter()
    warm_up()
    told = f"词典载入用时 {time.perf_counter() - before:.1f} 秒"
    if (Path(tempfile.gettempdir()) / "jieba.cache").exists():
        return Finding(True, told)
    return Finding(False, told, f"缓存没有写成，请让临时目录 {tempfile.gettempdir()} 可写")
