"""An open card is changed: in words (不是60%是50%), by its form, or by saying which was meant."""

import re
from dataclasses import replace

from handlers import actions
from handlers.answers import answered
from handlers.question import Question
from handlers.reply import Block, Reply, faint, say
from handlers.reporting.drafted import Draft, Drafted, load
from handlers.reporting.showing import shown
from handlers.turn import Answer, Turn
from handlers.waiting import Waiting, deed_key, dump, over, turned_to
from handlers.waiting import load as load_waiting
from knowledge.questions.items import may_be
from knowledge.reports.abbreviations import is_short_for
from knowledge.reports.merging import merged
from knowledge.reports.model import Claim, Reading
from knowledge.reports.model import Target as Said
from knowledge.reports.moods import mood_of
from knowledge.shelf import plain


def open_draft(turn: Turn) -> tuple[Waiting, Draft] | None:
    """The report that waits in front for its 确认 in this conversation."""
    waits = load_waiting(turn.context.draft)
    draft = load(waits)
    return (waits, draft) if waits and draft and not waits.expired(turn.now) else None


def edit_in(draft: Draft, reading: Reading) -> Draft | None:
    """The draft with what the message changes of it; None where the message is a report anew.

    What names no other target is about the card: 改成70%, 不对，是受阻.
    """
    if len(reading.claims) != 1:
        return None
    claim = reading.claims[0]
    if claim.of_every and claim.target == Said():
        every = (replace(one, claim=merged(one.claim, claim)) for one in draft.drafted)
        return replace(draft, drafted=tuple(every))
    place = _place(draft, claim)
    if place is None:
        return None
    one = draft.drafted[place]
    return draft.settled(place, replace(one, claim=merged(one.claim, claim)))


def unnamed(reading: Reading) -> bool:
    """Whether the message says of no task what it says: 改成70%."""
    return all(one.target == Said() for one in reading.claims)


def _place(draft: Draft, claim: Claim) -> int | None:
    """Which claim of the card is meant: the one named, or the only one there is."""
    line = _line_numbered(draft, claim)
    if line is not None:
        return line
    if claim.target == Said() or claim.target.pointing == "this":
        alone = 0 if len(draft.drafted) == 1 else None
        return line_called(draft, claim.about) if alone is None and claim.about else alone
    if not claim.corrects:
        return None
    same = [n for n, one in enumerate(draft.drafted) if one.claim.target == claim.target]
    if len(same) == 1:
        return same[0]
    return _by_number(draft, claim)


def _line_numbered(draft: Draft, claim: Claim) -> int | None:
    """第二条改成35%, of a card with several lines of which none is the second task."""
    item = claim.target.item
    named = _LINE.fullmatch(item.text.strip()) if item else None
    if item is None or named is None or len(draft.drafted) == 1:
        return None
    refs = [one.aim.ref for one in draft.drafted if one.aim]
    place = item.path[-1]
    numbered = any(may_be(item, ref) for ref in refs)
    return place - 1 if not numbered and 0 < place <= len(draft.drafted) else None


_LINE = re.compile(r"第?[\d一二三四五六七八九十]+[条个行句]")


def line_called(draft: Draft, words: str) -> int | None:
    """The only line whose name or words hold these, in their order."""
    said = plain(words)
    lines = [plain(f"{one.aim.ref} {one.aim.label}" if one.aim else "") for one in draft.drafted]
    told = [plain(one.said) for one in draft.drafted]
    pairs = zip(lines, told, strict=True)
    fits = [n for n, pair in enumerate(pairs) if any(is_short_for(said, one) for one in pair)]
    return fits[0] if said and len(fits) == 1 else None


def _by_number(draft: Draft, claim: Claim) -> int | None:
    item = claim.target.item
    refs = [str(item.path[-1])] if item and len(item.path) == 1 else []
    same = [n for n, one in enumerate(draft.drafted) if one.aim and one.aim.ref in refs]
    return same[0] if len(same) == 1 else None


