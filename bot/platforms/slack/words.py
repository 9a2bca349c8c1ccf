"""Slack's way of writing text: what a person meant by what came in, and text made harmless."""

import html
import re

_LINK = re.compile(r"<(?P<kind>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


def plain(text: str, bot: str) -> str:
    """What the person wrote, without mentions of the bot itself and Slack's own notation."""

    def readable(found: re.Match[str]) -> str:
        kind, target, label = found["kind"], found["target"], found["label"]
        match kind:
            case "@" if target == bot:
                return ""
            case "@" | "#":
                return kind + (label or target).removeprefix(kind)
            case "!":
                return label or "@" + target.partition("^")[0]
            case _:
                return label or target.removeprefix("mailto:")

    return html.unescape(_LINK.sub(readable, text)).replace("\xa0", " ").strip()


def escaped(text: str) -> str:
    """Text in which nothing is a mention, a link or a special word (docs: escape only & < >)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
