"""What may be said about an error in a log: its kind and place, never what somebody wrote."""

from pathlib import Path
from traceback import extract_tb

from bot.serving.sending import SendError


def told(error: BaseException) -> str:
    """Such as `KeyError at ledger.py:12`: messages of errors may quote texts and tokens.

    Why a platform took no message is said in words of our own, for whoever has to see to it.
    """
    if isinstance(error, SendError):
        return error.reason
    frames = extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
