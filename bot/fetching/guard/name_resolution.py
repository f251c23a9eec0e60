"""Name resolution: the addresses of a host, found without holding up anything else.

The event loop's own threads are few and shared; a dozen dead name servers would keep questions
waiting. A thread that still waits for a name server does not hold up the end of the program.
"""

import asyncio
import socket
from collections.abc import Sequence
from functools import partial
from weakref import WeakKeyDictionary

from bot.system.daemon_threads import DaemonThreads

_MOST_THREADS = 8
_THREADS = DaemonThreads("name-resolution")
_slots: "WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore]" = WeakKeyDictionary()


async def resolve_name(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host, the best first; raise OSError where it has none."""
    slots = _slots.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_MOST_THREADS))
    await slots.acquire()
    # A caller that gives up leaves its thread behind, which counts until it has ended.
    return await _THREADS.call(partial(_ask_system, host, port), slots.release)


def _ask_system(host: str, port: int) -> list[str]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise OSError("no host name") from None
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))
