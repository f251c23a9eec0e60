"""Subordinate: what a process does first that works for another: end with it, and yield to it."""

import fcntl
import os
import select
import signal
import sys
from contextlib import suppress
from pathlib import Path

_AUTOGROUP = Path("/proc/self/autogroup")


def exit_with_parent(end: int) -> None:
    """End when the pipe whose reading end is given closes, whatever runs then.

    The parent holds its other end and sends nothing from now on. A signal reaches also what
    never comes back to Python; that of a parent's death, which Linux has, would follow its
    thread instead. What stops a service reaches its children too, and is left to the parent.
    """
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, signal.SIG_IGN)
    ending = signal.SIG_DFL if sys.platform == "linux" else lambda *_: os._exit(0)
    signal.signal(signal.SIGIO, ending)
    fcntl.fcntl(end, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(end, fcntl.F_SETFL, fcntl.fcntl(end, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([end], [], [], 0)[0]:
        os._exit(0)


def lower_priority(niceness: int) -> None:
    """Compute only when nobody else wants to."""
    os.nice(niceness)
    if os.getsid(0) == os.getpid():
        # Linux may share out a desktop's cores by session first: then that of its own counts.
        with suppress(OSError):
            _AUTOGROUP.write_text(str(niceness))
