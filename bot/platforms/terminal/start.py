"""Setting up the terminal's conversation for where it runs."""

from bot.dispatch import Dispatch
from bot.memory import OwnMemory
from bot.platforms.terminal.greeting import documents_in_talk, greeting
from bot.platforms.terminal.keyboard import Editing, Plain, history_path
from bot.platforms.terminal.screen import is_capable, screen
from bot.platforms.terminal.talk import Terminal, talk
from bot.wiring import Wired
from db.ledger import Ledger
from db.records import TaskQuery
from handlers.reply import Block
from handlers.turn import Speaker


async def start(parts: Wired, speaker: Speaker, *, remember: bool) -> None:
    """Talk until the person leaves; `remember`: keep what was typed in the history file."""
    editing = is_capable()
    keyboard = Editing(history_path() if remember else None) if editing else Plain()
    dispatch = Dispatch(parts, OwnMemory())
    terminal = Terminal(parts, dispatch, keyboard, screen(), speaker)
    await talk(terminal, await _welcome(parts.ledger))


async def _welcome(ledger: Ledger) -> tuple[Block, ...]:
    names = await ledger.names()
    documents = documents_in_talk(names)[:1]
    if not documents:
        return greeting(names, ())
    first = TaskQuery(documents=tuple(document.id for document in documents), limit=20)
    return greeting(names, (await ledger.tasks(first)).tasks)
