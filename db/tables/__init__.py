"""Every table of the ledger, one file per group of nouns, all in one `metadata`."""

from db.tables import bureaus, figures, papers, people, progress, records, search, sending, work
from db.tables.base import HEAD, metadata

__all__ = [
    "HEAD",
    "bureaus",
    "figures",
    "metadata",
    "papers",
    "people",
    "progress",
    "records",
    "search",
    "sending",
    "work",
]
