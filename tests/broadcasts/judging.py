"""The messages of this folder, and what must be understood of each."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.broadcasts.drafts import draft_in
from knowledge.broadcasts.model import Correction, Draft, Order
from knowledge.broadcasts.orders import correction_in, order_in

DATA = Path(__file__).parent / "data"
TODAY = date(2024, 7, 25)
Json = dict[str, Any]


@cache
def messages() -> tuple[Json, ...]:
    lines = (DATA / "own.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def expected(one: Json) -> Json:
    """With what is not written out."""
    usual: Json = {}
    if one["deed"] == "draft":
        usual = {"whom": "", "units": "", "at": None, "by": None, "compulsory": False}
        usual |= {"personal": False, "receipt": True}
    if one["deed"] == "correct":
        usual = {"number": None, "again": False}
    elif one["deed"] not in ("draft", None):
        usual = {"number": None}
    return usual | {key: value for key, value in one.items() if key != "text"}


def read(text: str) -> Json:
    """What the program makes of it."""
    match order_in(text) or correction_in(text) or draft_in(text, TODAY):
        case Order(deed, number):
            return {"deed": deed, "number": number}
        case Correction(words, number, again):
            return {"deed": "correct", "words": words, "number": number, "again": again}
        case Draft() as draft:
            values = {name: getattr(draft, name) for name in Draft.__dataclass_fields__}
            for name in ("at", "by"):
                values[name] = values[name] and values[name].isoformat(timespec="minutes")
            return {"deed": "draft"} | values
    return {"deed": None}
