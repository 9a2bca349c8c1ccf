"""How alike two names are, by the characters that they share."""


def stretches(text: str, length: int) -> list[str]:
    """All its parts of that many characters in a row."""
    return [text[start : start + length] for start in range(len(text) - length + 1)]


def likeness(said: str | None, name: str | None) -> int:
    """How many characters in a row two names share, at least two, else 0: 普惠的 and 普惠托位."""
    said, name = said or "", name or ""
    lengths = range(min(len(said), len(name)), 1, -1)
    return next((n for n in lengths if any(part in name for part in stretches(said, n))), 0)


def is_part(said: str | None, name: str | None) -> bool:
    """床位, of 安宁疗护床位."""
    return bool(said and name and said in name)


def are_nested(one: str | None, other: str | None) -> bool:
    """Whether either is a part of the other: 检查 of 口腔检查; nothing said is part of anything."""
    return (one or "") in (other or "") or (other or "") in (one or "")
