"""The steps in the life of a task, by the names that the ledger keeps them under."""

from typing import Literal

StepKind = Literal[
    "assigned",
    "received",
    "accepted",
    "returned",
    "closed",
    "suspended",
    "resumed",
    "extension_asked",
    "extension_granted",
    "extension_refused",
    "urged",
    "commented",
]
