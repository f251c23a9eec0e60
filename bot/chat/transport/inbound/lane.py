"""Lane: the updates of a chat that wait, and who had a turn in it when."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from telegram import Update

from bot.chat.transport.inbound.update_traits import UpdateKind, UpdateTraits


class Disposition(Enum):
    """What is to be done with an update when its turn comes."""

    HANDLE = auto()
    SET_ASIDE = auto()
    """Its asker is told that it stopped the process twice."""
    SKIP = auto()
    """Its asker is told that it was skipped, with others before it."""


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """An update that waits since ``arrival``, by the clock of this process, in seconds.

    ``is_restored``: it was left from the last run.
    """

    id: int
    update: Update
    traits: UpdateTraits
    disposition: Disposition = Disposition.HANDLE
    is_restored: bool = False
    arrival: float = field(default_factory=time.monotonic, compare=False)

    @property
    def is_press(self) -> bool:
        """Tell whether somebody pressed a button."""
        return self.traits.kind == UpdateKind.PRESS

    @property
    def is_bounded(self) -> bool:
        """Tell whether it counts for how many questions of a chat may wait.

        What was left from the last run waited already when it was within that bound.
        """
        return self.traits.kind == UpdateKind.QUESTION and not self.is_restored

    @property
    def is_skippable(self) -> bool:
        """Tell whether it may be skipped where far too much waits: no file of an admin is."""
        kind = self.traits.kind
        is_part = kind == UpdateKind.UPLOAD and not self.traits.is_admin
        return kind == UpdateKind.QUESTION or is_part


class Lane:
    """What waits in a lane, in the order of its arrival, and who had a turn in it when."""

    __slots__ = (
        "entries",
        "first_skip",
        "is_busy",
        "last_skip",
        "last_skipped",
        "presses",
        "questions",
        "skips",
        "turn",
        "turns",
        "was_reported",
    )  # fmt: skip

    def __init__(self) -> None:
        self.entries: list[WaitingUpdate] = []
        self.questions = self.presses = 0
        self.is_busy = False
        self.turn = 0
        self.turns: dict[int | None, int] = {}
        self.skips: list[int] = []
        self.last_skipped: WaitingUpdate | None = None
        self.first_skip = self.last_skip = 0.0
        self.was_reported = False

    def append(self, entry: WaitingUpdate) -> None:
        """Let an update wait."""
        self.entries.append(entry)
        self._count(entry, 1)

    def remove(self, entry: WaitingUpdate) -> None:
        """Let an update wait no longer."""
        self.entries.remove(entry)
        self._count(entry, -1)

    def skip(self, entry: WaitingUpdate, timestamp: float) -> None:
        """Note that an update, which waits no longer, was skipped."""
        if not self.skips:
            self.first_skip = timestamp
        self.last_skip = timestamp
        self.skips.append(entry.id)
        self.last_skipped = entry

    def find_oldest(self, is_meant: Callable[[WaitingUpdate], bool]) -> WaitingUpdate | None:
        """Return the oldest that is meant of whoever has most of them."""
        people: dict[int | None, list[WaitingUpdate]] = {}
        for update in filter(is_meant, self.entries):
            people.setdefault(update.traits.person, []).append(update)
        return max(people.values(), key=len)[0] if people else None

    def list_candidates(self) -> list[WaitingUpdate]:
        """Return the first that waits of each person, in the order of their turns."""
        heads: dict[tuple[bool, int | None], WaitingUpdate] = {}
        for update in self.entries:
            heads.setdefault((not update.is_press, update.traits.person), update)
        order = sorted(heads, key=lambda head: (head[0], self.turns.get(head[1], 0)))
        return [heads[head] for head in order]

    def note_turn(self, person: int | None) -> None:
        """Note that an update of somebody is under way."""
        self.is_busy = True
        self.turn += 1
        self.turns[person] = self.turn

    def _count(self, entry: WaitingUpdate, change: int) -> None:
        self.questions += change * entry.is_bounded
        self.presses += change * entry.is_press
