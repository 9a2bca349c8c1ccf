"""Slack's notation of what people write, and the words they meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bench.fakes.slack.wire import http_request
from bot.platforms.slack.api import is_own
from bot.platforms.slack.words import escaped, plain

API = "https://slack.com/api/"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<@UBOT> 第12项谁负责", "第12项谁负责"),
        ("请<@U1|张三>看 <#C1|医改> <#C2>", "请@张三看 #医改 #C2"),
        ("<https://x.cn/a?b=1|官网> <https://x.cn>", "官网 https://x.cn"),
        ("<mailto:a@x.cn|a@x.cn> <tel:021|021>", "a@x.cn 021"),
        ("<!here> <!subteam^S1|@医改组> <!date^1^{date}|明天>", "@here @医改组 明天"),
        ("3 &lt; 5 &amp;&amp; a\xa0b", "3 < 5 && a b"),
        ("&lt;@U1&gt;", "<@U1>"),
    ],
)
def test_what_people_write_is_read_as_they_meant_it(written, meant):
    assert plain(written, "UBOT") == meant


@given(st.text())
def test_escaped_text_has_nothing_slack_would_read(text):
    assert "<" not in escaped(text)
    assert plain(escaped(text), "UBOT") == text.replace("\xa0", " ").strip()


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://files.slack.com/files-pri/T1-F1/a.docx", True),
        ("https://hooks.slack-gov.com/actions/1", True),
        ("https://slack.com/api/x", True),
        ("http://files.slack.com/a", False),
        ("https://files.slack.com.evil.cn/a", False),
        ("https://evilslack.com/a", False),
        ("https://files.slack.com@evil.cn/a", False),
        ("https://[::1/a", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_the_token_goes_to_slack_s_own_hosts_only(address, own):
    assert is_own(address, API) is own


def test_at_another_address_of_the_api_only_that_very_origin_counts_as_well():
    assert is_own("http://127.0.0.1:8000/files/1", "http://127.0.0.1:8000/api/")
    assert not is_own("http://127.0.0.1:8001/files/1", "http://127.0.0.1:8000/api/")


def test_the_fake_posts_as_slack_does():
    assert http_request("interactive", {"a": 1})[0].startswith(b"payload=%7B")
