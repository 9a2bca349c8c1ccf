"""`duban chat`: the conversation of one person at a terminal."""

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from bot.attachments import FOLDER, kept
from bot.dispatch import Dispatch
from bot.errors import BadInputError
from bot.platforms.terminal.greeting import short_title
from bot.platforms.terminal.keyboard import Keyboard
from bot.platforms.terminal.screen import Screen, working
from bot.platforms.terminal.typed import FileNamed, Leave, Pressed, Spoken, Typed, understand
from bot.uploads import read_upload
from bot.wiring import Wired
from db.errors import LedgerError
from handlers.inbound import Inbound, Message, Press, Upload
from handlers.reply import Block, Button, Reply, say
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


async def talk(terminal: Terminal, welcome: tuple[Block, ...]) -> None:
    """Greet, then answer line by line until the person leaves."""
    terminal.screen.show(Reply("greeting", welcome))
    buttons: tuple[Button, ...] = ()
    while (line := await _next_line(terminal)) is not None:
        if not line.strip():
            continue
        typed = understand(line, buttons, _is_file)
        if isinstance(typed, Leave):
            return
        reply = await _answer(terminal, typed)
        buttons = reply.buttons
        terminal.screen.show(reply)


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


async def _answer(terminal: Terminal, typed: Typed) -> Reply:
    """The reply; what went wrong is shown like any answer."""
    try:
        inbound = _inbound(typed)
        with working("正在读取文件…") if isinstance(inbound, Upload) else nullcontext():
            now = terminal.parts.clock()
            answered = await terminal.dispatch.answer(inbound, terminal.speaker, now)
            return kept(answered.reply, FOLDER)
    except (BadInputError, LedgerError) as error:
        return Reply("error", (say(str(error)),))


def _inbound(typed: Typed) -> Inbound:
    match typed:
        case Pressed(button):
            return Press(CONVERSATION, button.value)
        case FileNamed(path):
            return Upload(CONVERSATION, Path(path).name, read_upload(Path(path)))
        case Spoken(text):
            return Message(CONVERSATION, text)
        case _:
            return Message(CONVERSATION, "帮助")
