"""Who a process is in leases, and whether one on this machine is gone.

A lease of a process that was killed runs out by itself, within a minute. One that ran on this very
machine need not be waited for: whoever starts again after a crash answers at once.
"""

import os
import secrets
import socket
from pathlib import Path


def new_holder() -> str:
    """Machine, process and a random word."""
    return f"{_machine()}:{os.getpid()}:{secrets.token_hex(4)}"


def is_gone(holder: str, own: str) -> bool:
    """Whether that process surely runs no more; of another machine nobody knows."""
    machine, _, rest = holder.rpartition(":")[0].rpartition(":")
    if holder == own or machine != _machine() or not rest.isdigit():
        return False
    # Another word under our own number: our number was its number before.
    return int(rest) == os.getpid() or not _runs(int(rest))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _machine() -> str:
    """Containers may share a name: their process numbers are of different spaces."""
    try:
        space = Path("/proc/self/ns/pid").readlink().name
    except OSError:
        space = ""
    return f"{socket.gethostname()}/{space}".replace(":", "-")
