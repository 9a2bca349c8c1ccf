"""The five built-in papers, shipped as facts: one reviewable TOML file each.

A file has the names of `duban parse --json`, its tasks under their sections. A task without a
`deadline` is due at the end of the paper's period; `points` say in our own words what it is about.
"""

import tomllib
from importlib.resources import files

from knowledge.catalog.facts import read_paper
from knowledge.catalog.table import CatalogError as CatalogError
from knowledge.catalog.table import Table
from knowledge.papers.model import Paper

SLUGS: tuple[str, ...] = ("sh2023-tcm", "banan2024", "sh2024-health", "jingan2020", "jingan2024")


def load(slug: str) -> Paper:
    """One built-in paper. Raises CatalogError for a file that is written wrongly."""
    return read(slug, files(__name__).joinpath(f"{slug}.toml").read_text(encoding="utf-8"))


def load_all() -> tuple[Paper, ...]:
    """The built-in papers in the order of SLUGS."""
    return tuple(load(slug) for slug in SLUGS)


def read(slug: str, toml: str) -> Paper:
    """The paper of a catalogue file's text. Raises CatalogError naming file and key."""
    name = f"{slug}.toml"
    try:
        cells = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{name}: {error}") from error
    return Table(cells, name).read(lambda file: read_paper(slug, file))
