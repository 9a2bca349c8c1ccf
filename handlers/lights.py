"""How a light is shown: a symbol and its word, never a colour alone."""

from datetime import date

from db.records import Document, Task
from db.standing import ENDED, Standing
from handlers.reply import Span, Style
from reminders.lights import Light, Thresholds, light_of
from reminders.lights import start_of as start_of

SYMBOLS: dict[Light, str] = {"red": "🔴", "yellow": "🟡", "green": "🟢", "blue": "🔵", "none": "⚪"}
MEANINGS: dict[Light, str] = {
    "red": "已过期限",
    "yellow": "临近期限",
    "green": "未到期限",
    "blue": "已办结",
    "none": "没有期限",
}
_STYLES: dict[Light, Style] = {
    "red": "red",
    "yellow": "yellow",
    "green": "green",
    "blue": "blue",
    "none": "faint",
}


def lit(task: Task, today: date, thresholds: Thresholds) -> Span:
    """🟡临近期限: by the deadline alone."""
    light = light_of(task.deadline, today, thresholds=thresholds)
    return _span(light, MEANINGS[light])


def lit_as(
    task: Task, standing: Standing, document: Document, today: date, thresholds: Thresholds
) -> Span:
    """The light by the deadline and what was reported, with the word for why."""
    light = light_of(task.deadline, today, standing, start_of(document), thresholds)
    dated = light_of(task.deadline, today, thresholds=thresholds)
    return _span(light, _why(light, dated, standing))


def _why(light: Light, dated: Light, standing: Standing) -> str:
    """The word for a light that would be `dated` by the deadline alone."""
    if standing.state in ENDED:
        return "已销号" if standing.state == "closed" else "已办结"
    if standing.state == "suspended":
        return "中止"
    if standing.state == "waiting" and light == "green":
        return "待审核"
    if light in ("red", "yellow") and dated not in (light, "red"):
        return "严重滞后" if light == "red" else "滞后"
    return MEANINGS[light]


def _span(light: Light, meaning: str) -> Span:
    return Span(f"{SYMBOLS[light]}{meaning}", _STYLES[light])
