"""How a light is shown: a symbol and its word, never a colour alone."""

from datetime import date

from db.records import Task
from handlers.reply import Span, Style
from reminders.lights import Light, light_of

SYMBOLS: dict[Light, str] = {"red": "🔴", "yellow": "🟡", "green": "🟢", "none": "⚪"}
MEANINGS: dict[Light, str] = {
    "red": "已过期限",
    "yellow": "临近期限",
    "green": "未到期限",
    "none": "没有期限",
}
_STYLES: dict[Light, Style] = {"red": "red", "yellow": "yellow", "green": "green", "none": "faint"}


def lit(task: Task, today: date) -> Span:
    """🟡临近期限."""
    light = light_of(task.deadline, today)
    return Span(f"{SYMBOLS[light]}{MEANINGS[light]}", _STYLES[light])
