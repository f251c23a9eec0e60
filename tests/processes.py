"""What /proc says of the processes that a test started, directly or not."""

from contextlib import suppress
from pathlib import Path


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that run still."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*"):
        with suppress(OSError):  # threads come and go
            found += map(int, (task / "children").read_text().split())
    return found


def command(process: int) -> str:
    """Return the command line of a process, empty where it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
