"""What the system says of the processes that a test started, directly or not.

The parents of all processes are asked for: /proc's own list of the children of one leaves some
out while others of them end.
"""

from contextlib import suppress

import psutil


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that run still."""
    return _list_descendants(process, is_recursive=False)


def list_family(process: int) -> list[int]:
    """Return a process with all that it has started and that run still, directly or not."""
    return [process, *_list_descendants(process, is_recursive=True)]


def command(process: int) -> str:
    """Return the command line of a process, empty where it has ended."""
    try:
        return " ".join(psutil.Process(process).cmdline())
    except psutil.Error:
        return ""


def _list_descendants(process: int, *, is_recursive: bool) -> list[int]:
    pids: list[int] = []
    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process).children(recursive=is_recursive):
            with suppress(psutil.NoSuchProcess):
                if child.status() != psutil.STATUS_ZOMBIE:
                    pids.append(child.pid)
    return pids
