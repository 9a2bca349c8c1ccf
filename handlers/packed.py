"""Long lists of ids as short text."""

import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Sequence

SHORT = 60
"""Up to so many ids are not worth packing."""
_LONGEST = 1 << 20


def pack(ids: Sequence[int]) -> str:
    """The ids as ASCII text; neighbours cost little."""
    return b64encode(zlib.compress(array("q", ids).tobytes(), 1)).decode("ascii")


def unpack(text: str) -> tuple[int, ...]:
    """What `pack` packed. Raises `ValueError` for anything else."""
    try:
        inflating = zlib.decompressobj()
        data = inflating.decompress(b64decode(text, validate=True), _LONGEST)
    except zlib.error as error:
        raise ValueError("not packed ids") from error
    ids = array("q")
    ids.frombytes(data)
    return tuple(ids)
