"""How characters sound, for typing errors: people type by sound and pick the wrong character."""

from functools import cache
from importlib.resources import files

_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
"""Sounds that many speakers, and therefore input methods, do not tell apart."""


@cache
def _sounds() -> dict[str, str]:
    rows = files("knowledge").joinpath("pinyin.txt").read_text("utf-8").splitlines()
    pairs = (row.split(" ", 1) for row in rows if not row.startswith("#"))
    return {char: _merged(syllable) for syllable, chars in pairs for char in chars}


def _merged(syllable: str) -> str:
    for sound, same in _MERGED:
        syllable = syllable.replace(sound, same)
    return syllable


def syllables(text: str) -> list[str]:
    """The sound of each character without tone; characters without one as they are."""
    sounds = _sounds()
    return [sounds.get(char, char) for char in text]
