"""What is shipped for installing: it names what exists."""

import re
from pathlib import Path

from bot.settings import PREFIX, Settings

DEPLOY = Path(__file__).parents[2] / "deploy"


def test_the_example_names_every_setting_and_no_other():
    text = (DEPLOY / "env.example").read_text("utf-8")
    named = re.findall(rf"^#?({PREFIX}\w+)=", text, re.MULTILINE)
    assert sorted(named) == sorted(f"{PREFIX}{name}".upper() for name in Settings.model_fields)


def test_the_example_sets_nothing_by_itself():
    lines = (DEPLOY / "env.example").read_text("utf-8").splitlines()
    assert all(line.startswith("#") or not line for line in lines)


def test_the_image_holds_every_package():
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = set(re.findall(r"^COPY (\w+) \1$", text, re.MULTILINE))
    assert copied == {"bot", "handlers", "reminders", "knowledge", "db"}


def test_stopping_leaves_the_time_that_finishing_takes():
    from bot.serving.serve import FINISH_SECONDS  # noqa: PLC0415

    unit = (DEPLOY / "duban.service").read_text("utf-8")
    compose = (DEPLOY / "compose.yaml").read_text("utf-8")
    patience = [
        int(re.findall(pattern, text)[0])
        for pattern, text in ((r"TimeoutStopSec=(\d+)", unit), (r"grace_period: (\d+)s", compose))
    ]
    assert all(seconds > FINISH_SECONDS + 15 for seconds in patience)


def test_nothing_names_a_registry():
    for path in DEPLOY.iterdir():
        text = path.read_text("utf-8")
        assert not re.search(r"index-url|\.io/|registry", text), path
