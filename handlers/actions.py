"""What a button's value says: short enough for every platform (64 bytes)."""

MORE = "more"
CONFIRM = "confirm"
CANCEL = "cancel"
_OPEN = "task:"
_CHOOSE = "paper:"


def open_task(task_id: int) -> str:
    """Show that task's card."""
    return f"{_OPEN}{task_id}"


def choose_paper(document_id: int) -> str:
    """Talk about that paper from here on, and answer what was asked again."""
    return f"{_CHOOSE}{document_id}"


def opened_task(value: str) -> int | None:
    """The task that the value opens, if it is such a value."""
    return _number(value, _OPEN)


def chosen_paper(value: str) -> int | None:
    """The paper that the value chooses, if it is such a value."""
    return _number(value, _CHOOSE)


def _number(value: str, prefix: str) -> int | None:
    rest = value.removeprefix(prefix)
    return int(rest) if rest != value and rest.isdecimal() and len(rest) < 19 else None
