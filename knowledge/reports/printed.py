"""What a matter's printed text says of a few words: whether and in what it counts them."""

import re
from dataclasses import replace
from functools import partial

from knowledge.questions.items import may_be
from knowledge.reports.abbreviations import counts
from knowledge.reports.alike import stretches
from knowledge.reports.matter import Matter
from knowledge.reports.matters import Matters
from knowledge.reports.model import Claim
from knowledge.shelf import plain

_PHRASE = re.compile(r"[,。;、\n]")
_BY_TEN_THOUSANDS = re.compile(r"\d万([人户张份剂例条名次]{1,2})")


def asks_for(one: Matter, words: str, unit: str) -> bool:
    """Whether it asks for so many of the unit: 巡诊720场次."""
    return counts(_text(one), plain(words), unit)


def in_units(claim: Claim, matters: Matters | None) -> Claim:
    """信用就医签约用户31.8万 counts in what the paper counts them in."""
    if matters is None or all(one.unit for one in claim.quantities):
        return claim
    item = claim.target.item
    numbered = matters.numbered(partial(may_be, item)) if item else []
    keys = [claim.target.matter] if claim.target.matter else numbered
    if len(keys) != 1:
        return claim
    matter = matters.at(keys[0])
    quantities = (
        one if one.unit else replace(one, unit=_unit_of(matter, one.name or ""))
        for one in claim.quantities
    )
    return replace(claim, quantities=tuple(quantities))


def _unit_of(one: Matter, words: str) -> str:
    """In what it counts by 万 what the words name; empty where that is not clear."""
    if one.kind == "indicator":
        return one.unit.removeprefix("万")
    pairs = stretches(plain(words), 2)
    phrases = [part for part in _PHRASE.split(_text(one)) if any(pair in part for pair in pairs)]
    units = {found[1] for part in phrases for found in _BY_TEN_THOUSANDS.finditer(part)}
    return units.pop() if len(units) == 1 else ""


def _text(one: Matter) -> str:
    return plain(f"{one.title}\n{one.text}")
