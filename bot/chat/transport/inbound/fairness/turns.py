"""Turns: who may compute next when more people ask than there are workers."""

import asyncio
import heapq
import itertools
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from typing import TypeAlias

# Who asks so long after the last turn, rather than sooner, comes like somebody who had none.
_PAUSE_SECONDS = 3.0

# After so many turns of newcomers somebody else has one, so that nobody waits for ever.
_MOST_NEWCOMERS = 3
_MOST_PEOPLE = 20_000

# How much a new duration counts in the mean.
_WEIGHT = 0.05


# Which turn was the last, which question waits, a number of its own, and whose it is.
_Entry: TypeAlias = tuple[int, int, int, Hashable]


class OverloadError(TimeoutError):
    """Say that something did not get its turn in time, because too many people ask."""


class Turns:
    """Give ``workers`` turns at once; they go round by person, and newcomers come first.

    A person's second question waits until everybody's first has its turn, in whatever chats they
    were asked, unless it came some seconds after the answer to the first: people who read before
    they ask again have their turns in the order of their questions. Of four turns, one is for
    those who do not, if they wait. At most ``room`` wait; beyond that, whoever waits most often
    is refused.
    """

    def __init__(
        self, workers: int, room: int = 2000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._free = workers
        self._workers = workers
        self._room = room
        self._clock = clock
        self._numbers = itertools.count(1)
        self._lines: dict[Hashable, _Line] = {}
        self._newcomers: list[_Entry] = []
        self._others: list[_Entry] = []
        self._newcomer_count = 0
        self._services: OrderedDict[Hashable, tuple[int, float]] = OrderedDict()
        self._count = 0
        self._mean_seconds = 0.0

    def __len__(self) -> int:
        return self._count

    def estimate_wait(self) -> float:
        """Return the seconds until all who wait now have had their turn, as far as is known."""
        return self._count * self._mean_seconds / self._workers

    async def acquire(
        self, person: Hashable, patience: float, arrival: float | None = None
    ) -> None:
        """Wait for a turn, at most ``patience`` seconds; raise OverloadError without one.

        ``arrival``: when the question came, by the clock of the turns, None where that is now.
        """
        if self._free and not self._count:
            self._free -= 1
            self._note_service(person)
            return
        waiter = self._enter(person, self._clock() if arrival is None else arrival)
        try:
            async with asyncio.timeout(patience):
                await waiter.future
        except TimeoutError as error:
            if not waiter.has_turn:
                raise OverloadError("there was no turn in time") from error
        except asyncio.CancelledError:
            if waiter.has_turn:
                self.release()
            raise
        finally:
            self._leave(waiter)

    def release(self, seconds: float | None = None) -> None:
        """Give a turn back that took ``seconds``, and give it to who is next."""
        if seconds is not None:
            weight = _WEIGHT if self._mean_seconds else 1
            self._mean_seconds += (seconds - self._mean_seconds) * weight
        self._free += 1
        while self._free and (waiter := self._take_next()):
            self._free -= 1
            waiter.future.set_result(None)

    def _enter(self, person: Hashable, arrival: float) -> "_Waiter":
        waiter = _Waiter(person, next(self._numbers), arrival)
        line = self._lines.setdefault(person, _Line())
        line.waiters.append(waiter)
        self._count += 1
        if len(line.waiters) == 1:
            self._rank(person, line)
        if self._count > self._room:
            self._refuse_most_frequent()
        return waiter

    def _leave(self, waiter: "_Waiter") -> None:
        """Forget a waiter, if it waits still."""
        line = self._lines.get(waiter.person)
        if line and waiter in line.waiters:
            line.waiters.remove(waiter)
            self._count -= 1
            if not line.waiters:
                del self._lines[waiter.person]

    def _rank(self, person: Hashable, line: "_Line") -> None:
        """Put a person into the order: by the last turn, then by the time of asking."""
        turn, timestamp = self._services.get(person, (0, float("-inf")))
        waiter = line.waiters[0]
        is_newcomer = waiter.arrival - timestamp > _PAUSE_SECONDS
        line.rank = next(self._numbers)
        order = self._newcomers if is_newcomer else self._others
        heapq.heappush(order, (0 if is_newcomer else turn, waiter.number, line.rank, person))
        if len(order) > 2 * self._room:
            order[:] = [entry for entry in order if self._is_current(entry)]
            heapq.heapify(order)

    def _take_next(self) -> "_Waiter | None":
        while entry := self._take_entry():
            person = entry[-1]
            line = self._lines[person]
            waiter = line.waiters.popleft()
            self._count -= 1
            if not waiter.future.done():
                self._note_service(person)
            if line.waiters:
                self._rank(person, line)
            else:
                del self._lines[person]
            if not waiter.future.done():
                return waiter
        return None

    def _take_entry(self) -> _Entry | None:
        """Return who is next, None where nobody waits."""
        for order in (self._newcomers, self._others):
            while order and not self._is_current(order[0]):
                heapq.heappop(order)
        is_others_turn = self._newcomer_count >= _MOST_NEWCOMERS or not self._newcomers
        if self._others and is_others_turn:
            self._newcomer_count = 0
            return heapq.heappop(self._others)
        if not self._newcomers:
            return None
        self._newcomer_count = self._newcomer_count + 1 if self._others else 0
        return heapq.heappop(self._newcomers)

    def _is_current(self, entry: _Entry) -> bool:
        """Tell whether an entry of the order is that of somebody who waits, and the last."""
        line = self._lines.get(entry[-1])
        return line is not None and line.rank == entry[2]

    def _refuse_most_frequent(self) -> None:
        """Refuse the last question of whoever has most of them waiting."""
        line = max(
            self._lines.values(), key=lambda line: (len(line.waiters), line.waiters[-1].number)
        )
        waiter = line.waiters[-1]
        self._leave(waiter)
        if not waiter.future.done():
            waiter.future.set_exception(OverloadError("too many people ask"))

    def _note_service(self, person: Hashable) -> None:
        self._services[person] = (next(self._numbers), self._clock())
        self._services.move_to_end(person)
        if len(self._services) > _MOST_PEOPLE:
            self._services.popitem(last=False)


class _Waiter:
    """Something that waits for its turn; ``number`` says after which others."""

    __slots__ = ("arrival", "future", "number", "person")

    def __init__(self, person: Hashable, number: int, arrival: float) -> None:
        self.person = person
        self.number = number
        self.arrival = arrival
        self.future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def has_turn(self) -> bool:
        """Tell whether it got its turn."""
        future = self.future
        return future.done() and not future.cancelled() and future.exception() is None


class _Line:
    """What a person waits for, in order; ``rank`` is the number of its entry in the order."""

    __slots__ = ("rank", "waiters")

    def __init__(self) -> None:
        self.waiters: deque[_Waiter] = deque()
        self.rank = 0
