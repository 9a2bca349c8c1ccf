"""What was understood of a message about 通知."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Whom = Literal["", "everyone", "members", "units"]
"""'': whom the paper in talk concerns; members: the 成员单位 of it; units: those that are named."""
Asked = Literal[
    "cancel", "missing", "progress", "list", "received", "phase", "how",
    "chase", "close", "whom", "meaning",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """Words to be said to many, and what was said of how. Moments have no zone."""

    words: str
    """As they were typed."""
    whom: Whom = ""
    units: str = ""
    """Names of units, as typed."""
    at: datetime | None = None
    """When it goes out; None: once it is confirmed."""
    by: datetime | None = None
    """Until when it is to be confirmed."""
    compulsory: bool = False
    personal: bool = False
    """Everybody confirms for themselves, not one for the unit."""
    receipt: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """Other words for what was said; `number`: which one, None for the last."""

    words: str
    number: int | None = None
    again: bool = False
    """Who confirmed the words before is asked again."""


@dataclass(frozen=True, slots=True)
class Order:
    """Something asked or ordered about what was said, or is to be."""

    deed: Asked
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What is changed in a draft that waits; None: that stays."""

    words: str | None = None
    whom: Whom | None = None
    units: str = ""
    at: datetime | Literal["now"] | None = None
    by: datetime | None = None
    compulsory: bool | None = None
    personal: bool | None = None
    receipt: bool | None = None
