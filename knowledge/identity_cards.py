"""Numbers of identity cards (GB 11643): place, date of birth, a checksum."""

import re
from datetime import date

_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])"
    r"(?:\d{6}[ -]?\d{4}[ -]?\d{2}[ -]?\d{2}[ -]?\d{3}[ -]?[\dXx]|(?:\d{4}[ -]){4}\d[\dXx])"
    r"(?![0-9A-Za-z])",
    re.ASCII,
)
_PROVINCES = frozenset(
    str(code)
    for codes in ((11, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66), (71, 72), (81, 84))
    for code in range(*codes)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def has_identity_card(line: str) -> bool:
    """Whether the folded line holds such a number: eighteen digits by chance are none."""
    return any(_is_valid(re.sub("[ -]", "", found[0])) for found in _NUMBER.finditer(line))


def _is_valid(number: str) -> bool:
    if number[:2] not in _PROVINCES or not 1900 <= int(number[6:10]) < 2100:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17].upper()
