"""Which bureaus of the ledger a named unit is, within the papers in question."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Bureau
from handlers.question import Question
from knowledge.names import fold, forms
from knowledge.names import unit as parts_of
from knowledge.papers.model import Role
from knowledge.questions.meaning import UnitAsked


@dataclass(frozen=True, slots=True)
class Resolved:
    """A named unit: the bureaus it is here, and those it is only elsewhere."""

    text: str
    here: tuple[Bureau, ...]
    elsewhere: tuple[Bureau, ...]
    role: Role | None
    typo: bool

    @property
    def ids(self) -> tuple[int, ...]:
        """Ids of the bureaus meant here."""
        return tuple(bureau.id for bureau in self.here)

    @property
    def names(self) -> tuple[str, ...]:
        """Printed names of the bureaus meant here, else the name as typed."""
        return tuple(dict.fromkeys(bureau.name for bureau in self.here)) or (self.text,)


def resolve(question: Question, asked: UnitAsked) -> Resolved:
    """The bureaus that `asked` means; a name without level is the unit of the paper's own place."""
    places = {document.jurisdiction for document in question.scope.documents}
    every = [one for one in question.turn.names.bureaus if one.id in asked.ids]
    here = tuple(one for one in every if one.jurisdiction in places) or tuple(
        one for one in every if _above(one, places)
    )
    here = tuple(one for one in here if fold(one.name) == asked.text) or here
    here = tuple(one for one in here if _surely(one, asked.text)) or here
    elsewhere = tuple(one for one in every if one not in here)
    return Resolved(asked.text, _own_level(asked.text, here), elsewhere, asked.role, asked.typo)


def _surely(bureau: Bureau, text: str) -> bool:
    """Whether the text is that unit's own name, not a sister organisation's (委 for 局)."""
    return forms(bureau.name, bureau.jurisdiction or "").get(text, True)


def _above(bureau: Bureau, places: set[str | None]) -> bool:
    """Whether it belongs to a place that one of those lies in: 上海市 for a paper of 静安区."""
    home = bureau.jurisdiction
    return any(home and place and place.startswith(home) for place in places)


def _own_level(text: str, bureaus: tuple[Bureau, ...]) -> tuple[Bureau, ...]:
    """Without a level said, a district's paper means its own unit before the city's."""
    if parts_of(text).level or len({one.jurisdiction for one in bureaus}) > 1:
        return bureaus
    own = tuple(
        one for one in bureaus if (one.jurisdiction or "").endswith(parts_of(one.name).level or "-")
    )
    return own or bureaus


def nearest(question: Question, asked: UnitAsked, taken: Sequence[int] = ()) -> tuple[Bureau, ...]:
    """Bureaus of the papers in question with that name at another level (区医保局 for 市医保局)."""
    core = parts_of(asked.text).core
    places = {document.jurisdiction for document in question.scope.documents}
    return tuple(
        bureau
        for bureau in question.turn.names.bureaus
        if bureau.jurisdiction in places
        and bureau.id not in taken
        and parts_of(bureau.name).core == core
    )


def known_unit(question: Question, typed: str) -> str:
    """The printed name of the one unit that is called so; '' where none or several are."""
    bureaus = question.turn.names.bureaus
    if any(one.name == typed for one in bureaus):
        return typed
    named = [one for one in question.meaning.units if fold(typed) == one.text]
    ids = {each for one in named for each in resolve(question, one).ids}
    ids = ids or set(question.turn.lexicon.units.ids(typed))
    known = dict.fromkeys(one.name for one in bureaus if one.id in ids)
    return next(iter(known)) if len(known) == 1 else ""
