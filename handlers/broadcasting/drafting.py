"""From 通知：… to its card, and the card anew where something of it is changed in words."""

from dataclasses import replace
from datetime import date, datetime, tzinfo
from functools import partial

from db.records import Document
from handlers.answers import answered, asking_back
from handlers.broadcasting.card import shown
from handlers.broadcasting.drafted import Draft, changed, waits
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Reply, say
from handlers.scope import scope_of
from handlers.turn import Answer, Turn
from handlers.units import resolve
from handlers.visibility import papers_in_talk
from handlers.waiting import over
from knowledge.broadcasts.drafts import draft_in
from knowledge.broadcasts.edits import edit_in
from knowledge.broadcasts.model import Draft as Asked
from knowledge.broadcasts.model import Edit
from knowledge.broadcasts.model import Whom as WhomAsked
from knowledge.broadcasts.orders import correction_in, order_in
from knowledge.questions.understand import Surroundings, understood
from knowledge.text import fold

HOW = (
    "请把要说的话写在冒号后面，如：通知各成员单位：静安创建进入迎接评审阶段，请周五前确认。"
    "也可以定时：明天上午9点通知：……"
)


def is_broadcast(text: str, today: date) -> bool:
    """Whether the message holds words to be said to many: they stay together, questions too."""
    return bool(correction_in(text) or draft_in(text, today))


def drafting(question: Question, text: str) -> Handler | None:
    """A message that wants something said to many."""
    if (order := order_in(text)) and order.deed == "how":
        return _how
    asked = draft_in(text, question.turn.now.date())
    return partial(_drafted, asked=asked) if asked else None


def editing(question: Question, text: str) -> Handler | None:
    """A message that changes the broadcast which waits."""
    draft = waits(question.turn)
    if draft is None or not draft.is_new:
        return None
    edit = edit_in(text, question.turn.now.date(), draft.words)
    return partial(edited, draft=draft, edit=edit) if edit else None


async def _how(question: Question) -> Answer:
    return asking_back(question, "broadcast", say(HOW), ())


async def _drafted(question: Question, asked: Asked) -> Answer:
    draft = Draft(
        words=asked.words,
        at=zoned(asked.at, question.turn.now.tzinfo),
        by=zoned(asked.by, question.turn.now.tzinfo),
        compulsory=asked.compulsory,
        personal=asked.personal,
        receipt=asked.receipt,
    )
    document = document_of(question, asked.words)
    return await _addressed(question, draft, document, asked.whom, asked.units)


def instead(question: Question) -> Question:
    """The question with the card in front gone: a new one takes its place, its buttons are dead."""
    turn = question.turn
    return replace(question, turn=replace(turn, context=over(turn.context)))


async def edited(question: Question, draft: Draft, edit: Edit) -> Answer:
    """The card anew, with what was changed."""
    question = instead(question)
    zone = question.turn.now.tzinfo
    values: dict[str, object] = {
        "words": edit.words,
        "by": zoned(edit.by, zone),
        "compulsory": edit.compulsory,
        "personal": edit.personal,
        "receipt": edit.receipt,
    }
    if isinstance(edit.at, datetime):
        values["at"] = zoned(edit.at, zone)
    draft = changed(draft, **{name: one for name, one in values.items() if one is not None})
    if edit.at == "now":
        draft = changed(draft, at=None)
    if edit.whom is None:
        return await shown(question, draft)
    known = question.turn.names.papers((draft.document,) if draft.document else ())
    document = known[0] if known else document_of(question, draft.words)
    return await _addressed(question, draft, document, edit.whom, edit.units)


async def _addressed(
    question: Question, draft: Draft, document: Document | None, whom: WhomAsked, units: str
) -> Answer:
    """With whom it is for: the units named, else those of the paper, else everybody."""
    draft = changed(draft, document=document.id if document else None, bureaus=(), unknown="")
    if whom == "members" and document is None:
        line = say("是哪份文件的成员单位？请先说文件的名字，再说一次通知。")
        return asking_back(question, "broadcast", line, ())
    if whom == "units":
        ids, unknown = await _units(question, units)
        if not ids:
            line = say(
                f"没有认出“{units}”是哪些单位，请写台账里的名称；要发给所有人，说“通知所有人：……”。"
            )
            return answered(question, Reply("broadcast", (line,), clarify=True), ())
        return await shown(question, changed(draft, whom="units", bureaus=ids, unknown=unknown))
    usual = "paper" if document else "everyone"
    return await shown(question, changed(draft, whom=whom or usual))


def document_of(question: Question, words: str) -> Document | None:
    """The one paper that it is about: in talk, or named in the words, or by one of its phases."""
    turn = question.turn
    meaning = understood(words[:200], _surroundings(turn))
    scope = scope_of(meaning, papers_in_talk(turn), turn.names, turn.now.date())
    found = scope.documents
    plain = fold(words)
    of_phase = {one for one, name in turn.names.phases if fold(name) in plain}
    if len(found) > 1 and any(one.id in of_phase for one in found):
        found = tuple(one for one in found if one.id in of_phase)
    return found[0] if len(found) == 1 else None


async def _units(question: Question, text: str) -> tuple[tuple[int, ...], str]:
    """Ids of the units named, and the names that nobody has.

    Of several units of one name, in different places, those that somebody works in are meant.
    """
    meaning = understood(text, _surroundings(question.turn))
    people = await question.turn.ledger.people.everyone()
    staffed = {unit for one in people for unit in one.bureaus}
    found: list[int] = []
    rest = fold(text)
    for asked in meaning.units:
        one = resolve(question, asked)
        ids = one.ids or tuple(each.id for each in one.elsewhere[:1])
        found += [unit for unit in ids if unit in staffed] or ids
        rest = rest.replace(asked.text, "")
    return tuple(dict.fromkeys(found)), rest.strip("、,，和及 ")


def _surroundings(turn: Turn) -> Surroundings:
    return Surroundings(turn.lexicon, turn.now.date(), turn.now.year)


def zoned(moment: datetime | None, zone: tzinfo | None) -> datetime | None:
    """What was said without a zone, by the office's clock."""
    return moment.replace(tzinfo=zone) if moment else None
