"""The manifest asks for what the code uses, and for nothing else."""

import re
from pathlib import Path

from bot.bench.fakes.slack.methods import METHODS
from bot.platforms.slack.checking import SCOPES
from bot.platforms.slack.events import SHORTCUT

ROOT = Path(__file__).parents[3]
MANIFEST = (ROOT / "deploy/slack-manifest.yaml").read_text("utf-8")
CODE = "\n".join(p.read_text("utf-8") for p in (ROOT / "bot/platforms/slack").glob("*.py"))

METHOD_SCOPES = {
    "auth.test": set(),
    "apps.connections.open": set(),  # of the app-level token: connections:write
    "chat.postMessage": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.update": {"chat:write"},
    "chat.delete": {"chat:write"},
    "conversations.open": {"im:write"},
    "conversations.history": {"im:history", "channels:history", "groups:history"},
    "conversations.replies": {"im:history", "channels:history", "groups:history"},
    "users.info": {"users:read", "users:read.email"},
    "views.open": set(),
    "views.publish": set(),
    "files.getUploadURLExternal": {"files:write"},
    "files.completeUploadExternal": {"files:write"},
}
"""Of docs.slack.dev/reference/methods, for the chats that the bot talks in: DMs, public and private
channels."""
EVENT_SCOPES = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "channel_archive": {"channels:read"},
    "channel_left": {"channels:read"},
    "channel_rename": {"channels:read"},
    "group_rename": {"groups:read"},
    "group_archive": {"groups:read"},
    "group_left": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "message.im": {"im:history"},
    "tokens_revoked": set(),
}
OTHER = {"commands", "files:read"}
"""For /duban and the shortcut; for fetching files that people send."""


def listed(key):
    ((_indent, block),) = re.findall(rf"^( *){key}:\n((?:\1  +- .*\n)+)", MANIFEST, re.MULTILINE)
    return re.findall(r"- (\S+)", block)


def used_methods():
    return set(re.findall(r'"((?:[a-z]+\.)+[a-zA-Z]+)"', CODE)) & set(METHOD_SCOPES)


def test_every_scope_that_a_call_or_event_needs_is_asked_for_and_no_other():
    needed = set.union(*(METHOD_SCOPES[name] for name in used_methods()), OTHER)
    needed |= set.union(*(EVENT_SCOPES[name] for name in listed("bot_events")))
    assert sorted(listed("bot")) == sorted(needed) == sorted(SCOPES)


def test_every_method_that_is_called_is_known_here():
    called = set(re.findall(r'"([a-z]+\.(?:[a-z]+\.)?[a-zA-Z]+)"', CODE))
    known = set(METHOD_SCOPES)
    assert {name for name in called if not name.startswith(("bot.", "press", "menu"))} == known
    assert known - {"apps.connections.open"} == set(METHODS)


def test_every_event_that_is_read_is_subscribed_to():
    read = {name for name in EVENT_SCOPES if f'"{name.partition(".")[0]}"' in CODE}
    assert sorted(listed("bot_events")) == sorted(read)


def test_everything_that_people_use_is_switched_on():
    for line in (
        "socket_mode_enabled: true",
        "org_deploy_enabled: false",
        "home_tab_enabled: true",
        "messages_tab_read_only_enabled: false",
        "command: /duban",
        f"callback_id: {SHORTCUT}",
    ):
        assert line in MANIFEST


def test_texts_are_as_long_as_slack_takes_them():
    (long,) = re.findall(r"long_description: >-\n((?:    .*\n)+)", MANIFEST)
    assert 174 <= len(" ".join(long.split())) <= 4000
    (short,) = re.findall(r"^  description: (.*)$", MANIFEST, re.MULTILINE)
    assert len(short) <= 140
    assert re.search(r"display_name: [a-z0-9._-]{1,80}\b", MANIFEST)
