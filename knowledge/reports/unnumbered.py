"""Claims of a message without numbers: what each clause is about is in its own words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.reports.claims import by_measure, claim_of, is_fact
from knowledge.reports.corrections import corrects
from knowledge.reports.model import Claim, Target
from knowledge.reports.news import News, Surroundings, is_filler, title_words
from knowledge.reports.targets import duty_in, pointing_in


def unnumbered(news: Sequence[News], around: Surroundings) -> Iterator[Claim]:
    """The claims, in order; none where it is not sure that they are about a task at all."""
    groups: list[tuple[Target, list[News]]] = []
    for measure, told in by_measure(news):
        for one in told:
            target = replace(target_of(one, around), measure=measure)
            if not groups or (
                target.is_named and target != groups[-1][0] and is_fact(one, around.today)
            ):
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
        one.clause.mood != "fact" or is_filler(one.clause.text) or corrects(one.clause.text)
        for one in chatter
    )


def _is_titled(words: str, around: Surroundings) -> bool:
    """Whether a title holds three characters of the words in a row."""
    if around.titles is None:
        return True
    parts = (words[start : start + 3] for start in range(max(1, len(words) - 2)))
    return any(around.titles.of(part) for part in parts if len(part) == 3)


def target_of(news: News, around: Surroundings) -> Target:
    for one in (amount.quantity for amount in news.amounts):
        if one and one.name and (one.name in around.indicators or one.unit == "%"):
            return Target(indicator=one.name)
    if news.next_step or not news.tells:
        return Target()
    words = news.words.strip()
    if pointing := pointing_in(news.before or words, around.units):
        return pointing
    if duty := duty_in(title_words(words)):
        return Target(duty=duty)
    return Target(words=title_words(words))
