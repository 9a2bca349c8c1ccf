"""The measures of a task when they are ticked off: 一是办完，二是推进中, 第二条措施完成60%."""

import re
from dataclasses import dataclass

from knowledge.numerals import to_int

_MEASURE = re.compile(
    r"(?:^|(?<=[\s\x01的,:]))的?(?:(?P<said>[一二三四五六七八九十])是"
    r"|第(?P<counted>[一二三四五六七八九十\d]{1,2})(?:条|个|项|点)(?:措施|举措|小项|小点)"
    r"|(?<=\x01)第(?P<behind>[一二三四五六七八九十\d]{1,2})[条点]"
    r"|(?<=\x01的)第(?P<after>[一二三四五六七八九十\d]{1,2})[条点])"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's number at `text[start:end]`."""

    start: int
    end: int
    number: int


def measure_in(text: str) -> Measure | None:
    """The measure a clause begins with, after the number of its task."""
    found = _MEASURE.search(text)
    number = next((to_int(each) for each in found.groups() if each), None) if found else None
    return Measure(found.start(), found.end(), number) if found and number else None
