"""Diagnosis: what a check came to, in words, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad something is: a fault keeps the bot from working, a warning does not."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a check says of one thing; ``remedy`` is what to do, empty where all is well."""

    subject: str
    level: Level
    text: str
    remedy: str = ""

    def to_json(self) -> dict[str, str]:
        """Return what ``doctor --json`` prints of it."""
        values = {"check": self.subject, "level": self.level.value, "text": self.text}
        return values | {"remedy": self.remedy} if self.remedy else values


def approve(subject: str, text: str) -> Diagnosis:
    """Return that something is as it should be."""
    return Diagnosis(subject, Level.OK, text)


def warn(subject: str, text: str, remedy: str) -> Diagnosis:
    """Return that something may be wrong, and what to do."""
    return Diagnosis(subject, Level.WARNING, text, remedy)


def blame(subject: str, text: str, remedy: str) -> Diagnosis:
    """Return that something is wrong, and what to do."""
    return Diagnosis(subject, Level.FAULT, text, remedy)
