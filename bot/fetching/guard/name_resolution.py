"""Name resolution: the addresses of a host, found without holding up anything else.

The event loop's own threads are few and shared; a dozen dead name servers would keep questions
waiting. A thread that still waits for a name server does not hold up the end of the program.
"""

import asyncio
import socket
import threading
from collections.abc import Sequence
from weakref import WeakKeyDictionary

_MOST_THREADS = 8
_slots: "WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore]" = WeakKeyDictionary()


async def resolve_name(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host, the best first; raise OSError where it has none."""
    loop = asyncio.get_running_loop()
    slots = _slots.setdefault(loop, asyncio.Semaphore(_MOST_THREADS))
    await slots.acquire()
    result: asyncio.Future[list[str]] = loop.create_future()

    def report(addresses: list[str] | OSError) -> None:
        slots.release()  # only now: a caller that gave up has left its thread behind
        if result.done():
            return
        if isinstance(addresses, OSError):
            result.set_exception(addresses)
        else:
            result.set_result(addresses)

    def look_up() -> None:
        answer = _ask_system(host, port)
        try:
            loop.call_soon_threadsafe(report, answer)
        except RuntimeError:  # the loop was closed meanwhile
            return

    threading.Thread(target=look_up, name="name-resolution", daemon=True).start()
    return await result


def _ask_system(host: str, port: int) -> list[str] | OSError:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        return error
    except UnicodeError:
        return OSError("no host name")
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))
