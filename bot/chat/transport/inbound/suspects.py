"""Suspects: the updates that were being computed when the process died, each handled alone."""

import asyncio
from collections import deque
from collections.abc import Callable

from bot.chat.transport.inbound.lane import WaitingUpdate

# Longer than a search may take: then what is alone no longer keeps the others waiting.
_LONGEST_SECONDS = 15.0
# What waits for Telegram is not being computed.
_WAIT_SECONDS = 1.0


class Suspects:
    """Let each suspect be handled while nothing else is.

    Which of the updates killed the process is not known. If it dies again, it was the suspect.
    ``begin`` starts one, and returns False where that is impossible; ``resume`` lets the others
    go on.
    """

    def __init__(self, begin: Callable[[WaitingUpdate], bool], resume: Callable[[], None]) -> None:
        self._begin = begin
        self._resume = resume
        self._queue: deque[WaitingUpdate] = deque()
        self._current: int | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_active(self) -> bool:
        """Tell whether a suspect is being handled, so that nothing else may be."""
        return self._current is not None

    def add(self, suspect: WaitingUpdate) -> None:
        """Take a suspect, which is handled when ``run`` is called."""
        self._queue.append(suspect)

    def run(self) -> None:
        """Begin the next suspect, unless one is being handled; let the others go on after all."""
        if self.is_active:
            return
        for _ in range(len(self._queue)):
            suspect = self._queue.popleft()
            if self._begin(suspect):
                self._current = suspect.id
                self._limit(_LONGEST_SECONDS)
                return
            self._queue.append(suspect)  # its chat is busy with another

    def note_begin(self, update_id: int) -> None:
        """Note that an update is computed again."""
        if update_id == self._current:
            self._limit(_LONGEST_SECONDS)

    def note_wait(self, update_id: int) -> None:
        """Note that an update waits for something."""
        if update_id == self._current:
            self._limit(_WAIT_SECONDS)

    def note_end(self, update_id: int) -> None:
        """Note that an update is handled, or left for the next start."""
        if update_id == self._current:
            self._end()
        elif self._queue:
            self.run()

    def clear(self) -> None:
        """Leave all suspects for the next start."""
        self._queue.clear()
        if self._timer:
            self._timer.cancel()

    def _limit(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._end)

    def _end(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._current = None
        self.run()
        if not self.is_active:
            self._resume()
