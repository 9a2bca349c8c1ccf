"""What was rendered a moment ago: many are told the same, and it looks the same to all."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from handlers.reply import Block

T = TypeVar("T")

Blocks = tuple[Block, ...]
ROOM = 512


class Rendered(Generic[T]):
    """Renderings by the very blocks they were made of; the oldest goes first."""

    def __init__(self, render: Callable[[Blocks], T]) -> None:
        """`render` is pure, and nobody changes what it gave."""
        self._render = render
        self._kept: OrderedDict[int, tuple[Blocks, T]] = OrderedDict()

    def of(self, blocks: Blocks) -> T:
        """The rendering of those blocks."""
        # By identity: comparing two long answers costs as much as rendering one. What is kept
        # keeps its blocks alive, so no others come to have their id.
        kept = self._kept.get(id(blocks))
        if kept:
            return kept[1]
        rendered = self._render(blocks)
        self._kept[id(blocks)] = (blocks, rendered)
        if len(self._kept) > ROOM:
            self._kept.popitem(last=False)
        return rendered
