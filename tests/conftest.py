"""What all tests share: the source papers, and a network that ends at loopback."""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.compiled import share_compiled
from tests.seeds import seed_path


def pytest_configure() -> None:
    share_compiled()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes begins first, so that no process works at it when all others are done."""
    items.sort(key=lambda one: "/reports/" not in one.nodeid)


@pytest.fixture(scope="session")
def seed_text() -> Callable[[str], str]:
    """The text of a source paper by its slug; skips loudly where the sources are not at hand."""

    def read(slug: str) -> str:
        return seed_path(slug).read_text("utf-8")

    return read


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """A test that reaches for the network fails, whatever library it does so by."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _refusing(getattr(socket.socket, name)))
        yield


def _refusing(original: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: socket.socket, *arguments: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(arguments[-1][0]):
            raise AssertionError(f"a test reached for the network: {arguments[-1]}")
        return original(self, *arguments)

    return call


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("DUBAN_")]:
        monkeypatch.delenv(name)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The scores that tests recorded, whichever process they ran in."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, [])]
    scores = [value for one in reports for name, value in one.user_properties if name == "score"]
    if scores:
        terminalreporter.section("scores")
        for score in sorted(set(scores)):
            terminalreporter.write_line(score)
