"""Bounds: how much one file may hold and cost, and the budget that is spent on it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.articles.findings import ArticleError

MIB = 1024**2

ID_LENGTH = 200
"""The longest id of an article, in characters."""

# Whatever the ratio, so much is no bomb: a page of one repeated line may be packed a thousandfold.
_HARMLESS = 100 * MIB

_BEAT_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much one file may hold, with all that is packed in it, and what reading may cost.

    ``file``, ``unpacked_size``, ``document`` (one that is read as a whole), ``line`` and ``memory``
    are bytes. ``ratio`` is how many times its size a file may unpack to. ``entries`` are those
    of all archives in it, ``nesting`` how deep archives may stand in each other, ``name`` the
    characters of a path in one. ``depth`` is that of elements in a page and values in JSON.
    ``seconds`` are of computing, and allowed again for every 16 MiB of the file; ``patience``
    is how many may pass without a sign of life.
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
        """Return the seconds of computing that a file of ``size`` bytes may take."""
        return self.seconds * (1 + size // (16 * MIB))


DEFAULT_LIMITS = ReadLimits()


def ignore_progress() -> None:
    """Hear a sign of life where nobody listens."""


class UnpackBudget:
    """What may still be unpacked of one file; all that is packed in it draws on the same."""

    def __init__(
        self, limits: ReadLimits, size: int, alive: Callable[[], None] = ignore_progress
    ) -> None:
        """Take the file's size, and whom to call, twice a second at most, while it is read."""
        self._limits = limits
        self._limit = min(limits.unpacked_size, max(_HARMLESS, limits.ratio * size))
        self._allowance = self._limit
        self._entries = limits.entries
        self._alive = alive
        self._beat = time.monotonic()

    @property
    def is_spent(self) -> bool:
        """Tell whether more was unpacked than may be."""
        return self._allowance < 0

    @property
    def error(self) -> ArticleError:
        """Return what to say when it is spent."""
        text, ratio = f"it unpacks to more than {self._limit:,} bytes", self._limits.ratio
        if self._limit == self._limits.unpacked_size:
            return ArticleError(f"{text}: split it", truncated=True)
        return ArticleError(f"{text}, {ratio:,} times its size: no articles do", truncated=True)

    def spend(self, size: int) -> int:
        """Take off bytes that were unpacked; return how many of them were allowed."""
        self.beat()
        allowance, self._allowance = self._allowance, self._allowance - size
        return max(0, min(size, allowance))

    def enter(self) -> None:
        """Take off one entry of an archive; raise ArticleError when there were too many."""
        self.beat()
        self._entries -= 1
        if self._entries < 0:
            raise ArticleError(
                f"it holds more than {self._limits.entries:,} entries, and the rest was not read:"
                " split it",
                truncated=True,
            )

    def beat(self) -> None:
        """Give a sign of life: formats that compute for long call this between their steps."""
        timestamp = time.monotonic()
        if timestamp - self._beat >= _BEAT_SECONDS:
            self._beat = timestamp
            self._alive()
