"""Quiet hours: the part of the day in which a chat gets no message that nobody asked for."""

from dataclasses import dataclass

_HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one full hour to another, maybe over midnight: from 22 to 7, for example.

    Raise ValueError where one is no hour of a day, or both are the same.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Check that both are hours of a day."""
        hours = range(_HOURS_A_DAY)
        if self.start not in hours or self.end not in hours or self.start == self.end:
            raise ValueError(f"{self} is no part of a day")

    def __str__(self) -> str:
        """Return them as they are stored: ``22-7``."""
        return f"{self.start}-{self.end}"

    def includes(self, hour: int) -> bool:
        """Tell whether an hour of the day, from 0 to 23, is one of them."""
        length = (self.end - self.start) % _HOURS_A_DAY
        return (hour - self.start) % _HOURS_A_DAY < length


def parse_quiet_hours(text: str) -> QuietHours | None:
    """Return the quiet hours that are stored as ``text``, None where there are none."""
    start, _, end = text.partition("-")
    try:
        return QuietHours(int(start), int(end))
    except ValueError:
        return None
