"""The rows as a table for people and as JSON for programs."""

from collections.abc import Sequence

from bot.bench.rows import Mark, Row

_SIGNS = {"ratio": "×", "difference": " MiB", "value": " ms"}
HEADINGS = ("项目", "规模", "实测", "对照", "比值", "要求", "结果")


def cells(row: Row) -> tuple[str, ...]:
    """The row under `HEADINGS`."""
    what = f"{row.what}\n  {row.note}" if row.note else row.what
    limit = "" if row.limit is None else f"{_figure(row.limit, row.unit)}\n{row.against}"
    verdict = {True: "达标", False: "未达标", None: ""}[row.met]
    return (
        what,
        row.size or "",
        _figure(row.ours, row.unit),
        limit,
        _score(row),
        _mark(row.mark),
        verdict,
    )


def facts(row: Row) -> dict[str, object]:
    """The row as public JSON."""
    mark = row.mark
    return {
        "row": row.key,
        "what": row.what,
        "size": row.size,
        "unit": row.unit,
        "value": row.ours,
        "limit": row.limit,
        "against": row.against or None,
        "compared": mark.compared if mark else None,
        "score": row.score,
        "mark": mark.bound if mark else None,
        "at_least": mark.at_least if mark else None,
        "met": row.met,
        "note": row.note or None,
    }


def show(rows: Sequence[Row]) -> None:
    """Print the table."""
    from rich.console import Console  # noqa: PLC0415 (70 ms, and only where it is shown)
    from rich.table import Table  # noqa: PLC0415

    table = Table(title="督办助手：实测与同一次运行中的对照", show_lines=True)
    for heading in HEADINGS:
        table.add_column(heading, justify="right" if heading in {"实测", "比值"} else "left")
    for row in rows:
        style = {True: "green", False: "bold red", None: None}[row.met]
        table.add_row(*cells(row)[:-1], f"[{style}]{cells(row)[-1]}[/]" if style else "")
    Console().print(table)


def _figure(value: float, unit: str) -> str:
    digits = 3 if value < 1 else 1 if value < 1000 else 0
    return f"{value:,.{digits}f} {unit}"


def _score(row: Row) -> str:
    if row.score is None or (row.mark and row.mark.compared == "value"):
        return ""
    if row.mark and row.mark.compared == "difference":
        return f"{row.score:+.0f} MiB"
    return f"{row.score:.2f}×"


def _mark(mark: Mark | None) -> str:
    if mark is None:
        return ""
    return f"{'≥' if mark.at_least else '≤'} {mark.bound:g}{_SIGNS[mark.compared]}"
