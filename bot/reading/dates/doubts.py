"""Doubts about a date: a part is missing, or it may be several days."""

from collections.abc import Iterable
from datetime import date


class UnclearDateError(ValueError):
    """Say what is unclear or missing, as in "its day is missing"."""


class SeveralDaysError(ValueError):
    """Say that a date may be several days; ``days`` are these, the most usual one first."""

    def __init__(self, days: Iterable[date], reason: str) -> None:
        self.days = tuple(dict.fromkeys(days))
        self.reason = reason
        super().__init__(reason)
