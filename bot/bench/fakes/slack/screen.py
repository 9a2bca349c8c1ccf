"""What a person would see in the fake Slack: messages after edits, ephemeral ones, Home, modals."""

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]


@dataclass(slots=True)
class Shown:
    """A message as it stands on the screen."""

    ts: str
    channel: str
    user: str
    """Who wrote it; the bot's own id for ours."""
    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    thread: str = ""
    only_for: str = ""
    """The one person who sees an ephemeral message."""
    metadata: JSON = field(default_factory=dict)
    edits: int = 0
    files: list[JSON] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What a person reads: the blocks where there are some, else the text."""
        lines = [line for block in self.blocks for line in words_of(block)]
        return "\n".join(lines) if lines else self.text

    @property
    def buttons(self) -> list[JSON]:
        """Everything to press, menus opened."""
        return [each for block in self.blocks for each in presses_of(block)]

    def button(self, label: str) -> JSON:
        """The button that reads so."""
        return next(each for each in self.buttons if each["text"]["text"] == label)


class Screen:
    """Everything visible in the workspace."""

    def __init__(self) -> None:
        self.channels: dict[str, dict[str, Shown]] = {}
        self.ephemeral: list[Shown] = []
        self.homes: dict[str, JSON] = {}
        self.modals: dict[str, JSON] = {}
        """Open modals by the person who sees them."""

    def put(self, shown: Shown) -> None:
        """A new message, for all or for one."""
        if shown.only_for:
            self.ephemeral.append(shown)
        else:
            self.channels.setdefault(shown.channel, {})[shown.ts] = shown

    def said(self, channel: str, *, by: str = "") -> list[Shown]:
        """The messages of a channel in order, by one author if given."""
        return [m for m in self.channels.get(channel, {}).values() if by in ("", m.user)]

    def for_one(self, channel: str, user: str) -> list[Shown]:
        """The ephemeral messages that this person sees there."""
        return [m for m in self.ephemeral if (m.channel, m.only_for) == (channel, user)]


def words_of(block: JSON) -> list[str]:
    """The lines a block shows."""
    match block["type"]:
        case "rich_text":
            return "".join(_rich(element) for element in block["elements"]).rstrip("\n").split("\n")
        case "section":
            texts = [block["text"]] if "text" in block else []
            return [text["text"] for text in (*texts, *block.get("fields", ()))]
        case "table":
            return ["｜".join(_cell(cell) for cell in row) for row in block["rows"]]
        case "context":
            return [str(element.get("text", "")) for element in block["elements"]]
        case "header" | "input":
            return [str((block.get("label") or block["text"])["text"])]
        case _:
            return []


def _rich(element: JSON) -> str:
    if element["type"] == "rich_text_list":
        return "".join(f"• {_rich(each)}\n" for each in element["elements"])
    if "elements" in element:
        return "".join(_rich(each) for each in element["elements"])
    return str(element.get("text", element.get("url", f"<{element['type']}>")))


def _cell(cell: JSON) -> str:
    return str(cell["text"]) if cell["type"] == "raw_text" else _rich(cell)


def presses_of(block: JSON) -> list[JSON]:
    """Buttons and menu entries of a block, each with the block's id."""
    if block["type"] != "actions":
        return []
    found = []
    for element in block["elements"]:
        if "options" in element:
            found += [element | {"text": o["text"], "option": o} for o in element["options"]]
        else:
            found.append(element)
    return [each | {"block_id": block.get("block_id", "")} for each in found]
