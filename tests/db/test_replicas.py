"""Two `duban serve` on one PostgreSQL: one polls Telegram, the other takes over."""

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram.server import FakeTelegram
from bot.settings import load_settings
from db.ledger import Ledger
from tests.bot.serving import Serve, enrolled, on_both, on_slack, on_telegram
from tests.waiting import until


async def poller(ledger, *replicas):
    """The one replica that has the lease to poll, once there is one."""

    async def found():
        holders = await ledger.holders()
        polling = [one for one in replicas if any(f":{one.process.pid}:" in it for it in holders)]
        return polling and polling[0]

    return await until(found, 45)


async def heard(person, words):
    """Wait until the bot said these words; it may have repeated others."""
    await until(lambda: any(words in shown.text for shown in person.sees()), 45)


async def test_the_other_takes_over_where_the_first_was_killed(tmp_path, server):
    url = server.ledger_url()
    accounts = [on_telegram(11), on_slack("UCHEN")]
    await enrolled(load_settings(url), ("陈静", "coordinator", accounts))
    async with FakeTelegram() as telegram, FakeSlack() as slack, await Ledger.open(url) as ledger:
        chen = telegram.person(11, "陈静")
        slack.space.person("UCHEN", "陈静")
        variables = on_both(url, telegram, slack)
        async with Serve(tmp_path, **variables) as one, Serve(tmp_path, **variables) as two:
            for each in (one, two):
                await each.says("已连上", times=2)
            first = await poller(ledger, one, two)
            card = await chen.asks("新增任务：摸排诊所，牵头市卫健委，9月底前")
            await first.kill()
            second = two if first is one else one
            # What one replica began the other goes on with.
            chen.presses(card, "确认")
            await heard(chen, "已更正")
            assert await poller(ledger, one, two) is second
            assert "医保" in (await slack.ask("UCHEN", "市医保局牵头哪些任务")).words
            assert await second.stop() == 0
        assert await ledger.broken_audit() is None