def still_waits(question: Question, given: Answer) -> Answer:
    """The answer; where it found nothing, that the card in front is as it was: who wanted to change
    it in words that were not understood must not confirm what they took for changed."""
    waits = open_draft(question.turn)
    lost = _is_lost(given) or _is_told(question, given)
    if waits is None or not lost or given.context.draft != question.turn.context.draft:
        return given
    if not given.context.subject.tasks:  # what was talked about before goes on to be
        given = replace(
            given, context=replace(given.context, subject=question.turn.context.subject)
        )
    line = say(faint("上面的卡片没有改，还等您“确认”或“取消”；要改可以说“改成70%”“第2条去掉”。"))
    reply = replace(given.reply, blocks=(*given.reply.blocks, line))
    asks = mood_of(question.meaning.text.rstrip("?？。!！")) == "question"
    if asks and given.reply.intent != "report":
        return replace(given, reply=reply)
    doubted = dump(replace(waits[0], doubted=True))
    return replace(given, reply=reply, context=replace(given.context, draft=doubted))


def _is_lost(given: Answer) -> bool:
    """Whether the message was not understood, or words of it were looked up for want of better."""
    reply = given.reply
    asked_back = reply.intent == "report" and reply.clarify
    return reply.not_found or asked_back or reply.intent in ("unknown", "search")


def _is_told(question: Question, given: Answer) -> bool:
    """报串了，这是第7项的, answered by a lookup: words beside a number that ask nothing may have
    meant the card."""
    meaning, intent = question.meaning, given.reply.intent
    mood, touches = mood_of(meaning.text.rstrip("?？。!！")), bool(_TOUCHES.search(meaning.text))
    if mood == "question" or intent not in _LOOKED_UP:
        return False
    told = bool(meaning.topic) or (bool(meaning.items) and mood != "fact")
    return touches or intent == "refused" or (told and not meaning.asks)


_LOOKED_UP = frozenset(("task", "due", "list", "refused", "tasks_of_unit", "indicator"))
_TOUCHES = re.compile("不是|应该|只报|只要|改|换|错|串|反|别报|去掉|不报")


async def once_more(question: Question, draft: Draft) -> Answer:
    """确认, after something that may have meant to change the card: it is looked at again first."""
    return await edited(question, draft, say("刚才那句没有听懂，卡片没有改。"))


def without_front(turn: Turn) -> Turn:
    """The turn with the card in front gone."""
    return replace(turn, context=over(turn.context))


async def edited(question: Question, draft: Draft, *before: Block) -> Answer:
    """The card in front anew; as it was it confirms nothing any more."""
    turn = without_front(question.turn)
    question = replace(question, turn=turn)
    return await shown(question, replace(draft, key=deed_key(turn)), *before)


async def picked(question: Question, rest: str) -> Answer:
    """Which of the offered targets a claim is about."""
    key, _, places = rest.partition(":")
    numbers = actions.numbers(places)
    turn = turned_to(question.turn, key)
    waits = open_draft(turn) if turn else None
    if turn is None or waits is None or len(numbers) != 2:
        return await gone(question)
    question = replace(question, turn=turn)
    place, choice = numbers
    draft = waits[1]
    if place >= len(draft.drafted) or choice >= len(draft.drafted[place].choices):
        return await gone(question)
    given = await edited(question, chosen(draft, place, choice))
    return replace(given, reply=replace(given.reply, settles=True))


def chosen(draft: Draft, place: int, choice: int) -> Draft:
    """With that claim about its choice."""
    one = draft.drafted[place]
    return draft.settled(place, Drafted(one.claim, one.said, one.choices[choice]))


async def gone(question: Question) -> Answer:
    """The card that was meant is over."""
    line = say("这张卡片已经处理过，或者已经过期；没有登记。要报请重新说一遍。")
    return answered(question, Reply("stale", (line,), settles=True), ())
