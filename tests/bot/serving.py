"""A real `duban serve` beside the tests, and the people it serves."""

import asyncio
import signal
import sys
from contextlib import suppress

from bot.wiring import wired
from db.correcting import Order
from db.people import NewPerson
from db.records import Account
from tests.bot.program import environment

PATIENCE = 120
"""Seconds: a start takes two on an idle machine, and half a minute where ten others work."""


class Serve:
    """One process; `log` is what it wrote to standard error."""

    def __init__(self, directory, *options, **variables):
        self._directory = directory
        self._options = options
        self._variables = {
            "DUBAN_LISTEN": "127.0.0.1:0",
            "DUBAN_ADMIN_LISTEN": "127.0.0.1:0",
            **{f"DUBAN_{name}": value for name, value in variables.items()},
        }
        self.lines = []
        self._written = asyncio.Condition()

    @property
    def log(self):
        return "\n".join(self.lines)

    @property
    def status(self):
        return self.process.returncode

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *_):
        if self.process.returncode is None:
            self.process.kill()
        await self.ended()

    async def start(self):
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "error::ResourceWarning", "-m", "bot", "serve"),
            *self._options,
            cwd=self._directory,
            env=environment(**self._variables),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._reading = asyncio.create_task(self._read(self.process.stderr))

    async def says(self, words, times=1):
        """Wait until it wrote so many lines with these words; the last of them."""

        def found():
            return [line for line in self.lines if words in line]

        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE), self._written:
                await self._written.wait_for(lambda: len(found()) >= times or self._reading.done())
        assert len(found()) >= times, self.log
        return found()[-1]

    async def address(self):
        """Where its public HTTP listens."""
        return (await self.says("HTTP 在")).split("HTTP 在 ")[1].partition("，")[0]

    async def admin(self):
        """Where its figures are."""
        return (await self.says("HTTP 在")).rpartition(" ")[2]

    async def stop(self):
        """Ask it to end, as systemd does; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def kill(self):
        """As a power cut does."""
        self.process.kill()
        return await self.ended()

    async def ended(self):
        """Its exit status, once it ended by itself."""
        async with asyncio.timeout(PATIENCE):
            await self._reading
            return await self.process.wait()

    async def _read(self, stream):
        async for line in stream:
            self.lines.append(line.decode().rstrip())
            async with self._written:
                self._written.notify_all()
        async with self._written:
            self._written.notify_all()


async def enrolled(settings, *people):
    """Put people on the roster: (name, role, accounts)."""
    async with wired(settings, None) as parts:
        for name, role, accounts in people:
            order = Order("测试", parts.clock(), f"add/{name}")
            new = NewPerson(name, role, "市医保局", accounts=tuple(accounts))
            await parts.ledger.people.add(new, order)


def on_telegram(user):
    return Account("telegram", "", str(user))


def on_slack(user):
    return Account("slack", "T1", user)


def on_both(url, telegram, slack):
    """Settings of an office that is on both, with that ledger."""
    return {
        "DATABASE_URL": url,
        "TELEGRAM_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
    }
