"""What a unit that has a duty tells is told of that duty."""

import re
from collections.abc import Iterator

from knowledge.questions.units import Mention
from knowledge.reports.looked_up import meant_by, unit_of
from knowledge.reports.matters import Matters
from knowledge.reports.model import Target
from knowledge.reports.news import News, Surroundings, is_filler, title_words

_LABEL = re.compile(r"(?:的?(?:职责|工作|任务))?:|的?[^,:]{0,6}(?:那块|这块|职责)")


def duty_of_unit(news: News, last: Target | None, around: Surroundings) -> Target | None:
    """区教育局：…, 区体育局推进七成: what a unit that has a duty tells is told of that duty."""
    matters, text = around.matters, news.clause.text
    unit = next(iter(around.units.find(text)), None) if matters and matters.duties else None
    if matters is None or unit is None or not is_filler(text[: unit.start]):
        return None
    labelled = _LABEL.match(text, max(one.end for one in _joined(text, around)))
    another = last is not None and last.matter and last.matter[0] == "duty"
    asserts = news.tells and not news.remarks and (another or around.talk is None)
    if not (labelled or (asserts and _is_subject(unit, news, around))):
        return None
    target = _only_duty(unit, matters, around)
    here = target is not None and last is not None and last.matter == target.matter
    return Target() if here else target


_HERE = re.compile(r"[这那]一?[边块里](?:的?(?:工作|任务|情况))?")


def duty_headed(text: str, around: Surroundings) -> Target | None:
    """我们编办这边: a clause that only names a unit with a duty is told of that duty."""
    matters = around.matters
    unit = next(iter(around.units.find(text)), None) if matters and matters.duties else None
    if matters is None or unit is None or not is_filler(text[: unit.start]):
        return None
    return _only_duty(unit, matters, around) if _HERE.fullmatch(text[unit.end :]) else None


_NO_DEED = re.compile(r"^(?:的|牵头|负责|承担|分管|主管|协助|参与)|(?:职责|任务|分工)$")


def _is_subject(unit: Mention, news: News, around: Surroundings) -> bool:
    """区财政局拨付专项经费180万元: the unit does what is told, and no task's title is named."""
    behind = news.clause.text[unit.end :]
    if _NO_DEED.search(behind):
        return False
    figure = next((one.quantity.name for one in news.amounts if one.quantity), None)
    words = title_words(news.words.replace(unit.text, "")) or figure
    if not words:
        return True
    meant = meant_by(words, unit_of(news), around)
    other = meant.one and meant.named and meant.one.kind != "duty"
    return not other and words not in around.indicators


def _only_duty(unit: Mention, matters: Matters, around: Surroundings) -> Target | None:
    found = [
        one
        for one in matters.duties
        if set(unit.ids) & set(around.units.ids(one.title)) or one.title == unit.text
    ]
    return Target(words=unit.text, matter=("duty", found[0].key)) if len(found) == 1 else None


_AND = re.compile(r"[、和与及]")


def _joined(text: str, around: Surroundings) -> list[Mention]:
    """The units of an enumeration that a clause begins with: 市气象局和市财政局."""
    units: list[Mention] = []
    for one in around.units.find(text):
        if units and not _AND.fullmatch(text[units[-1].end : one.start]):
            break
        units.append(one)
    return units


def duties_beside(target: Target, news: News, around: Surroundings) -> Iterator[Target]:
    """The duties of the other units of whom the same is said."""
    matters = around.matters
    if matters is None or target.matter is None or target.matter[0] != "duty":
        return
    for unit in _joined(news.clause.text, around)[1:]:
        if other := _only_duty(unit, matters, around):
            yield other
