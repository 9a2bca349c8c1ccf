"""The guides to the first answer: what they tell people to type works as it stands."""

import re
import shlex
from pathlib import Path

import pytest

from tests.bot.program import inside

DOCS = Path(__file__).parents[1] / "docs"
_TYPED = re.compile(r"(?:^\.venv/bin/|`)duban (people (?:add|invite) [^`\n#]+)", re.MULTILINE)


@pytest.mark.parametrize("guide", ["setup-telegram.md", "setup-slack.md"])
def test_people_are_added_and_invited_as_the_guide_says(tmp_path, guide):
    typed = _TYPED.findall((DOCS / guide).read_text("utf-8"))
    typed = [line for line in typed if "姓名" not in line]
    assert typed
    for line in typed:
        done = inside(tmp_path, *shlex.split(line))
        assert done.returncode == 0, f"{line}: {done.stderr}"
