"""Characters as files carry them, made into characters as people mean them."""

import re
import unicodedata

_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")

# What prints nothing: controls, zero-width signs, directions, lone surrogates, and the place where
# Word's symbol fonts keep their bullets.
_INVISIBLE = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0A, 0x20),
        *range(0x7F, 0xA0),
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xD800, 0xE000),
        *range(0xF000, 0xF100),
        0xFEFF,
        *range(0xFFF0, 0xFFFD),
    ],
    "",
)

# Printing to PDF often leaves the look-alike of a character: ⼀、⼯作 for 一、工作.
_LOOK_ALIKES = {
    code: plain
    for code in [*range(0x2F00, 0x2FD6), 0x2E9F, 0x2EF3, *range(0xF900, 0xFAFF)]
    if (plain := unicodedata.normalize("NFKC", chr(code))) != chr(code)
}
_SIMPLIFIED_RADICALS = dict(
    zip(
        map(ord, "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻮⻰⻳"),
        "民西见角贝车长门青韦页风飞食马鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_TABLE = _SPACES | _INVISIBLE | _LOOK_ALIKES | _SIMPLIFIED_RADICALS

_RUN_OF_SPACES = re.compile(r" {2,}")


def clean(text: str) -> str:
    """One line without invisible characters, with plain spaces and nothing blank at the ends."""
    return _RUN_OF_SPACES.sub(" ", text.translate(_TABLE)).strip()
