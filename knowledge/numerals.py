"""Numbers as papers and people write them: 二十三, 廿三, 二〇二四, 两, ２３, ㉓, ⅲ."""

import re
import unicodedata
from decimal import Decimal

_DIGITS = {
    **{mark: value for value, mark in enumerate("〇一二三四五六七八九")},
    **{mark: value for value, mark in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
    "兩": 2,
    "俩": 2,
    "幺": 1,
    "貳": 2,
    "參": 3,
    "陸": 6,
}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE_UNITS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_CHINESE = frozenset({*_DIGITS, *_TENS, *_SMALL_UNITS, *_LARGE_UNITS})
_LONGEST = 20
_SHORT = re.compile(r"[百千万亿][一二三四五六七八九]$")
"""九万八 is 98 000, 八百五 is 850."""

_FIGURE = re.compile(r"(\d{1,15}(?:,\d{3})*(?:\.\d{1,9})?)([百千万亿]*)")
_SPOKEN = re.compile(
    r"([零〇一二两三四五六七八九十百千]+)点([零〇一二三四五六七八九]+)([百千万亿]*)"
)


def to_int(text: str) -> int | None:
    """The whole number that `text`, all of it, writes; None when it writes none.

    Arabic digits of any width, Chinese numerals in words (三百二十) or digit by digit (二〇二四),
    circled and bracketed numbers (①, ⑴, ㈠, ⒈) and Roman numerals.
    """
    if not text or len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip("(). ").lower()
    if plain.isdecimal():
        return int(plain)
    if plain and all(mark in _CHINESE for mark in plain):
        return _chinese_to_int(plain)
    if plain and all(mark in _ROMAN for mark in plain):
        return _roman_to_int(plain)
    return None


def _chinese_to_int(text: str) -> int | None:
    if len(text) > 1 and all(mark in _DIGITS for mark in text):
        return int("".join(str(_DIGITS[mark]) for mark in text))
    total = section = digit = 0
    if _SHORT.search(text):
        digit_of = {**_SMALL_UNITS, **_LARGE_UNITS}[text[-2]] // 10
        return (_chinese_to_int(text[:-1]) or 0) + _DIGITS[text[-1]] * digit_of
    for mark in text:
        if mark in _DIGITS:
            digit = _DIGITS[mark]
        elif mark in _TENS:
            section += _TENS[mark]
        elif mark in _SMALL_UNITS:
            section += (digit or 1) * _SMALL_UNITS[mark]
            digit = 0
        else:
            total = (total + section + digit) * _LARGE_UNITS[mark]
            section = digit = 0
    return total + section + digit


def _roman_to_int(text: str) -> int:
    values = [_ROMAN[mark] for mark in text]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def to_chinese(number: int) -> str:
    """`number` (0 to 9999) in words as headings use them: 12 is 十二, 105 is 一百零五."""
    if not 0 <= number <= 9999:
        raise ValueError(f"not between 0 and 9999: {number}")
    digits = "零一二三四五六七八九"
    words = ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += digits[digit] + unit
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零") or "零"
    return words.removeprefix("一") if words.startswith("一十") else words


def to_number(text: str) -> float | None:
    """A figure with its decimals or its 万 (1.2万, 3,000, 三十, 二点四万); None when it is none."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("，", ",")
    plain = _SPOKEN.sub(_in_digits, plain)
    figure = _FIGURE.fullmatch(plain)
    if figure is None:
        whole = to_int(plain)
        return None if whole is None else float(whole)
    # 2.26万 is 22600, which floats do not make of it.
    value = Decimal(figure[1].replace(",", ""))
    for unit in figure[2]:
        value *= (_SMALL_UNITS | _LARGE_UNITS)[unit]
    return float(value)


def _in_digits(spoken: re.Match[str]) -> str:
    return f"{to_int(spoken[1])}.{''.join(str(_DIGITS[mark]) for mark in spoken[2])}{spoken[3]}"


def behind(unit: str | None) -> str:
    """A unit as it stands behind a number: 9.8 and 1/10万 are 9.8/10万, not 9.81/10万."""
    return (unit or "").removeprefix("1") if (unit or "").startswith("1/") else unit or ""
