"""Backlog: the updates that wait for their chat's turn, in the order in which they get it."""

import time
from collections.abc import Callable, Hashable
from dataclasses import replace

from bot.chat.transport.inbound.lane import Disposition, Lane, WaitingUpdate

# What is skipped is told when no more comes for so long, or at last after this long.
_QUIET_SECONDS = 2.0
_TELL_SECONDS = 30.0
_REPEAT_SECONDS = 600.0

# Parts of albums are skipped only beyond so many times the limit.
_HARD_FACTOR = 10

# In a group many people wait, each with a question or two.
_GROUP_FACTOR = 5


class Backlog:
    """Keep what waits by lane, one update a lane under way at a time.

    Within a lane, buttons come first, then turns go round by person, and a person's updates in
    order. At most ``limit`` questions of a person's lane wait, and five times as many of a group's:
    of whoever has most of them, the oldest is skipped. ``compute_delay`` tells the seconds for
    which a question has to wait in any case.
    """

    def __init__(
        self,
        limit: int,
        total: int,
        compute_delay: Callable[[WaitingUpdate], float] = lambda entry: 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = limit
        self._total = total
        self._compute_delay = compute_delay
        self._clock = clock
        self._lanes: dict[Hashable, Lane] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def list_lanes(self) -> list[Hashable]:
        """Return the lanes in which something waits or is under way."""
        return list(self._lanes)

    def add(self, entry: WaitingUpdate) -> list[WaitingUpdate]:
        """Take an update; return those that wait no longer for it: skipped, or presses."""
        lane = self._lanes.setdefault(entry.traits.lane, Lane())
        lane.append(entry)
        self._count += 1
        limit = self._limit * (_GROUP_FACTOR if entry.traits.group else 1)
        if lane.presses > limit:
            oldest = lane.find_oldest(lambda update: update.is_press)
            return [self._remove(lane, oldest)] if oldest else []
        if lane.questions > limit:
            return self._skip(lane, lambda update: update.is_bounded)
        if len(lane.entries) > limit * _HARD_FACTOR:
            return self._skip(lane, lambda update: update.is_skippable)
        if self._count > self._total:
            longest = max(self._lanes.values(), key=lambda lane: len(lane.entries))
            return self._skip(longest, lambda update: update.is_skippable)
        return []

    def skip(self, entry: WaitingUpdate) -> None:
        """Take an update that was skipped in the last run, and of which nobody was told."""
        lane = self._lanes.setdefault(entry.traits.lane, Lane())
        lane.skip(entry, self._clock())

    def take(self, key: Hashable) -> WaitingUpdate | None:
        """Return what is next in a lane, None where that is busy or empty, or has to wait."""
        lane = self._lanes.get(key)
        if lane is None or lane.is_busy:
            return None
        entry = self._choose(lane)
        if entry is not None:
            lane.note_turn(entry.traits.person)
        return entry

    def _choose(self, lane: Lane) -> WaitingUpdate | None:
        for entry in lane.list_candidates():
            if self._compute_delay(entry) <= 0:
                return self._remove(lane, entry)
        if lane.skips and lane.last_skipped and not lane.entries:
            return replace(lane.last_skipped, disposition=Disposition.SKIP)
        return None

    def occupy(self, entry: WaitingUpdate) -> bool:
        """Note that an update is under way that never waited here; False where its lane is busy."""
        lane = self._lanes.setdefault(entry.traits.lane, Lane())
        if lane.is_busy:
            return False
        lane.note_turn(entry.traits.person)
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
            if not lane.entries and not lane.skips:
                del self._lanes[key]

    def take_skips(self, key: Hashable) -> tuple[int, ...]:
        """Return the numbers of the updates of a lane that were skipped, if it is time to tell."""
        lane = self._lanes.get(key)
        if lane is None or not lane.skips:
            return ()
        timestamp = self._clock()
        is_over = not lane.entries or timestamp - lane.last_skip >= _QUIET_SECONDS
        pause = _REPEAT_SECONDS if lane.was_reported else _TELL_SECONDS
        if not is_over and timestamp - lane.first_skip < pause:
            return ()
        skips, lane.skips, lane.was_reported = tuple(lane.skips), [], True
        lane.last_skipped = None
        return skips

    def _skip(self, lane: Lane, is_meant: Callable[[WaitingUpdate], bool]) -> list[WaitingUpdate]:
        oldest = lane.find_oldest(is_meant)
        if oldest is None:
            return []
        lane.skip(self._remove(lane, oldest), self._clock())
        return [oldest]

    def _remove(self, lane: Lane, entry: WaitingUpdate) -> WaitingUpdate:
        lane.remove(entry)
        self._count -= 1
        return entry
