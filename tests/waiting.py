"""Waiting for what a test cannot be told of: it looks again and again, never for a fixed time."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any


async def until(condition: Callable[[], object | Awaitable[object]], within: float = 20) -> Any:
    """Wait until it holds, and give what it said; a loaded machine takes its time."""
    pause = 0.002
    async with asyncio.timeout(within):
        while True:
            said = condition()
            if isawaitable(said):
                said = await said
            if said:
                return said
            await asyncio.sleep(pause)
            # Looking takes the time of those who are waited for.
            pause = min(pause * 1.5, 0.1)
