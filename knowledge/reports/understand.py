"""From a message to what it reports. Precision comes first: in doubt it is no report, or asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from knowledge.reports.claims import claim_of, is_fact, merged, shared_out, words_of
from knowledge.reports.model import NOT_A_REPORT, Claim, Doubt, Reading, Target
from knowledge.reports.news import News, Surroundings, is_filler, news_of, title_words
from knowledge.reports.not_reports import is_no_report
from knowledge.reports.segments import Segment, segments_in
from knowledge.reports.targets import duty_in, pointing_in
from knowledge.reports.wording import Wording, prepare

_CORRECTS = re.compile(
    r"更正|纠正|改正|[说报发打写填弄搞]错|有误|错了|不对(?=[,，\s]|$)|[改调](?:整|更)?[成为回](?=.{0,4}(?:\d|[一二三四五六七八九]成|百分|已?办结|已?完成|推进|一半|受阻|暂缓|未启动|没))|[说报写填]成"
    r"|报[早晚多少]|[误多少]报|改到(?=\d+%)|更新为|不是.{1,12}?(?:,|而)?是|应该是|应为|口误|手误"
)
_PROGRESS = re.compile(r"进展|做了|开展了|进行了|推动了|落实了|工作")


Told = tuple[Segment, list[News]]


def understand(text: str, around: Surroundings) -> Reading:
    """What a message reports. Pure; never fails, whatever the text."""
    wording = prepare(text)
    if is_no_report(wording.text):
        return NOT_A_REPORT
    segments = _with_lead(
        [
            (segment, [news_of(clause, around) for clause in segment.clauses])
            for segment in segments_in(wording.text)
        ],
        around,
    )
    told = (claim for segment, news in segments for claim in _claims(segment, news, around))
    claims = merged(claim for claim in told if claim.says_something)
    if not claims:
        doubt = _doubt(segments, around.today)
        return Reading("unclear", doubt=doubt) if doubt else NOT_A_REPORT
    corrects = bool(_CORRECTS.search(wording.text))
    return Reading(
        "correction" if corrects else "report",
        tuple(_typed(replace(one, corrects=corrects), wording) for one in claims),
    )


def _with_lead(told: list[Told], around: Surroundings) -> list[Told]:
    """经费已到位，第13项恢复推进: what comes before the first number in its sentence belongs to it."""
    if len(told) < 2 or told[0][0].items:
        return told
    lead, (segment, news) = told[0][1], told[1]
    if lead[-1].clause.ends_sentence or any(_target(one, around).is_named for one in lead):
        return told
    return [(segment, [*news[:1], *lead, *news[1:]]), *told[2:]]


def _typed(claim: Claim, wording: Wording) -> Claim:
    return replace(claim, span=wording.typed(*claim.span))


def _claims(segment: Segment, news: Sequence[News], around: Surroundings) -> Iterator[Claim]:
    if not segment.items:
        yield from _unnumbered(news, around)
        return
    for measure, told in _by_measure(news):
        target = Target(measure=measure) if measure else Target(words=words_of(told))
        claim = claim_of(target, told, around.today)
        yield from shared_out(segment.items, claim, told)


def _by_measure(news: Sequence[News]) -> list[tuple[int | None, list[News]]]:
    """The clauses by the measure they tick off; 一是开展了培训 only counts up and ticks nothing."""
    groups: list[tuple[int | None, list[News]]] = [(None, [])]
    for one in news:
        if one.measure and _ticks(one):
            groups.append((one.measure.number, [one]))
        else:
            groups[-1][1].append(one)
    return [(measure, told) for measure, told in groups if told]


def _ticks(news: News) -> bool:
    firm = any(kind not in ("step", "denied") for kind in news.states)
    told = firm or news.shares or news.remarks
    return bool(told) and not title_words(news.words)


def _unnumbered(news: Sequence[News], around: Surroundings) -> Iterator[Claim]:
    """Claims of a message without numbers: what each clause is about is in its own words."""
    groups: list[tuple[Target, list[News]]] = []
    for measure, told in _by_measure(news):
        for one in told:
            target = replace(_target(one, around), measure=measure)
            if not groups or (target.is_named and target != groups[-1][0] and is_fact(one, around.today)):
                groups.append((target, [one]))
            else:
                groups[-1][1].append(one)
    for target, told in groups:
        if _is_sure(target, told, around):
            yield claim_of(target, told, around.today)


def _is_sure(target: Target, told: Sequence[News], around: Surroundings) -> bool:
    """Whether it surely is about a task, where no number, pronoun or indicator says so.

    Then nothing may be left over that was not understood, and words must be some title's.
    """
    if target.indicator or target.duty or target.pointing:
        return True
    if target.words and not _is_titled(target.words, around):
        return False
    chatter = (one for one in told if not (one.tells or one.next_step or one.days))
    return not any(one.rest for one in told if one.tells) and all(
        one.clause.mood != "fact"
        or is_filler(one.clause.text)
        or _CORRECTS.search(one.clause.text)
        for one in chatter
    )


def _is_titled(words: str, around: Surroundings) -> bool:
    """Whether a title holds three characters of the words in a row."""
    if around.titles is None:
        return True
    parts = (words[start : start + 3] for start in range(max(1, len(words) - 2)))
    return any(around.titles.of(part) for part in parts if len(part) == 3)


def _target(news: News, around: Surroundings) -> Target:
    names = [amount.quantity.name for amount in news.amounts if amount.quantity]
    for name in names:
        if name and (name in around.indicators or news.amounts[0].quantity.unit == "%"):
            return Target(indicator=name)
    if news.next_step or not news.tells:
        return Target()
    words = news.words.strip()
    if pointing := pointing_in(news.before or words, around.units):
        return pointing
    if duty := duty_in(title_words(words)):
        return Target(duty=duty)
    return Target(words=title_words(words))


def _doubt(segments: Iterable[Told], today: date) -> Doubt | None:
    for segment, news in segments:
        for one in news:
            if found := _doubt_of(one, today, named=bool(segment.items)):
                return found
    return None


def _doubt_of(news: News, today: date, *, named: bool) -> Doubt | None:
    mood = news.clause.mood
    if mood == "fact" and any(share.vague and share.counts for share in news.shares):
        return "percent"
    if mood == "unsure" and news.tells and named:
        return "happened"
    if mood == "plan" and named and news.days and re.search("预计|预期", news.clause.text):
        return "plan"
    if mood == "fact" and named and not (news.tells or news.states) and _PROGRESS.search(news.clause.text):
        return "progress"
    return "which" if is_fact(news, today) and not named and news.tells and news.words else None
