"""A wrong or missing token says exactly what to do; whom Slack's e-mail vouches for."""

import pytest

from bot.bench.fakes.slack import FakeSlack, Fault
from bot.platforms.slack.people import vouched_email
from bot.platforms.slack.platform import slack
from bot.serving.sending import CredentialsError, SendError
from tests.bot.slack.conftest import Script, office_at, settings_for


async def checked(fake, tmp_path, **more):
    settings = settings_for(fake, **more)
    async with office_at(tmp_path / "duban.db", settings, Script()) as office:
        bot = slack(settings, office)
        try:
            await bot.check()
        finally:
            await bot.close()
        return bot


async def test_good_credentials_say_who_the_bot_is(fake, tmp_path):
    assert "测试" in (await checked(fake, tmp_path)).who


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"slack_bot_token": "xoxb-wrong"}, ("DUBAN_SLACK_BOT_TOKEN", "OAuth & Permissions")),
        ({"slack_app_token": "xapp-wrong"}, ("DUBAN_SLACK_APP_TOKEN", "connections:write")),
    ],
)
async def test_a_wrong_token_says_which_and_where_to_get_it(fake, tmp_path, change, words):
    with pytest.raises(CredentialsError) as raised:
        await checked(fake, tmp_path, **change)
    assert all(each in str(raised.value) for each in words)
    assert "wrong" not in str(raised.value)


async def test_missing_scopes_are_named(tmp_path):
    async with FakeSlack(scopes="chat:write,commands") as fake:
        with pytest.raises(CredentialsError, match=r"im:history.*Reinstall"):
            await checked(fake, tmp_path)


async def test_a_bad_line_is_no_matter_of_credentials(fake, tmp_path):
    fake.faults.add("auth.test", Fault("broken"))
    with pytest.raises(SendError):
        await checked(fake, tmp_path)


MEMBER = {"team_id": "T1", "is_email_confirmed": True, "profile": {"email": "a@example.cn"}}


@pytest.mark.parametrize(
    ("change", "email"),
    [
        ({}, "a@example.cn"),
        ({"is_restricted": True}, None),
        ({"is_ultra_restricted": True}, None),
        ({"is_bot": True}, None),
        ({"is_stranger": True}, None),
        ({"deleted": True}, None),
        ({"team_id": "T2"}, None),
        ({"is_email_confirmed": False}, None),
        ({"profile": {}}, None),
    ],
)
def test_only_a_full_member_s_confirmed_e_mail_counts(change, email):
    assert vouched_email(MEMBER | change, "T1") == email


async def test_the_e_mail_is_asked_of_slack_when_wanted(desk):
    await desk.slack.ask("UALICE", "第1项")
    (event,) = desk.script.events
    assert not any(call.method == "users.info" for call in desk.slack.calls)
    assert await event.email() == "alice@example.cn"
    assert await event.email() == "alice@example.cn"
    assert event.called() == "UALICE"
    assert [call.method for call in desk.slack.calls].count("users.info") == 1
