"""Modals and the Home tab: forms to fill in, and a person's own page."""

from dataclasses import replace
from typing import Any

from bot.platforms.slack.addressing import Asked
from bot.platforms.slack.buttons import plain
from bot.platforms.slack.events import opened_at
from bot.platforms.slack.render import plain_view_blocks, view_blocks
from handlers.forms import PROGRESS
from handlers.reply import Field, FormShown, Reply

JSON = dict[str, Any]

TITLE, LABEL, VALUE, HINT = 24, 2000, 3000, 150
OPTIONS, OPTION, OPTION_VALUE = 100, 75, 150


def home(reply: Reply, tag: str) -> JSON:
    """The reply as a Home tab."""
    return {"type": "home", "blocks": view_blocks(reply, tag)}


def plain_home(reply: Reply, tag: str) -> JSON:
    """The same without layout, where Slack did not take it."""
    return {"type": "home", "blocks": plain_view_blocks(reply, tag)}


def modal(reply: Reply, asked: Asked) -> JSON:
    """The reply's form below its words; it remembers where it was opened."""
    form = reply.form or FormShown("", "督办助手", ())
    above = view_blocks(Reply(reply.intent, reply.blocks))
    return _modal(form, opened_at(asked), above[: 99 - len(form.fields)])


def shortcut_modal(text: str) -> JSON:
    """What the message shortcut opens: the message's words, to be corrected and sent."""
    fields = tuple(replace(each, value=text) for each in PROGRESS.fields)
    return _modal(replace(PROGRESS, fields=fields), "", [])


def _modal(form: FormShown, metadata: str, above: list[JSON]) -> JSON:
    return {
        "type": "modal",
        "callback_id": form.name,
        "private_metadata": metadata,
        "title": plain(form.title, TITLE),
        "submit": plain(form.submit, TITLE),
        "close": plain("取消", TITLE),
        "blocks": [*above, *(_input(each) for each in form.fields)],
    }


def _input(field: Field) -> JSON:
    return {
        "type": "input",
        "block_id": field.name,
        "optional": field.optional,
        "label": plain(field.label, LABEL),
        "element": _element(field) | {"action_id": "value"},
    }


def _element(field: Field) -> JSON:
    hint = {"placeholder": plain(field.hint, HINT)} if field.hint else {}
    match field.kind:
        case "date":
            return {"type": "datepicker"} | _given("initial_date", field.value) | hint
        case "choice":
            return _choice(field) | hint
        case _:
            shown = {"type": "plain_text_input", "multiline": field.kind == "text"}
            return shown | _given("initial_value", field.value[:VALUE]) | hint


def _given(name: str, value: str) -> JSON:
    return {name: value} if value else {}


def _choice(field: Field) -> JSON:
    options = [
        {"text": plain(label, OPTION), "value": value[:OPTION_VALUE]}
        for value, label in field.choices[:OPTIONS]
    ]
    chosen = [option for option in options if option["value"] == field.value]
    initial = {"initial_option": chosen[0]} if chosen else {}
    return {"type": "static_select", "options": options} | initial
