"""What the bot is let say in tests of Slack, and what then stands on the screen."""

from handlers.reply import Button, Reply, say

CHOICE = Reply(
    "draft", (say("要登记吗？"),), buttons=(Button("确认", "yes:1"), Button("取消", "no"))
)


def told(text, **more):
    return Reply("x", (say(text),), **more)


def said(desk, channel="DALICE"):
    return [shown.words for shown in desk.screen.said(channel, by="UBOT")]
