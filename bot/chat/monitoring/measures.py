"""Measures: what is measured from time to time, and what a check came to."""

from dataclasses import dataclass

from bot.index.protocol import IndexStats


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """Whether something is as it should be; ``detail`` says how it is, in words."""

    name: str
    is_ok: bool
    detail: str

    def to_json(self) -> dict[str, object]:
        """Return the result without the name, as values that JSON knows."""
        return {"ok": self.is_ok, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class IndexMeasure:
    """What is searched: its numbers, its files' size, and how many files are unfinished."""

    stats: IndexStats
    bytes: int = 0
    unfinished_files: int = 0


@dataclass(frozen=True, slots=True)
class UpdateBacklog:
    """The updates that are not handled yet, and the age of the oldest, in seconds.

    ``longest_wait``: for how many seconds a chat has now waited for the bot. It is less than the
    age where the bot answers a chat's messages one after the other, and where Telegram makes it
    wait.
    """

    length: int = 0
    age: float = 0.0
    longest_wait: float = 0.0
