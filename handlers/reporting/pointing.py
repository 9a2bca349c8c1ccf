"""第7项那张确认: a card is decided on by what it is about; 等一下，我再核一下数: it waits on."""

from dataclasses import replace
from functools import partial

from handlers.answers import answered
from handlers.deciding import confirm
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Reply, say
from handlers.reporting.drafted import Draft, load
from handlers.reporting.editing import open_draft
from handlers.turn import Answer
from handlers.waiting import still_open, turned_to
from knowledge.decisions import decision_in, holds_in
from knowledge.questions.items import may_be
from knowledge.reports.targets import Mention, mentions_in
from knowledge.reports.wording import prepare


def pointing(question: Question, text: str) -> Handler | None:
    """A message that confirms the card about the numbers it names, or lets it wait."""
    if open_draft(question.turn) and holds_in(text):
        return _held
    waiting = still_open(question.turn.context, question.turn.now)
    plain = prepare(text).text if waiting else ""
    mentions = mentions_in(plain)
    if not mentions or not decision_in(_without(plain, mentions)):
        return None
    fits = [one for one in waiting if (draft := load(one)) and _is_about(draft, mentions)]
    front = turned_to(question.turn, fits[0].key) if len(fits) == 1 else None
    return partial(_confirmed, front=replace(question, turn=front)) if front else None


def _without(plain: str, mentions: tuple[Mention, ...]) -> str:
    for one in reversed(mentions):
        plain = f"{plain[: one.start]} {plain[one.end :]}"
    return plain.replace(" 的", " ").replace("和", " ").strip()


def _is_about(draft: Draft, mentions: tuple[Mention, ...]) -> bool:
    """Whether these numbers, and no others, are what stands on it."""
    items = [item for one in mentions for item in one.items]
    refs = [one.aim.ref if one.aim else "" for one in draft.drafted]
    named = all(any(may_be(item, ref) for item in items) for ref in refs)
    return named and all(any(may_be(item, ref) for ref in refs) for item in items)


async def _confirmed(_question: Question, front: Question) -> Answer:
    return await confirm(front)


async def _held(question: Question) -> Answer:
    line = say("好的，卡片先留着。核好了说“确认”登记；要改直接说，如“改成70%”；不报了说“取消”。")
    given = answered(question, Reply("report", (line,)), ())
    return replace(given, context=replace(given.context, subject=question.turn.context.subject))
