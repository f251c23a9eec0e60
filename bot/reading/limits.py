"""Limits on what a file may contain and what reading it may cost."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.articles.findings import ArticleError

MIB = 1024**2

ID_LENGTH = 200
"""The longest id of an article, in characters."""

# Less is never a bomb, whatever the ratio: a page of one repeated line compresses a thousandfold.
_HARMLESS = 100 * MIB

_BEAT_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits on one file with everything packed in it.

    file: size of the file, in bytes
    unpacked_size: size after unpacking, in bytes
    ratio: size after unpacking, in multiples of the file's size
    entries: number of entries of all its archives
    nesting: depth of archives in archives
    name: length of a path in an archive, in characters
    articles: number of articles
    rejections: number of rejected articles
    document: size of a document that is read as a whole, in bytes
    line: length of a line of JSON lines, in bytes
    pages: number of pages of a PDF file
    depth: nesting depth of elements in a page and of values in JSON
    seconds: CPU time, allowed again for every 16 MiB of the file
    patience: seconds without computing or results
    memory: address space of the reading process, in bytes
    """

    file: int = 2048 * MIB
    unpacked_size: int = 2048 * MIB
    ratio: int = 200
    entries: int = 100_000
    nesting: int = 3
    name: int = 1_000
    articles: int = 1_000_000
    rejections: int = 100_000
    document: int = 256 * MIB
    line: int = 64 * MIB
    pages: int = 2_000
    depth: int = 256
    seconds: int = 30
    patience: int = 60
    memory: int = 1024 * MIB

    def cpu_seconds(self, size: int) -> int:
        """Return the CPU seconds that a file of ``size`` bytes may take."""
        return self.seconds * (1 + size // (16 * MIB))


DEFAULT_LIMITS = ReadLimits()


def ignore_progress() -> None:
    """Do nothing on progress."""


class UnpackBudget:
    """What may still be unpacked of one file, shared with everything packed in it."""

    def __init__(
        self, limits: ReadLimits, size: int, alive: Callable[[], None] = ignore_progress
    ) -> None:
        """Take the file's size, and what to call on progress, at most twice a second."""
        self._limits = limits
        self._limit = min(limits.unpacked_size, max(_HARMLESS, limits.ratio * size))
        self._allowance = self._limit
        self._entries = limits.entries
        self._alive = alive
        self._beat = time.monotonic()

    @property
    def is_spent(self) -> bool:
        """Tell whether more was unpacked than is allowed."""
        return self._allowance < 0

    @property
    def error(self) -> ArticleError:
        """Return the error for a budget that is spent."""
        text, ratio = f"it unpacks to more than {self._limit:,} bytes", self._limits.ratio
        if self._limit == self._limits.unpacked_size:
            return ArticleError(f"{text}: split it", truncated=True)
        return ArticleError(
            f"{text}, {ratio:,} times its size: unpack it and add the files", truncated=True
        )

    def spend(self, size: int) -> int:
        """Spend bytes that were unpacked; return how many of them were allowed."""
        self.beat()
        allowance, self._allowance = self._allowance, self._allowance - size
        return max(0, min(size, allowance))

    def enter(self) -> None:
        """Spend one entry of an archive; raise ArticleError where there were too many."""
        self.beat()
        self._entries -= 1
        if self._entries < 0:
            raise ArticleError(
                f"it has more than {self._limits.entries:,} entries; the rest was not read:"
                " split it",
                truncated=True,
            )

    def beat(self) -> None:
        """Report progress; formats that compute for long call this between their steps."""
        timestamp = time.monotonic()
        if timestamp - self._beat >= _BEAT_SECONDS:
            self._beat = timestamp
            self._alive()
