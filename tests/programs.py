"""Programs that tests run in processes of their own: code, not text, so that tools can check it."""

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

AUTOGROUP = Path("/proc/self/autogroup")


def program(function: Callable[..., None], *arguments: object) -> list[str]:
    """Return the command that calls a function of this module with its arguments as text."""
    return [sys.executable, "-m", __name__, function.__name__, *map(str, arguments)]


def wait_with_lock(path: str) -> None:
    """Hold the lock on a file until standard input ends."""
    from bot.system.locks import hold_lock

    with hold_lock(Path(path), "is writing"):
        print("begun", flush=True)
        sys.stdin.read()


def hold_data_folder(folder: str) -> None:
    """Hold a data folder until standard input ends."""
    from bot.system.folders.data_folder import DataFolder

    with DataFolder(Path(folder)).hold():
        print("begun", flush=True)
        sys.stdin.read()


def hang_after_begin() -> None:
    """Hang in the main thread, where no signal handler of Python's can run, but for its end."""
    import ctypes

    from bot.system.stop_signals import on_stop_signal

    with on_stop_signal(lambda: print("asked", flush=True), 0.5):
        print("begun", flush=True)
        ctypes.CDLL(None).pause()
        while True:  # the signal ended the pause
            ctypes.PyDLL(None).usleep(10)


def hold_lock(folder: str) -> None:
    """Hold the write lock of an index until standard input ends."""
    from bot.system.locks import hold_write_lock

    with hold_write_lock(Path(folder)):
        print("begun", flush=True)
        sys.stdin.read()


def run_fragile_bot() -> None:
    """Run the bot, which dies at once when it begins to read a message with the word "poison"."""
    from telegram import Message, User

    from bot.chat.questions.asked_text import AskedText, Conversations
    from bot.cli import main

    read = Conversations.read

    def die_or_read(
        self: Conversations, message: Message, bot: User, *, in_private: bool
    ) -> AskedText:
        if "poison" in (message.text or ""):
            os.kill(os.getpid(), signal.SIGKILL)
        return read(self, message, bot, in_private=in_private)

    Conversations.read = die_or_read  # type: ignore[method-assign]
    sys.argv = ["dateline", "run"]
    main()


def spin_with_parent() -> None:
    """Compute without end, as a child that exits when standard input ends."""
    begin_with_parent()
    while True:
        pass


def begin_with_parent() -> None:
    """Say that a child that exits when standard input ends has begun."""
    from bot.system.processes.child_process import exit_with_parent

    exit_with_parent(0)
    print("begun", flush=True)


def lower_own_priority() -> None:
    """Print the niceness of the process and of its session, before and after lowering both."""
    from bot.system.processes.child_process import lower_priority

    print(os.nice(0), _session_niceness())
    lower_priority(5)
    print(os.nice(0), _session_niceness())


def _session_niceness() -> str:
    # The file is empty where a control group shares out the session's cores.
    return (AUTOGROUP.read_text().split() or ["none"])[-1]


def wait_for_job(module: str, number: str) -> None:
    """Wait for a job that never ends and writes its process number to a file."""
    from bot.system.job import SubprocessJob

    SubprocessJob(module).run({"deed": "hang", "number": number})


def read_to_the_end(module: str, path: str) -> None:
    """Read a file with a pool whose workers run ``module``; say when there is a first finding."""
    from bot.reading.sandbox.pool import ReaderPool

    for _ in ReaderPool(module).read(Path(path)):
        print("begun", flush=True)


def analyze_without_end() -> None:
    """Analyze articles without end; say when the work has begun."""
    from bot.index.parallel_analysis import analyze_articles
    from tests.index.samples import ANALYZER, random_article, seeded

    articles = (random_article(seeded(number % 99), f"id{number}") for number in count())
    for number, _ in enumerate(analyze_articles(articles, ANALYZER)):
        if number == 300:
            print("begun", flush=True)


def print_hashes(*texts: str) -> None:
    """Print the hashes of texts."""
    from bot.language.hashing import hash_terms

    print(hash_terms(texts))


if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    globals()[name](*arguments)
