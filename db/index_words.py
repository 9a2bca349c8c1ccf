"""The words of a text as the index holds them, cut when they are first needed.

The tokenizer takes 0.3 s to load and another for its dictionary: a command that neither imports
nor searches shall not wait for it.
"""

LONGEST = 200
"""PostgreSQL takes words of up to 2046 bytes."""


def index_words(text: str) -> tuple[str, ...]:
    """Every word once, in order."""
    from knowledge import words  # noqa: PLC0415 - see above

    return tuple(dict.fromkeys(word[:LONGEST] for word in words.index_words(text)))


def dictionary() -> str:
    """Name of the tokenizer and dictionary; an index cut with another must be made anew."""
    from knowledge import words  # noqa: PLC0415 - see above

    return words.DICTIONARY


def warm_up() -> None:
    """Load the dictionary before a transaction needs it."""
    from knowledge import words  # noqa: PLC0415 - see above

    words.warm_up()
