"""A short stable name for a paper that was given none."""

import hashlib
import re
from datetime import date

from knowledge.text import fold

_NUMBER = re.compile(r"(?P<year>(?:19|20)\d\d)\D{0,3}(?P<number>\d{1,5})\s?号")
_YEAR = re.compile(r"(?:19|20)\d\d")


def slug_of(title: str, doc_number: str | None = None, issued_on: date | None = None) -> str:
    """Year, number of the 文号 and six hexadecimal digits of the title's hash: 2024-6-3fa9c1."""
    digest = hashlib.sha256(fold(title).encode()).hexdigest()[:6]
    number = _NUMBER.search(fold(doc_number or ""))
    if number:
        return f"{number['year']}-{number['number']}-{digest}"
    year = _YEAR.search(fold(title))
    printed = year[0] if year else str(issued_on.year) if issued_on else "paper"
    return f"{printed}-{digest}"
