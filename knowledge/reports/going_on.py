"""Whether a clause goes on with what was named before it, or speaks of something else.

In one breath what was just named stays what is spoken of. A clause leaves it only where its own
noun surely is another's: that one is called so, counts it in the same unit, or prints it in so
many words. A common word (参加, 经费) that happens to stand in another's text is no such noun.
"""

import re

from knowledge.reports.abbreviations import ANYBODYS, longest_run
from knowledge.reports.amounts import Amount
from knowledge.reports.looked_up import meant_by, unit_of
from knowledge.reports.matter import Meant
from knowledge.reports.matters import Matters
from knowledge.reports.model import Target
from knowledge.reports.news import News, Surroundings
from knowledge.reports.nouns import VERBS
from knowledge.reports.printed import asks_for
from knowledge.shelf import plain
from knowledge.words import pieces, rarity

_SHORT, _LONG = 2, 4
_COMMON = 0.62
"""How rare a word of two characters has to be that names something: 公厕, 床位; not 经费, 医院."""
_VERB = re.compile(VERBS)
_FIGURE = re.compile(r"[\d一二两三四五六七八九十百千万几]")
_OF_THOSE = re.compile(r"的(?:已?有)?\d")


def goes_on(news: News, target: Target, last: Target, around: Surroundings) -> bool:
    """Whether a clause that seems to be of another matter than the one before it in the same
    breath is of that one all the same."""
    matters, words = around.matters, plain(target.words)
    if target.pointing == "ours" and target.unit and last.matter and not news.tells:
        return True  # 八段锦比赛3场，体育局牵头的，1200人参加
    if not (matters and last.matter and words) or target.matter == last.matter:
        return False
    if target == Target(words=target.words):  # of which it is was to be asked
        held = meant_by(words, unit_of(news), around).matters
        return not held or all(map(_is_common, pieces(words)))
    if not target.matter:
        return False
    other = _counts(news, target, matters) or _is_called(words, unit_of(news), around)
    return not other and not _prints(news, target, last, matters)


def _is_called(words: str, unit: str | None, around: Surroundings) -> bool:
    """Whether the words stand in a name, and are more than a common word or a verb."""
    telling = len(words) > _SHORT or not (_is_common(words) or _VERB.fullmatch(words))
    return telling and meant_by(words, unit, around).named


def _prints(news: News, target: Target, last: Target, matters: Matters) -> bool:
    """Whether some of the clause stands just so in the one, and not in the other."""
    if not target.matter or not last.matter or news.remarks:
        return False
    here, there = matters.text(last.matter), matters.text(target.matter)
    said = plain(news.clause.text)
    run = longest_run(said, there)
    if len(run) >= _LONG:
        return run not in here
    telling = (one for one in pieces(said) if len(one) >= _SHORT and not _is_common(one))
    alone = (one for one in telling if one in there and one not in here)
    return not news.amounts and any(not _VERB.fullmatch(one) for one in alone)


def _is_common(word: str) -> bool:
    """医疗机构 is two common words."""
    parts = (word[:2], word[2:]) if len(word) == _LONG else (word,)
    return all(rarity(one) <= _COMMON for one in parts)


def _counts(news: News, target: Target, matters: Matters) -> bool:
    """Whether the target asks for something that is counted here: for 救助患者, not any 患者."""
    figures = [one for one in news.amounts if one.quantity and one.quantity.name]
    return any(
        asks_for(matters.at(target.matter), _counted(one, news.clause.text), one.quantity.unit)
        for one in figures
        if one.quantity and target.matter
    )


def _counted(one: Amount, text: str) -> str:
    name = (one.quantity and one.quantity.name) or ""
    return _FIGURE.split(text)[0] if ANYBODYS.fullmatch(name) else name


def is_anybodys(words: str, meant: Meant, last: Target | None, around: Surroundings) -> bool:
    """骨干培训已经结束, with nothing else in talk: common words that stand in one text, while
    another may say the same in other words."""
    one, matters = meant.one, around.matters
    said = plain(words)
    if one is None or matters is None or (last is not None and last.is_named):
        return False
    common = all(map(_is_common, pieces(said)))
    printed = len(said) >= _LONG and matters.quotes((one.kind, one.key), said)
    plainly = printed or matters.stand_in_title(said) or len(said) > _LONG
    return common and not plainly and around.talk is None


def is_foreign(news: News, last: Target, around: Surroundings) -> bool:
    """吸烟率23.9%，食盐摄入量8.7克: an indicator takes no figure of another unit."""
    known = around.matters.indicator_called(last.indicator) if around.matters else None
    figures = [one.quantity for one in news.amounts if one.quantity and one.quantity.name]
    if known is None or not known.unit:
        return False
    kind = _kind(known.unit)
    return any(_kind(one.unit) != kind for one in figures)


def _kind(unit: str) -> str:
    """What can be counted in 个 can be counted in 家 as well."""
    return "" if unit in _COUNTING else unit


_COUNTING = frozenset("个家所名人位处座间条项张台辆支次场期例户")


def describes(name: str, text: str, meant: Meant, last: Target | None) -> bool:
    """Whether the name of a figure says no more than which of those just named were counted:
    整改12份, 合格的298家."""
    if last is None or not last.is_named or meant.named:
        return False
    behind = text.partition(name)[2]
    return len(name) <= _LONG and bool(_OF_THOSE.match(behind) or _VERB.fullmatch(name))
