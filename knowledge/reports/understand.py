"""From a message to what it reports. Precision comes first: in doubt it is no report, or asked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.reports.claims import by_measure, merged, words_of
from knowledge.reports.corrections import corrects
from knowledge.reports.doubts import doubt_of
from knowledge.reports.marks import NUMBER
from knowledge.reports.model import NOT_A_REPORT, Claim, Reading, Target
from knowledge.reports.naming import target_of
from knowledge.reports.news import Surroundings, Told, news_of, planned
from knowledge.reports.not_reports import is_no_report
from knowledge.reports.segments import segments_in
from knowledge.reports.sharing import shared_out
from knowledge.reports.unnumbered import unnumbered
from knowledge.reports.wording import Wording, prepare


def understand(text: str, around: Surroundings) -> Reading:
    """What a message reports. Pure; never fails, whatever the text."""
    wording = prepare(text)
    if is_no_report(wording.text):
        return NOT_A_REPORT
    told = _told(wording, around)
    if _is_quoted(told, around):
        return NOT_A_REPORT
    every = (claim for one in told for claim in _claims(one, around))
    claims = merged(claim for claim in every if claim.says_something)
    if not claims:
        doubt = doubt_of(told, around.today)
        return Reading("unclear", doubt=doubt) if doubt else NOT_A_REPORT
    corrected = corrects(wording.text)
    return Reading(
        "correction" if corrected else "report",
        tuple(
            replace(claim, corrects=corrected, span=wording.typed(*claim.span)) for claim in claims
        ),
    )


def may_lean(text: str, around: Surroundings) -> bool:
    """Whether what it reports may depend on the task in talk: not where it tells nothing."""
    wording = prepare(text)
    if is_no_report(wording.text):
        return False
    told = _told(wording, around)
    return len(told) > 1 or any(one.tells or one.states for each in told for one in each.news)


def _is_quoted(told: Sequence[Told], around: Surroundings) -> bool:
    """Whether the message only says what is printed."""
    texts = [one.clause.text.replace(NUMBER, "") for each in told for one in each.news]
    return around.matters is not None and around.matters.prints(texts)


def _told(wording: Wording, around: Surroundings) -> Sequence[Told]:
    told = [
        Told(
            segment.items, planned([news_of(one, around) for one in segment.clauses], around.today)
        )
        for segment in segments_in(wording.text)
    ]
    return _with_lead(told, around)


def _with_lead(told: Sequence[Told], around: Surroundings) -> Sequence[Told]:
    """经费已到位，第13项恢复推进: what comes before the first number belongs to it."""
    if len(told) < 2 or told[0].items:
        return told
    lead, first, *others = told
    named = any(target_of(one, None, around).is_named for one in lead.news)
    if named or lead.news[-1].clause.ends_sentence:
        return told
    return [Told(first.items, (*first.news[:1], *lead.news, *first.news[1:])), *others]


def _claims(told: Told, around: Surroundings) -> Iterator[Claim]:
    if not told.items:
        yield from unnumbered(told.news, around)
        return
    for measure, news in by_measure(told.news, around):
        words = "" if measure else words_of(news)
        targets = [Target(item, words, measure=measure) for item in told.items]
        yield from shared_out(targets, news, around)
