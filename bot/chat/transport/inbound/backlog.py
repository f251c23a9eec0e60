"""Backlog: the updates that wait for their chat's turn, in the order in which they get it."""

import time
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.chat.transport.inbound.update_traits import UpdateKind, UpdateTraits

# What is skipped is told when no more comes for so long, or at last after this long.
_QUIET_SECONDS = 2.0
_TELL_SECONDS = 30.0
_REPEAT_SECONDS = 600.0

# Parts of albums are skipped only beyond so many times the limit.
_HARD_FACTOR = 10


class Disposition(Enum):
    """What is to be done with an update when its turn comes."""

    HANDLE = auto()
    SET_ASIDE = auto()
    """Its asker is told that it stopped the process twice."""
    SKIP = auto()
    """Its asker is told that it was skipped, with others before it."""


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """An update that waits."""

    id: int
    update: object
    traits: UpdateTraits
    disposition: Disposition = Disposition.HANDLE


class Backlog:
    """Keep what waits by lane, one update a lane under way at a time.

    Within a lane, buttons come first, then turns go round by person, and a person's updates in
    order. At most ``limit`` questions of a lane wait: of whoever has most of them, the oldest is
    skipped. ``compute_delay`` tells the seconds for which a question has to wait in any case.
    """

    def __init__(
        self,
        limit: int,
        total: int,
        compute_delay: Callable[[WaitingUpdate], float] = lambda waiting: 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = limit
        self._total = total
        self._compute_delay = compute_delay
        self._clock = clock
        self._lanes: dict[Hashable, _Lane] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def list_lanes(self) -> list[Hashable]:
        """Return the lanes in which something waits or is under way."""
        return list(self._lanes)

    def add(self, waiting: WaitingUpdate) -> list[int]:
        """Take an update; return the numbers of those that are dropped without a word for it."""
        lane = self._lanes.setdefault(waiting.traits.lane, _Lane())
        lane.append(waiting)
        self._count += 1
        if lane.counts[UpdateKind.PRESS] > self._limit:
            oldest = lane.find_oldest(UpdateKind.PRESS)
            return [self._remove(lane, oldest).id] if oldest else []
        if lane.counts[UpdateKind.QUESTION] > self._limit:
            self._skip(lane)
        elif len(lane.waiting) > self._limit * _HARD_FACTOR:
            self._skip(lane, UpdateKind.UPLOAD)
        elif self._count > self._total:
            lanes = self._lanes.values()
            self._skip(max(lanes, key=lambda lane: lane.counts[UpdateKind.QUESTION]))
        return []

    def take(self, key: Hashable) -> WaitingUpdate | None:
        """Return what is next in a lane, None where that is busy or empty, or has to wait."""
        lane = self._lanes.get(key)
        if lane is None or lane.is_busy:
            return None
        waiting = self._choose(lane)
        if waiting is not None:
            lane.note_turn(waiting.traits.person)
        return waiting

    def _choose(self, lane: "_Lane") -> WaitingUpdate | None:
        for waiting in lane.list_candidates():
            if self._compute_delay(waiting) <= 0:
                return self._remove(lane, waiting)
        if lane.skips and lane.last_skipped and not lane.waiting:
            return replace(lane.last_skipped, disposition=Disposition.SKIP)
        return None

    def occupy(self, waiting: WaitingUpdate) -> bool:
        """Note that an update is under way that never waited here; False where its lane is busy."""
        lane = self._lanes.setdefault(waiting.traits.lane, _Lane())
        if lane.is_busy:
            return False
        lane.note_turn(waiting.traits.person)
        return True

    def compute_pause(self, key: Hashable) -> float | None:
        """Return the seconds until something in a lane may be taken, None where nothing waits."""
        lane = self._lanes.get(key)
        if lane is None or lane.is_busy:
            return None
        return min(map(self._compute_delay, lane.list_candidates()), default=None)

    def release(self, key: Hashable) -> None:
        """Note that nothing in a lane is under way any more."""
        lane = self._lanes.get(key)
        if lane:
            lane.is_busy = False
            if not lane.waiting and not lane.skips:
                del self._lanes[key]

    def take_skips(self, key: Hashable) -> tuple[int, ...]:
        """Return the numbers of the updates of a lane that were skipped, if it is time to tell."""
        lane = self._lanes.get(key)
        if lane is None or not lane.skips:
            return ()
        timestamp = self._clock()
        is_over = not lane.waiting or timestamp - lane.last_skip >= _QUIET_SECONDS
        pause = _REPEAT_SECONDS if lane.was_reported else _TELL_SECONDS
        if not is_over and timestamp - lane.first_skip < pause:
            return ()
        skips, lane.skips, lane.was_reported = tuple(lane.skips), [], True
        lane.last_skipped = None
        return skips

    def _skip(self, lane: "_Lane", kind: UpdateKind = UpdateKind.QUESTION) -> None:
        oldest = lane.find_oldest(kind)
        if oldest is None:
            return
        self._remove(lane, oldest)
        lane.last_skip = self._clock()
        if not lane.skips:
            lane.first_skip = lane.last_skip
        lane.skips.append(oldest.id)
        lane.last_skipped = oldest

    def _remove(self, lane: "_Lane", waiting: WaitingUpdate) -> WaitingUpdate:
        lane.remove(waiting)
        self._count -= 1
        return waiting


class _Lane:
    """What waits in a lane, in the order of its arrival, and who had a turn in it when."""

    __slots__ = (
        "counts", "first_skip", "is_busy", "last_skip", "last_skipped", "skips", "turn", "turns",
        "waiting", "was_reported",
    )  # fmt: skip

    def __init__(self) -> None:
        self.waiting: list[WaitingUpdate] = []
        self.counts: Counter[UpdateKind] = Counter()
        self.is_busy = False
        self.turn = 0
        self.turns: dict[int | None, int] = {}
        self.skips: list[int] = []
        self.last_skipped: WaitingUpdate | None = None
        self.first_skip = self.last_skip = 0.0
        self.was_reported = False

    def append(self, waiting: WaitingUpdate) -> None:
        self.waiting.append(waiting)
        self.counts[waiting.traits.kind] += 1

    def remove(self, waiting: WaitingUpdate) -> None:
        self.waiting.remove(waiting)
        self.counts[waiting.traits.kind] -= 1

    def find_oldest(self, kind: UpdateKind) -> WaitingUpdate | None:
        """Return the oldest that may be skipped of whoever has most of them."""
        people: dict[int | None, list[WaitingUpdate]] = {}
        for each in self.waiting:
            if each.traits.kind == kind and not (
                kind == UpdateKind.UPLOAD and each.traits.is_admin
            ):
                people.setdefault(each.traits.person, []).append(each)
        return max(people.values(), key=len)[0] if people else None

    def list_candidates(self) -> list[WaitingUpdate]:
        """Return the first that waits of each person, in the order of their turns."""
        heads: dict[tuple[bool, int | None], WaitingUpdate] = {}
        for each in self.waiting:
            heads.setdefault((each.traits.kind != UpdateKind.PRESS, each.traits.person), each)
        order = sorted(heads, key=lambda head: (head[0], self.turns.get(head[1], 0)))
        return [heads[head] for head in order]

    def note_turn(self, person: int | None) -> None:
        self.is_busy = True
        self.turn += 1
        self.turns[person] = self.turn
