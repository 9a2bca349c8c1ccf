"""Where the source papers are, beside the checkout, and what their absence means."""

import os
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


def seed_path(slug: str) -> Path:
    """The source of a built-in paper; absent, a failure in CI and elsewhere a loud skip."""
    path = SEEDS / f"{slug}.txt"
    if path.is_file():
        return path
    message = f"the source papers are not beside this checkout: {path}: NOT checked"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
