"""From a message to what it reports. Precision comes first: in doubt it is no report, or asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from knowledge.numerals import to_int
from knowledge.questions.items import may_be
from knowledge.questions.meaning import ItemAsked
from knowledge.questions.units import Units
from knowledge.reports.breath import agreed
from knowledge.reports.claims import by_measure, merged, subject_of, words_of
from knowledge.reports.corrections import corrects, mode_said
from knowledge.reports.doubts import doubt_of
from knowledge.reports.evidence import evident
from knowledge.reports.leftover import leftover
from knowledge.reports.list_numbers import with_list_numbers
from knowledge.reports.marks import NUMBER
from knowledge.reports.matters import Matters
from knowledge.reports.model import NOT_A_REPORT, Claim, Reading, Target
from knowledge.reports.naming import target_of
from knowledge.reports.news import News, Surroundings, Told, news_of
from knowledge.reports.not_reports import is_no_report
from knowledge.reports.places import is_elsewhere
from knowledge.reports.planned import planned
from knowledge.reports.printed import in_units
from knowledge.reports.reasons import pleaded, reasons_before
from knowledge.reports.segments import segments_in
from knowledge.reports.sharing import shared_out, spread
from knowledge.reports.stated import stated
from knowledge.reports.strays import parted
from knowledge.reports.unnumbered import unnumbered
from knowledge.reports.wording import Wording, prepare
from knowledge.reports.written_out import numbered, titled


def understand(text: str, around: Surroundings) -> Reading:
    """What a message reports. Pure; never fails, whatever the text."""
    wording = prepare(text, around.matters.decimals if around.matters else ())
    plain = wording.text
    if around.matters:
        wording = wording.rewritten(partial(numbered, titles=around.matters.written))
        wording = wording.rewritten(partial(with_list_numbers, matters=around.matters))
    if is_no_report(wording.text) or is_elsewhere(wording.text, around.homes):
        return NOT_A_REPORT
    told = _told(wording, around)
    if _is_quoted(told, around):
        return NOT_A_REPORT
    every = (claim for one in told for claim in _claims(one, around))
    claims = [claim for claim in merged(every) if claim.says_something]
    if not claims:
        doubt = doubt_of(told, around.today)
        return Reading("unclear", doubt=doubt) if doubt else NOT_A_REPORT
    if _recites(claims, wording.text, around):
        return NOT_A_REPORT
    corrected = corrects(wording.text)
    return Reading(
        "correction" if corrected else "report",
        tuple(
            replace(
                _as_typed(in_units(_by_title(claim, plain, around), around.matters), text),
                corrects=corrected,
                mode=mode_said(wording.text) if corrected else None,
                span=wording.typed(*claim.span),
            )
            for claim in claims
        ),
        unplaced=tuple(wording.typed(*span) for span in leftover(told, claims, around)),
    )


def _as_typed(claim: Claim, text: str) -> Claim:
    """HPV疫苗 rather than hpv疫苗, which is how it was read."""
    low = text.lower()

    def typed(words: str | None) -> str | None:
        at = low.find(words) if words and re.search("[a-z]", words) else -1
        return words if at < 0 or not words else text[at : at + len(words)]

    return replace(
        claim,
        quantities=tuple(
            replace(one, name=typed(one.name), unit=typed(one.unit) or "")
            for one in claim.quantities
        ),
        blocker=typed(claim.blocker),
        need=typed(claim.need),
        next_step=typed(claim.next_step),
    )


def _by_title(claim: Claim, text: str, around: Surroundings) -> Claim:
    """What a title written out said stays sure where several papers have its number."""
    item, matters = claim.target.item, around.matters
    if item is None or matters is None or len(matters.numbered(partial(may_be, item))) < 2:
        return claim
    return replace(claim, target=titled(claim.target, text, matters.written))


def may_report(text: str, units: Units, today: date) -> bool:
    """Whether it may report or be doubtful, whatever papers and tasks are in talk: most messages
    tell nothing at all."""
    wording = prepare(text)
    if is_no_report(wording.text):
        return False
    around = Surroundings(units, (), today)
    told = [
        Told(segment.items, tuple(news_of(one, around) for one in segment.clauses))
        for segment in segments_in(wording.text)
    ]
    doubtful = doubt_of(told, today) is not None
    return doubtful or any(_has_anything(one) for each in told for one in each.news)


_FIGURE = re.compile(r"[\d零一二两三四五六七八九十百千万亿半几%]")


def _has_anything(news: News) -> bool:
    """Whether anything was recognised, or might be with the names of indicators; no question
    reports."""
    if news.clause.mood == "question":
        return False
    found = news.tells or news.states or news.shares or news.amounts or news.asides
    return bool(found or _FIGURE.search(news.clause.text) or stated(news).tells)


def _is_quoted(told: Sequence[Told], around: Surroundings) -> bool:
    """Whether the message only says what is printed."""
    texts = [one.clause.text.replace(NUMBER, "") for each in told for one in each.news]
    return around.matters is not None and around.matters.prints(texts)


_NOW = re.compile(r"[已了完共现又再]|目前|截[至止]|累计|超过|突破|达到?")


def _recites(claims: Sequence[Claim], text: str, around: Surroundings) -> bool:
    """成功创建医院1家，建成中医馆24个: several targets, and no word that they were reached."""
    matters = around.matters
    if matters is None or len(claims) < 2 or _NOW.search(text):
        return False
    return all(
        bool(one.quantities)
        and all(_is_target(one.target, each.value, matters) for each in one.quantities)
        for one in claims
    )


def _is_target(target: Target, figure: float, matters: Matters) -> bool:
    if target.matter:
        return matters.asks(target.matter, figure) or matters.is_target("", figure)
    return bool(target.indicator) and matters.is_target(target.indicator, figure)


def _told(wording: Wording, around: Surroundings) -> Sequence[Told]:
    told = [
        Told(
            segment.items,
            pleaded(planned([news_of(one, around) for one in segment.clauses], around.today)),
        )
        for segment in segments_in(wording.text)
    ]
    placed = parted(_with_lead(spread(told, around), around), around)
    return [replace(one, news=agreed(one.news)) for one in placed]


def _with_lead(told: Sequence[Told], around: Surroundings) -> Sequence[Told]:
    """经费已到位，第13项恢复推进: what comes before the first number belongs to it."""
    if len(told) < 2 or told[0].items:
        return told
    lead, first, *others = told
    reasons = reasons_before(lead.news, first.news)
    measured = first.news[0].measure or _LAST.search(first.items[-1].text)
    if reasons and (measured or len(reasons) == len(lead.news)):
        return [Told(first.items, (*first.news[:1], *reasons, *first.news[1:])), *others]
    if measured:
        # Of which of its measures is not said.
        if _is_of_measure(lead.news, first, around):
            return [Told(first.items, (*first.news[:1], *lead.news, *first.news[1:])), *others]
        counted = any(one.amounts or one.shares or one.remarks for one in lead.news)
        return told if counted else told[1:]
    targets = [(one, target_of(one, None, around)) for one in lead.news]
    named = [to for one, to in targets if to.is_named and (not to.words or to.matter or one.words)]
    if (
        any(not _is_of(target, first.items, around) for target in named)
        or lead.news[-1].clause.ends_sentence
    ):
        return told
    return [Told(first.items, (*first.news[:1], *lead.news, *first.news[1:])), *others]


def _is_of(target: Target, items: Sequence[ItemAsked], around: Surroundings) -> bool:
    """Whether what is named in words is what is numbered after it."""
    if len(items) != 1 or around.matters is None or target.matter is None:
        return False
    return may_be(items[0], around.matters.ref_of(target.matter))


_LAST = re.compile(r"/?(?P<n>[一二三四五六七八九十]{1,2})是$")


def _is_of_measure(lead: Sequence[News], first: Told, around: Surroundings) -> bool:
    """讲座办了80场，（五）二是完成七成: whether that measure speaks of what was counted, or its
    task does and no other measure."""
    measure, last = first.news[0].measure, _LAST.search(first.items[-1].text)
    number = measure.number if measure else to_int(last["n"]) if last else None
    words = [said for one in lead if (said := subject_of(one))]
    if not number or not words or around.matters is None or lead[-1].clause.ends_sentence:
        return False
    if all(around.matters.is_measure(number, said) for said in words):
        return True
    others = [each for each in range(1, _MOST_MEASURES) if each != number]
    elsewhere = any(around.matters.is_measure(each, said) for each in others for said in words)
    task = _measured(first.items[-1], "", number, around.matters).item
    targets = [target_of(one, None, around) for one in lead]
    alone = not any(one.measure for one in first.news[1:])
    return alone and not elsewhere and all(task and _is_of(to, (task,), around) for to in targets)


_MOST_MEASURES = 10


def _measured(item: ItemAsked, words: str, measure: int | None, matters: Matters | None) -> Target:
    """三（三）一是…，二是…: the second is of the same task as the first, or a task itself."""
    if not measure or not _LAST.search(item.text):
        return Target(item, words, measure=measure)
    step = replace(item, path=(*item.path[:-1], measure))
    if matters and matters.numbered(partial(may_be, step)):
        return Target(step, words)
    item = replace(item, path=item.path[:-1], text=_LAST.sub("", item.text))
    return Target(item, words, measure=measure)


def _claims(told: Told, around: Surroundings) -> Iterator[Claim]:
    if not told.items:
        yield from unnumbered(told.news, around)
        return
    shown = evident(told.items, told.news, around)
    for measure, news in by_measure(shown, around, told.items):
        words = "" if measure else words_of(news)
        targets = [_measured(item, words, measure, around.matters) for item in told.items]
        yield from shared_out(targets, news, around)
