"""Days as options of commands say them."""

from datetime import date

from bot.errors import BadInputError


def day_of(text: str, option: str) -> date:
    """2024-07-25. Raises `BadInputError`, which names the option."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInputError(f"{option} 要写成 2024-07-25：{text}") from None
