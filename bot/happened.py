"""Keys of recent events that changed something, so that one that comes again is looked up."""

from collections import OrderedDict

ROOM = 20_000


class Happened:
    """A bounded set; the oldest goes first. What it forgot, platforms say themselves: a retry."""

    def __init__(self) -> None:
        self._keys: OrderedDict[str, None] = OrderedDict()

    def note(self, key: str) -> None:
        """It happened."""
        self._keys[key] = None
        if len(self._keys) > ROOM:
            self._keys.popitem(last=False)

    def holds(self, key: str) -> bool:
        """Whether it happened lately."""
        return key in self._keys
