"""Bytes from outside, never more of them than a bound."""

from aiohttp import StreamReader

MAX_BODY = 1 << 20
"""Bytes of a request's body."""
_CHUNK = 64 << 10


async def bounded(content: StreamReader, most: int, told: int | None = None) -> bytes | None:
    """All of it, or None where it is longer; `told` is the length that the sender gave.

    Nothing is read where that is too long already, and what was not told is counted.
    """
    if (told or 0) > most:
        return None
    data = bytearray()
    async for chunk in content.iter_chunked(_CHUNK):
        data += chunk
        if len(data) > most:
            return None
    return bytes(data)
