"""Buttons: five a row, and menus where there are more than a person wants to see.

Those of one item among several are a menu that names the item: an overflow has no name of its own.
"""

from typing import Any

from bot.printable import one_line
from handlers.reply import Button

JSON = dict[str, Any]

ROW, SHOWN, MENU = 5, 10, 5
"""Buttons a row; buttons before menus begin; entries of a menu (Slack's own bound)."""
LABEL = 75


def rows_of(buttons: tuple[Button, ...], tag: str) -> list[JSON]:
    """Rows of buttons, then menus. `tag` comes back with every press."""
    plain_ones = tuple(each for each in buttons if not each.group)
    shown = plain_ones if len(plain_ones) <= SHOWN else plain_ones[:ROW]
    rest = plain_ones[len(shown) :]
    rows = [shown[at : at + ROW] for at in range(0, len(shown), ROW)]
    found = _selects(buttons)
    found += [[_button(each, f"press-{n}") for n, each in enumerate(row)] for row in rows]
    menus = [rest[at : at + MENU] for at in range(0, len(rest), MENU)][:25]
    if menus:
        found.append([_menu(each, f"menu-{n}") for n, each in enumerate(menus)])
    return [
        {"type": "actions", "block_id": f"{tag}|{n}"[-255:], "elements": row}
        for n, row in enumerate(found)
    ]


def _button(button: Button, name: str) -> JSON:
    shown = {"type": "button", "action_id": name, "text": _label(button), "value": button.value}
    return shown | {"style": "primary"} if button.label.startswith("确认") else shown


def _menu(buttons: tuple[Button, ...], name: str) -> JSON:
    options = [{"text": _label(each), "value": each.value} for each in buttons]
    return {"type": "overflow", "action_id": name, "options": options}


def _selects(buttons: tuple[Button, ...]) -> list[list[JSON]]:
    """A menu for each item, five a row."""
    groups: dict[str, list[Button]] = {}
    for each in buttons:
        if each.group:
            groups.setdefault(each.group, []).append(each)
    menus = [_select(name, each, n) for n, (name, each) in enumerate(groups.items())]
    return [menus[at : at + ROW] for at in range(0, len(menus), ROW)]


def _select(name: str, buttons: list[Button], number: int) -> JSON:
    options = [{"text": _label(each), "value": each.value} for each in buttons]
    return {
        "type": "static_select",
        "action_id": f"item-{number}",
        "placeholder": plain(f"第{name}条", LABEL),
        "options": options,
    }


def _label(button: Button) -> JSON:
    return plain(button.label, LABEL)


def plain(text: str, most: int) -> JSON:
    """Plain text of at most so many characters, never empty; no emoji codes are read in it."""
    whole = one_line(text).strip() or "…"
    short = whole if len(whole) <= most else whole[: most - 1] + "…"
    return {"type": "plain_text", "text": short, "emoji": False}
