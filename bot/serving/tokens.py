"""Values of buttons, sealed: what comes back was handed out by this installation, and there."""

import base64
import hashlib
import hmac

MOST_BYTES = 64
"""What Telegram carries in a button; Slack carries more."""

_SEAL_CHARACTERS = 10
_SEAL_BYTES = 9  # enough for ten characters of base64; sixty bits cannot be tried out in a chat


class Tokens:
    """Seals values with this installation's secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def seal(self, value: str, place: str) -> str:
        """The value with its seal, good in that place only; ValueError if a button cannot hold it.

        `place` is as `bot.places.place_text` writes it, without topic.
        """
        sealed = f"{value}.{self._seal(value, place)}"
        if len(sealed.encode()) > MOST_BYTES:
            raise ValueError(f"a button cannot hold {len(value.encode())} bytes")
        return sealed

    def open(self, token: str, place: str) -> str | None:
        """The value, or None for what nobody sealed for that place."""
        value, _dot, seal = token.rpartition(".")
        expected = self._seal(value, place)
        # As bytes: compare_digest refuses text beyond ASCII, and anything may come back.
        same = hmac.compare_digest(_bytes(seal), expected.encode())
        return value if same else None

    def _seal(self, value: str, place: str) -> str:
        said = _bytes(place) + b"\0" + _bytes(value)
        # A keyed BLAKE2 is a MAC by itself, and does not let go of the interpreter for so little:
        # with other threads at work that costs more than the seal.
        digest = hashlib.blake2b(said, key=self._secret, digest_size=_SEAL_BYTES).digest()
        return base64.urlsafe_b64encode(digest).decode()[:_SEAL_CHARACTERS]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
