"""Which of some names a few characters are short for: 等保测评 for 信息系统等级保护测评.

What is left out of a name in speech stands between what is kept, so the characters are looked for
in their order, never across a comma.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

_GAP = r"[^\n,。;:、()]{0,4}?"
_PAIR, _FEW, _LONGEST = 2, 3, 12
_TELLING_END = 6
OF_ANYTHING = frozenset("个项次")
"""Units that tell nothing of what is counted."""


@lru_cache(1024)
def short_form(said: str) -> re.Pattern[str]:
    """A pattern for all that the characters may be short for."""
    return re.compile(_GAP.join(map(re.escape, said)))


def only_one(said: str, names: Sequence[str], places: Collection[int]) -> int | None:
    """The place of the only name among `places` that the words are short for."""
    if not _PAIR < len(said) <= _LONGEST:
        return None
    # A pattern takes long to make, and hardly any name has all the characters.
    may_be = [at for at in places if all(char in names[at] for char in said)]
    found = [at for at in may_be if short_form(said).search(names[at])]
    return found[0] if len(found) == 1 else None


def by_unit(said: str, texts: Sequence[str], unit: str) -> int | None:
    """The same for two characters, in whatever order, which need a figure of the unit counted:
    厕改 for 改造农村户用卫生厕所9000户."""
    if len(said) != _PAIR or unit in OF_ANYTHING:
        return None
    found = [at for at, text in enumerate(texts) if counts(text, said, unit)]
    if not found and not ANYBODYS.fullmatch(said):
        counted = re.compile(rf"\d万?{unit}" if unit else r"\d[万亿]")
        found = [at for at, text in enumerate(texts) if said in text and counted.search(text)]
    return found[0] if len(found) == 1 else None


def counts(text: str, said: str, unit: str) -> bool:
    """Whether a phrase of the text has the characters, and a figure of that unit."""
    phrases = (one for one in _PHRASE.split(text) if all(char in one for char in said))
    return any(re.search(rf"\d万?{unit}" if unit else r"\d[万亿]", one) for one in phrases)


ANYBODYS = re.compile(
    "医院|学校|企业|人员|医生|护士|患者|群众|居民|社区|街道|乡镇|病种|场所|学生|老人|儿童"
)
"""What any task may count."""
_PHRASE = re.compile(r"[\n,。;:、]")


def longest_run(said: str, text: str) -> str:
    """The longest part of the words that the text has just so."""
    best = ""
    for start in range(len(said)):
        while said[start : start + len(best) + 1] in text and start + len(best) < len(said):
            best = said[start : start + len(best) + 1]
    return best


def ends_like(said: str, name: str) -> bool:
    """Whether the name holds the characters in their order and ends alike: 婚检率."""
    if len(said) > _FEW and name.startswith(said):
        return True
    if len(said) < _FEW or said[-1] != name[-1]:
        return False
    rest = iter(name)
    return name.endswith(said) or (
        (said[0] == name[0] or len(said) > _FEW) and all(char in rest for char in said)
    )


def ends_alike(said: str, name: str) -> bool:
    """服务站中医阁设置率 for 基层中医阁设置率: the telling end is the same."""
    return len(said) >= _TELLING_END and name.endswith(said[-_TELLING_END:])


def is_short_for(said: str, title: str) -> bool:
    """Whether the title holds the characters in their order, not far apart: 家医签约."""
    return short_form(said).search(title) is not None
