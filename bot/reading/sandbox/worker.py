"""Worker: the process in which untrusted files are parsed, one after the other.

It receives an open file and its limits, and replies with messages. Python code in it may write
no file, start no process and reach no network, and its CPU time and memory are limited.
"""

import json
import os
import resource
import select
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import BinaryIO

from bot.articles.findings import ArticleError, Rejection, cause_of
from bot.reading.limits import ReadLimits
from bot.reading.sandbox.messages import ALIVE, COMPLETE, LAST, READY, Message, encode
from bot.reading.sandbox.read_task import ARTICLES, ReadKind, ReadTask
from bot.reading.source import Source, build_source, escape_unprintable
from bot.system.processes.child_process import exit_with_parent, lower_priority

OUT_OF_MEMORY = 77
"""The exit status for it: with no memory left, no message can be sent."""

_REQUEST = 64 * 1024
_IDLE_SECONDS = 60
_NICENESS = 5

# Names of Python's audit events. They stop parsers that are tricked into something, but not
# machine code in a file: only the limits protect against that.
_FORBIDDEN = frozenset(
    "subprocess.Popen os.exec os.fork os.forkpty os.posix_spawn os.spawn os.system pty.spawn"
    " os.kill os.mkdir os.rename os.remove os.rmdir os.link os.symlink os.truncate os.chmod"
    " os.chown shutil.rmtree shutil.move socket.connect socket.bind socket.getaddrinfo"
    " socket.sendto".split()
)
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def encode_request(path: str, limits: ReadLimits, task: ReadTask = ARTICLES) -> bytes:
    """Return the request for a file, which is sent along with it as an open descriptor."""
    return json.dumps([path, asdict(limits), task.to_json()]).encode()


def main() -> None:
    """Serve the socket whose descriptor is given, until it closes or is idle for a minute."""
    # Not when pool.py imports this module; and before the first file's time begins.
    import bot.reading.reader  # noqa: F401

    exit_with_parent(sys.stdin.fileno())
    _give_up_rights()
    with socket.socket(fileno=int(sys.argv[1])) as parent:
        is_reusable = True
        while is_reusable and select.select([parent], [], [], _IDLE_SECONDS)[0]:
            data, files, _, _ = socket.recv_fds(parent, _REQUEST, 1)
            if not data:
                return
            path, limits, values = json.loads(data)
            task = ReadTask.from_json(values)
            with os.fdopen(files[0], "rb") as file:
                is_reusable = _serve(parent, file, path, ReadLimits(**limits), task)


def _serve(
    parent: socket.socket, file: BinaryIO, path: str, limits: ReadLimits, task: ReadTask
) -> bool:
    """Answer one request; return whether this process can take another."""

    def send(message: Message) -> None:
        parent.sendall(encode(message))

    send(READY)
    _limit(limits, os.fstat(file.fileno()).st_size)
    try:
        for finding in _findings(file, path, limits, task, lambda: send(ALIVE)):
            send(finding)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    is_reusable = _peak() < limits.memory // 2
    send(COMPLETE if is_reusable else LAST)
    return is_reusable


def _findings(
    file: BinaryIO, path: str, limits: ReadLimits, task: ReadTask, alive: Callable[[], None]
) -> Iterator[Message]:
    try:
        source = replace(build_source(file, path, limits, alive), url=task.url)
        yield from _read(source, task)
    except ArticleError as error:
        yield Rejection(path, error.line, error.reason, truncated=True, cause=error.cause)
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:
        description = escape_unprintable(f"{type(error).__name__}: {error}")[:200]
        reason = f"its reader failed, and the rest was not read ({description})"
        yield Rejection(path, None, reason, truncated=True, cause=cause_of(error))


def _read(source: Source, task: ReadTask) -> Iterator[Message]:
    from bot.reading.feeds.followed_feed import read_followed_feed
    from bot.reading.feeds.page_links import read_feed_links
    from bot.reading.reader import read_source

    match task.kind:
        case ReadKind.FEED:
            yield from read_followed_feed(source, task.today)
        case ReadKind.LINKS:
            yield from read_feed_links(source)
        case ReadKind.ARTICLES:
            yield from read_source(source)


def _limit(limits: ReadLimits, size: int) -> None:
    """Limit CPU time and memory from now on.

    Where the system has no limit of address space, as on macOS, memory is not limited.
    """
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime) + 1 + limits.cpu_seconds(size)
    _set(resource.RLIMIT_CPU, seconds)
    _set(resource.RLIMIT_AS, limits.memory)


def _set(limit: int, value: int) -> None:
    hard = resource.getrlimit(limit)[1]
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(limit, (soft, hard))
    except (OSError, ValueError):
        return


def _peak() -> int:
    """Return the peak memory use so far, in bytes."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    # Not ru_maxrss, which on Linux starts at the parent's, however small this process is.
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line) * 1024


def _give_up_rights() -> None:
    lower_priority(_NICENESS)
    with suppress(OSError):
        # If the machine runs out of memory, the kernel kills this process rather than the bot.
        Path("/proc/self/oom_score_adj").write_text("1000")
    for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(limit, (0, 0))
    sys.dont_write_bytecode = True
    sys.addaudithook(_audit)


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event in _FORBIDDEN or (event == "open" and _writes(*arguments)):
        raise PermissionError(f"a reader may not do this: {event}")


def _writes(path: object, mode: object, flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & _WRITE_FLAGS)


if __name__ == "__main__":
    main()
