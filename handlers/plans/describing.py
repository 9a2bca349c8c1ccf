"""别发给医保局的那条, 后天的都挪到下周二: entries of the plan that are described, not numbered."""

from collections.abc import Callable, Sequence
from functools import partial

from handlers.orders import Handler, told_by
from handlers.plans import showing
from handlers.plans.deciding import decided, told
from handlers.plans.looked_at import INTENT, plan_of, subject_of
from handlers.plans.viewing import names_it
from handlers.question import Question
from handlers.reply import Reply, say
from handlers.turn import Answer
from handlers.units import resolve
from knowledge.plans.asked import Asked
from knowledge.plans.thinning import Thinning, described_in
from knowledge.questions.wishes import wish_in
from knowledge.times import Window
from knowledge.when import days_in
from reminders.occasions import DAY
from reminders.plan import Planned

_AHEAD = 31
_TOGETHER = 6
"""So many are decided about at once; of more it is asked which."""
_Fits = Callable[[Planned], bool]


@told_by(described_in, dated=True)
def describing(question: Question, text: str) -> Handler | None:
    """Whether the message decides about entries that it describes."""
    wish = question.turn.lexicon.heard.once(wish_in, text)
    if question.turn.context.reports and wish and wish.kind == "undo":
        return None  # 把上午报的那条撤掉: what was reported
    wanted = described_in(text, question.turn.now.date())
    return partial(_said, wanted=wanted) if wanted else None


async def _said(question: Question, wanted: Thinning) -> Answer:
    today = question.turn.now.date()
    if wanted.unclear:
        return told(question, f"没有看懂“{wanted.unclear}”是哪一天，可以说“改到周五”。")
    fits = _criteria(question, wanted)
    if not fits:
        return told(question, "请说是哪几条：先问“下周会提醒什么”，再说“第3条不发”。")
    ahead = await plan_of(question, today, today + _AHEAD * DAY)
    found = [
        one
        for one in ahead.planned
        if one.at >= question.turn.now and all(fit(one) for fit in fits)
    ]
    if not found:
        return told(question, f"今后{_AHEAD}天的计划里没有“{wanted.described}”的提醒，没有改动。")
    if len(found) > _TOGETHER:
        return _which(question, found)
    return await decided(question, found, wanted)


def _criteria(question: Question, wanted: Thinning) -> list[_Fits]:
    """What an entry has to be, as far as the words say."""
    meaning, said, today = question.meaning, wanted.described, question.turn.now.date()
    fits: list[_Fits] = []
    days = {one.last for one in days_in(said, today)}
    if days:
        fits.append(lambda one: one.at.date() in days)
    if units := {each for unit in meaning.units for each in resolve(question, unit).ids}:
        fits.append(lambda one: bool(units & _units(one)))
    refs = {str(item.path[-1]) for item in meaning.items}
    if refs and not days:  # 25号 is no item
        fits.append(lambda one: bool(refs & set(one.tasks)))
    if wanted.action == "restore":
        fits.append(lambda one: one.dropped if "不发" in said else one.decided is not None)
    return fits or [lambda one: names_it(one, said)]


def _units(one: Planned) -> set[int]:
    there = one.destination
    return {*there.bureaus, *(unit.bureau for unit in there.units)}


def _which(question: Question, found: Sequence[Planned]) -> Answer:
    last = found[-1].at.date()
    asked = Asked(Window(question.turn.now.date(), last, "这些"))
    shown = found[: showing.PAGE]
    blocks = (say(f"有{len(found)}条，请说第几条："), *showing.page(shown, 0))
    private = question.turn.inbound.channel is not None
    reply = Reply(INTENT, blocks, clarify=True, buttons=showing.buttons(shown, 0), private=private)
    subject = subject_of(question, asked, shown, len(shown))
    return Answer(reply, question.turn.context.answered(subject))
