"""The words of one reminder: its paper above, the light first, what it is about in bold. Pure."""

from dataclasses import replace
from datetime import date

from handlers.lights import lit_as
from handlers.reply import Reply, Span, Words, bold, faint, say, words
from reminders.lights import Thresholds
from reminders.rechecking.asked import Still


def worded(said: Still, today: date, thresholds: Thresholds) -> Reply:
    """What is to be said, as a reply."""
    paper = (say(bold(said.paper)),) if said.paper else ()
    line = say(*_light(said, today, thresholds), *_titled(said))
    return Reply("notice", (*paper, line))


def _light(said: Still, today: date, thresholds: Thresholds) -> Words:
    fact, document = said.fact, said.document
    if fact is None or document is None:
        return ()
    light = lit_as(fact.task, fact.standing, document, today, thresholds)
    return words(light, Span(" "))


def _titled(said: Still) -> Words:
    before, title, after = said.text.partition(said.title) if said.title else (said.text, "", "")
    return words(before, bold(title), after)


def headline(reply: Reply) -> Reply:
    """Of what somebody worded for a chat, its first line: what happened with which task."""
    head = reply.blocks[:1]
    hint = (say(faint("精简模式：详情请私下问我。")),) if reply.blocks[1:] else ()
    return replace(reply, blocks=(*head, *hint), files=(), attachments=(), form=None)
