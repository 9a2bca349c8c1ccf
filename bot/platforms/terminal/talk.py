"""`duban chat`: the conversation of one person at a terminal."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.dispatch import Dispatch
from bot.errors import BadInputError
from bot.platforms.terminal.greeting import short_title
from bot.platforms.terminal.importing import Preview, decide, preview
from bot.platforms.terminal.keyboard import Keyboard
from bot.platforms.terminal.screen import Screen
from bot.platforms.terminal.typed import FileNamed, Leave, Pressed, Spoken, Typed, understand
from bot.wiring import Wired
from db.errors import LedgerError
from handlers.inbound import Inbound, Message, Press
from handlers.reply import Block, Reply, say
from handlers.turn import Speaker

CONVERSATION = "terminal"


@dataclass(frozen=True, slots=True)
class Terminal:
    """All that one conversation at a terminal needs."""

    parts: Wired
    dispatch: Dispatch
    keyboard: Keyboard
    screen: Screen
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Shown:
    """What the person sees last: its buttons can be pressed, its preview decided."""

    reply: Reply = field(default_factory=lambda: Reply("", ()))
    waiting: Preview | None = None


async def talk(terminal: Terminal, welcome: tuple[Block, ...]) -> None:
    """Greet, then answer line by line until the person leaves."""
    terminal.screen.show(Reply("greeting", welcome))
    shown = Shown()
    while (line := await _next_line(terminal)) is not None:
        if not line.strip():
            continue
        typed = understand(line, shown.reply.buttons, _is_file)
        if isinstance(typed, Leave):
            return
        shown = await _answer(terminal, typed, shown)
        terminal.screen.show(shown.reply)


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


async def _next_line(terminal: Terminal) -> str | None:
    """None when the person left; a line dropped with Ctrl-C is an empty one."""
    documents = await terminal.dispatch.topic(CONVERSATION)
    try:
        return await terminal.keyboard.read("、".join(short_title(each) for each in documents))
    except KeyboardInterrupt:
        return ""
    except EOFError:
        return None


async def _answer(terminal: Terminal, typed: Typed, shown: Shown) -> Shown:
    """What is shown next; what went wrong is shown like any answer."""
    try:
        if isinstance(typed, FileNamed):
            return Shown(*await preview(terminal.parts, Path(typed.path)))
        if isinstance(typed, Pressed) and shown.waiting:
            return Shown(await decide(terminal.parts, shown.waiting, typed.button))
        inbound = _inbound(typed)
        given = await terminal.dispatch.answer(inbound, terminal.speaker, terminal.parts.clock())
    except (BadInputError, LedgerError) as error:
        return Shown(Reply("error", (say(str(error)),)))
    return Shown(given.reply)


def _inbound(typed: Typed) -> Inbound:
    match typed:
        case Pressed(button):
            return Press(CONVERSATION, button.value)
        case Spoken(text):
            return Message(CONVERSATION, text)
        case _:
            return Message(CONVERSATION, "帮助")
