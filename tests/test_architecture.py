"""docs/architecture.md names every file there is, and none that is gone."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
NAMED = (HOUSE / "docs/architecture.md").read_text("utf-8")
FLOORS = ("bot", "handlers", "reminders", "db", "knowledge")
WHOLE = ("bot/bench/fakes", "db/migrations", "knowledge/catalog")
"""Places that the page names as a whole."""


def files():
    for floor in FLOORS:
        for path in sorted((HOUSE / floor).rglob("*.py")):
            place = path.relative_to(HOUSE)
            if path.stem != "__init__" and not str(place).startswith(WHOLE):
                yield place


@pytest.mark.parametrize("place", list(files()), ids=str)
def test_every_file_has_its_line(place):
    assert re.search(rf"`(?:[\w/]*/)?{place.stem}(?:\.py)?`", NAMED), f"no word of {place}"


def test_no_line_is_about_a_file_that_is_gone():
    there = {path.name for path in HOUSE.rglob("*.py") if ".venv" not in path.parts}
    named = {Path(name).name for name in re.findall(r"`([\w/]+\.py)`", NAMED)}
    assert named - there == set()
