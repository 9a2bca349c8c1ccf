"""What Slack refuses: the documented limits of Block Kit, as strict as the real thing or stricter.

Limits are those of docs.slack.dev (blocks, block elements, composition objects, views).
"""

from collections.abc import Iterator
from typing import Any

import msgspec

JSON = dict[str, Any]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
SECTION, TEXT, TOTAL = 3000, 40_000, 13_200
BUTTON, VALUE, OPTION, OPTION_VALUE = 75, 2000, 75, 150
RICH = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")


def message_problem(text: str, blocks: list[JSON]) -> str:
    """The error Slack would give for a message, or ''."""
    if not text and not blocks:
        return "no_text"
    if len(text) > TEXT or _too_long(blocks):
        return "msg_too_long"
    tables = sum(block.get("type") == "table" for block in blocks)
    bad = len(blocks) > MESSAGE_BLOCKS or tables > 1 or any(_problems(blocks))
    return "invalid_blocks" if bad else ""


def view_problem(view: JSON) -> str:
    """The error Slack would give for a modal or Home tab, or ''."""
    blocks = view.get("blocks", [])
    if view.get("type") == "modal":
        labels = [view.get(name) for name in ("title", "submit", "close") if name in view]
        if "title" not in view or any(_plain(label, 24) for label in labels):
            return "invalid_arguments"
        if any(b["type"] == "input" for b in blocks) and "submit" not in view:
            return "invalid_arguments"
    if len(view.get("private_metadata", "")) > 3000:
        return "invalid_arguments"
    return "invalid_arguments" if len(blocks) > VIEW_BLOCKS or any(_problems(blocks)) else ""


def _problems(blocks: list[JSON]) -> Iterator[str]:
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)) or any(not 0 < len(each) <= 255 for each in ids):
        yield "block_id"
    for block in blocks:
        yield from _block(block)


def _block(block: JSON) -> Iterator[str]:
    match block.get("type"):
        case "section":
            yield from _section(block)
        case "rich_text":
            yield from _rich(block)
        case "context":
            if not 1 <= len(block["elements"]) <= 10:
                yield "context"
        case "header":
            yield from _plain(block["text"], 150)
        case "actions":
            yield from _actions(block["elements"])
        case "table":
            yield from _table(block["rows"])
        case "input":
            yield from _plain(block["label"], 2000)
            yield from _input(block["element"])
        case "divider" | "image":
            pass
        case other:
            yield f"unknown block {other}"


def _section(block: JSON) -> Iterator[str]:
    fields = block.get("fields", [])
    if "text" in block and not 1 <= len(block["text"]["text"]) <= SECTION:
        yield "section"
    if not ("text" in block or fields) or len(fields) > 10:
        yield "section"
    if any(not 1 <= len(field["text"]) <= 2000 for field in fields):
        yield "field"


def _rich(block: JSON) -> Iterator[str]:
    if not block["elements"]:
        yield "rich_text"
    for element in block["elements"]:
        if element["type"] not in RICH or not element["elements"]:
            yield "rich_text element"
        for part in element["elements"]:
            if part["type"] == "text" and not part["text"]:
                yield "empty text"


def _actions(elements: list[JSON]) -> Iterator[str]:
    ids = [element["action_id"] for element in elements]
    if not 1 <= len(elements) <= 25 or len(set(ids)) != len(ids):
        yield "actions"
    for element in elements:
        if element["type"] == "button":
            yield from _plain(element["text"], BUTTON)
            if len(element.get("value", "")) > VALUE:
                yield "value"
        elif element["type"] == "overflow":
            yield from _options(element["options"], 5)
        elif element["type"] == "static_select":
            yield from _options(element["options"], 100)
            yield from _plain(element["placeholder"], 150)
        else:
            yield "element"


def _options(options: list[JSON], most: int) -> Iterator[str]:
    if not 1 <= len(options) <= most:
        yield "options"
    for option in options:
        yield from _plain(option["text"], OPTION)
        if not 1 <= len(option["value"]) <= OPTION_VALUE:
            yield "option value"


def _table(rows: list[list[JSON]]) -> Iterator[str]:
    if not 1 <= len(rows) <= 100 or any(not 1 <= len(row) <= 20 for row in rows):
        yield "table"
    if any(cell["type"] == "raw_text" and not cell["text"] for row in rows for cell in row):
        yield "cell"


def _input(element: JSON) -> Iterator[str]:
    match element["type"]:
        case "plain_text_input":
            if len(element.get("initial_value", "")) > 3000:
                yield "initial value"
        case "static_select":
            yield from _options(element["options"], 100)
            if "initial_option" in element and element["initial_option"] not in element["options"]:
                yield "initial option"
        case "datepicker":
            pass
        case other:
            yield f"unknown input {other}"
    if "placeholder" in element:
        yield from _plain(element["placeholder"], 150)


def _plain(text: JSON | None, most: int) -> list[str]:
    good = text and text.get("type") == "plain_text" and 1 <= len(text["text"]) <= most
    return [] if good else ["plain_text"]


def _too_long(blocks: list[JSON]) -> bool:
    # Counting is slow; what is short as a whole has no more characters than that.
    return len(msgspec.json.encode(blocks)) > TOTAL and _length(blocks) > TOTAL


def _length(value: object) -> int:
    """Characters of text anywhere inside."""
    if isinstance(value, dict):
        own = value.get("text")
        inside = sum(_length(v) for v in value.values() if isinstance(v, dict | list))
        return inside + (len(own) if isinstance(own, str) else 0)
    return sum(map(_length, value)) if isinstance(value, list) else 0
