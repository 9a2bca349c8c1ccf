"""What a message changes besides figures: state, dates, what blocks or is needed. Pure."""

import re
from dataclasses import replace

from knowledge.reports.alike import likeness
from knowledge.reports.change_values import Changes, only_line
from knowledge.reports.claims import claim_of
from knowledge.reports.doubted import is_amiss
from knowledge.reports.edit_facts import parts_named
from knowledge.reports.edit_signs import DROPPED, DROPPED_FIRST
from knowledge.reports.edit_values import day_in
from knowledge.reports.merging import merged
from knowledge.reports.model import Claim, Part, Target
from knowledge.reports.moods import mood_of
from knowledge.reports.news import Surroundings, news_in, title_words
from knowledge.reports.on_card import (
    Before,
    parts_at,
    speaks_of,
)
from knowledge.reports.states import LOOSE

_OF_STATE = re.compile(r"状态|[改写填标记算][成为到]?$")
_OVER = re.compile(r"[了好完通到妥成]了?$|已经?|解决|没有?问题")
_NOT_YET = re.compile(r"没(?!有?问题)|未|不(?!再|卡)|还在|正在|等|难|如果|要是|才")
_TROUBLE = re.compile(r"问题|困难|卡点|堵点|障碍")
_REWORDS = re.compile(r"[换改重][一个]?[个下]?(?:说法|写)?$|换个|改一?下|重写|重新写|不对$|错了$")
_LABEL = re.compile(r"(?P<what>[^:\d]{2,10}?)(?:[改换写填补][成为上]|是|:)+(?P<new>[^:]{2,60})")
_DENIES = re.compile(r"(?:不是|并非|不在|(?:别|不要?)写)(?P<old>[一-龥]{2,20})$")
_AFFIRMS = re.compile(
    r"(?:而|应该|其实|改|就)*(?:[是在]|写成?|改[成为])(?P<new>[一-龥][^\d]{1,30})$"
)


def state_said(part: str, found: Changes, around: Surroundings, before: Before) -> Changes | None:
    news = news_in(part, around)
    firm = [one for one in news.states if one not in LOOSE and one != "step"]
    line = only_line(found, before)
    if len(firm) != 1 or line is None or news.remarks or news.amounts:
        return None
    if title_words(news.words) and not _OF_STATE.search(news.words):
        return None
    after_all = found.claims != before.claims and firm == ["not_started"]  # why, no news
    if mood_of(part) not in ("fact", "told") or after_all:
        return None
    said = claim_of(Target(), [news], around.today)
    after = merged(found.claims[line], replace(said, corrects=True))
    return replace(found.put(line, after), stuck=line if firm == ["blocked"] else None)


def remarked(part: str, found: Changes, around: Surroundings, before: Before) -> Changes | None:
    """还需要区合作交流办支持, 卡在标准没定, said to a card that waits; 得有1010 is a value."""
    line = only_line(found, before)
    if line is None or not before.waits or any(map(str.isdigit, part)):
        return None
    if mood_of(part) in ("question", "condition"):
        return None
    news = news_in(part, around)
    remarks = [one for one in news.remarks if one.kind == "need" or "blocked" in news.states]
    for one in remarks:
        found = _worded(one.kind, one.words, line, found)
    return replace(found, stuck=None) if remarks else None


def solved(part: str, found: Changes, _around: Surroundings, before: Before) -> Changes | None:
    """土地手续办下来了: what stood in the way does so no more."""
    if not _OVER.search(part) or _NOT_YET.search(part):
        return None
    stuck = parts_at(before, "blocker")
    named = [n for n in stuck if speaks_of(part, found.claims[n].blocker or "")]
    named = named or (list(stuck) if _TROUBLE.search(part) else [])
    if len(named) != 1:
        return None
    gone = Claim(Target(), dropped=frozenset({"blocker"}), corrects=True)
    return found.put(named[0], merged(found.claims[named[0]], gone))


def day_said(part: str, found: Changes, around: Surroundings, before: Before) -> Changes | None:
    dated = parts_at(before, "expected_on")
    day = day_in(part, found.topic, around, dated=bool(dated))
    line = dated[0] if len(dated) == 1 else only_line(found, before)
    if day is None or line is None or not (before.waits or dated):
        return None
    return found.put(line, replace(found.claims[line], expected_on=day))


def labelled(part: str, found: Changes, _around: Surroundings, before: Before) -> Changes | None:
    """卡点补一个：医保支付标准没出来."""
    said, line = _LABEL.fullmatch(part), only_line(found, before)
    named = next(parts_named(said["what"]), None) if said else None
    if said is None or line is None or named not in ("blocker", "need", "next_step"):
        return None
    if not before.waits and not getattr(found.claims[line], named):
        return None
    return _worded(named, said["new"], line, found)


def dropped(part: str, found: Changes, _around: Surroundings, before: Before) -> Changes | None:
    """完成率别写, 进度先空着."""
    said, line = DROPPED.match(part) or DROPPED_FIRST.match(part), only_line(found, before)
    if said is None or line is None:
        return None
    claim = found.claims[line]
    called = next((q for q in claim.quantities if likeness(said["what"], q.name or "")), None)
    named = "quantities" if called else _part_of(said["what"], claim)
    if named is None or not getattr(claim, named):
        return None
    about = (called and called.name) or ""
    gone = Claim(Target(), corrects=True, dropped=frozenset({named}), about=about)
    return found.put(line, merged(claim, gone))


def _part_of(what: str, claim: Claim) -> Part | None:
    """Which part the words name, by what it is or by what it says: 商务委牵线这事."""
    told = ((one, getattr(claim, one) or "") for one in _WORDED)
    said = next((one for one, words in told if likeness(what, words) > _SOME), None)
    return said or next(parts_named(what), None)


_WORDED: tuple[Part, ...] = ("need", "blocker", "next_step")
_SOME = 2


def _worded(part: str, new: str, line: int, found: Changes) -> Changes:
    said = {
        "blocker": Claim(Target(), corrects=True, blocker=new),
        "need": Claim(Target(), corrects=True, need=new),
        "next_step": Claim(Target(), corrects=True, next_step=new),
    }
    after = merged(found.claims[line], said[part])
    goes_on = part == "blocker" and after.status in (None, "in_progress")
    return found.put(line, replace(after, status="blocked") if goes_on else after)


def blocker_said(
    part: str, found: Changes, _around: Surroundings, before: Before
) -> Changes | None:
    """状态改为受阻，消防没过; 卡的不是人手，是系统没对接."""
    if found.stuck is not None and len(part) > 2 and not is_amiss(part):
        new = (_AFFIRMS.fullmatch(part) or {"new": part})["new"]
        return replace(_worded(found.slot, new, found.stuck, found), stuck=None)
    if any(map(str.isdigit, part)):
        return None
    line, named = only_line(found, before), next(parts_named(part), None)
    if line is not None and named in ("need", "next_step", "blocker") and _REWORDS.search(part):
        return replace(found, stuck=line, slot=named)
    denied = _DENIES.search(part)
    stuck = parts_at(before, "blocker")
    if denied and any(likeness(denied["old"], found.claims[n].blocker or "") for n in stuck):
        return replace(found, stuck=stuck[0])
    return None
