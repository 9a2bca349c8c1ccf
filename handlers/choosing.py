"""Which intent a meaning has: the first rule that fits, most telling first."""

from collections.abc import Callable

from knowledge.questions.meaning import Meaning

Rule = tuple[str, Callable[[Meaning], bool]]


def intent_of(meaning: Meaning) -> str:
    """The name of the route that answers this meaning."""
    return next((intent for intent, fits in _RULES if fits(meaning)), "unknown")


def _phase(meaning: Meaning) -> bool:
    return meaning.asks_any("phase") and not meaning.units


def _members(meaning: Meaning) -> bool:
    told = not meaning.topic or bool(meaning.documents)
    return meaning.asks_any("members") and told and not meaning.units


def _documents(meaning: Meaning) -> bool:
    return meaning.asks_any("documents", "across") and not meaning.topic and not meaning.units


def _compare(meaning: Meaning) -> bool:
    papers = len(meaning.documents) > 1 or len(meaning.years) > 1
    units = len(meaning.units) > 1 and meaning.asks_any("compare")
    if meaning.asks_any("indicator"):
        return units
    # 静安创建什么时候评审: a place that issued several papers compares nothing.
    about = bool(meaning.topic) and not meaning.by_place
    return units or (papers and (meaning.asks_any("compare", "count") or about))


def _most(meaning: Meaning) -> bool:
    return meaning.asks_any("most") and not meaning.topic


def _duty(meaning: Meaning) -> bool:
    return meaning.asks_any("duty") and bool(meaning.units)


def _by_unit(meaning: Meaning) -> bool:
    return bool(meaning.units)


def _period(meaning: Meaning) -> bool:
    """静安创建方案什么时候到期: of the paper itself."""
    alone = not (meaning.topic or meaning.items or meaning.units or meaning.window)
    return alone and bool(meaning.documents) and meaning.asks_any("when")


def _jointly_led(meaning: Meaning) -> bool:
    return meaning.bare and meaning.together and meaning.role == "lead"


def _standing(meaning: Meaning) -> bool:
    return meaning.asks_any("open", "recurring") and not (meaning.topic or meaning.items)


def _due(meaning: Meaning) -> bool:
    dated = bool(meaning.window) and not meaning.topic
    return dated or (meaning.asks_any("due") and not meaning.topic)


def _units(meaning: Meaning) -> bool:
    return (
        meaning.bare
        and meaning.asks_any("who")
        and ("单位" in meaning.text or "部门" in meaning.text)
    )


def _all(meaning: Meaning) -> bool:
    asks = meaning.asks_any("list", "count", "duty", "quantity")
    return meaning.bare and ((asks and len(meaning.text) > 3) or meaning.text.endswith("任务"))


def _opened(meaning: Meaning) -> bool:
    return bool(meaning.documents or meaning.years) and meaning.bare


_RULES: tuple[Rule, ...] = (
    ("open_document", lambda meaning: meaning.asks_any("facts")),
    ("sections", lambda meaning: meaning.asks_any("sections") and not meaning.topic),
    ("phase", _phase),
    ("members", _members),
    ("documents", _documents),
    ("compare", _compare),
    ("task", lambda meaning: bool(meaning.items) or (meaning.ordinal or 0) < 0),
    ("picked", lambda meaning: _most(meaning) and meaning.asks_any("one")),
    ("units", _most),
    ("indicator", lambda meaning: meaning.asks_any("indicator") and not meaning.asks_any("due")),
    ("standing", _standing),
    ("picked", lambda meaning: meaning.asks_any("unassigned") or _jointly_led(meaning)),
    ("duty", _duty),
    ("tasks_of_unit", _by_unit),
    ("open_document", _period),
    ("due", _due),
    ("search", lambda meaning: bool(meaning.topic)),
    ("units", _units),
    ("list", _all),
    ("open_document", _opened),
)
