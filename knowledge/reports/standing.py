"""The state that the clauses about one task come to together."""

import re
from collections.abc import Iterator, Sequence

from knowledge.reports.model import Status
from knowledge.reports.news import OF_WHOLE, News, title_words
from knowledge.reports.states import APPLIES, LOOSE, StateKind

_FIRM: tuple[Status, ...] = ("suspended", "blocked")
FIRM: frozenset[str] = frozenset(_FIRM)
"""What holds whatever else is said."""
_SOFT: tuple[tuple[StateKind, Status], ...] = (
    ("not_started", "not_started"),
    ("in_progress", "in_progress"),
    ("done", "done"),
    ("step", "in_progress"),
    ("deed", "in_progress"),
    ("going", "in_progress"),
)


def status_of(
    facts: Sequence[News], news: Sequence[News], percent: int | None, *, blocked: bool
) -> Status | None:
    """The state; `news` are all the clauses, `blocked`: whether something stands in the way."""
    kinds = [kind for one in facts for kind in _kinds(one, part=_is_part(one, facts))]
    status = _status(kinds, percent, blocked=blocked)
    if "done" in kinds and percent is None and any(map(_ends_whole, facts)):
        return "done"
    return "in_progress" if status == "done" and percent is None and _goes_on(news) else status


def _status(kinds: Sequence[StateKind], percent: int | None, *, blocked: bool) -> Status | None:
    for firm in _FIRM:
        if firm in kinds:
            return firm
    if percent is not None:
        if percent == 0 and "in_progress" not in kinds:
            return "not_started"
        return "done" if percent == 100 else "in_progress"
    begun = "not_started" in kinds and "deed" in kinds[: kinds.index("not_started")]
    if begun or ({"done", "step"} & set(kinds) and ("not_started" in kinds or blocked)):
        return "in_progress"  # one part is done, another is not
    if blocked and set(kinds) <= LOOSE:
        return "blocked"
    return next((status for kind, status in _SOFT if kind in kinds), None)


_OF_REST = re.compile(r"^[\s\x01]*(?:目前|但|不过)?(?:还有|另有|其余|余下|剩[下余]|个别|部分|有\d)")


def _kinds(news: News, *, part: bool) -> Iterator[StateKind]:
    """还有4个暂缓实施: where only a rest or a part is put off, the whole is not."""
    rest = part or _OF_REST.match(news.clause.text)
    for kind in news.states:
        if not (news.amounts and kind in LOOSE):
            yield "blocked" if rest and kind == "suspended" else kind


def _is_part(news: News, facts: Sequence[News]) -> bool:
    """咨询97场，科普视频暂停了: besides what was counted something else is put off."""
    words = title_words(news.words)
    names = [each.quantity.name for one in facts for each in one.amounts if each.quantity]
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    other = all(name and not any(pair in name for pair in pairs) for name in names)
    return bool(words and names and other and not OF_WHOLE.search(words))


_REMAINS = re.compile(
    r"还[差有剩]|剩[下余]?|其余|余下|另[有外]?\d|尚[有未]|[还也]没(?![^,]*问题)|^(?:[就还正现只]?在?|目前|现在)?等(?![级保次])"
)
_FORMAL = re.compile(r"办[结讫]|销[号项]|结[案项]")


def _goes_on(news: Sequence[News]) -> bool:
    """一期完成，二期还差两个: something is still to come, so that the whole has not ended."""
    told = [one.clause for one in news if one.clause.mood in ("fact", "plan")]
    rest = any(_REMAINS.search(one.text) for one in told)
    return rest and not any(_FORMAL.search(one.text) for one in told)


_ENDED = re.compile(
    rf"[该此本这]项(?:任务|工作)?(?:现已|已经?|全部)*(?:办结|完成|销号)|(?<![不没未])(?:{APPLIES})"
)


def _ends_whole(news: News) -> bool:
    """该项已办结, 请予销号: it is said of the whole, whatever parts were told of before."""
    return bool(_ENDED.search(news.clause.text))
