"""Flood detector: whether Telegram asks one chat to wait, or the bot as a whole."""

from collections import deque
from dataclasses import dataclass

_SECONDS = 1.0
_FEWEST_CHATS = 3


@dataclass(frozen=True, slots=True)
class _Wait:
    chat: int
    start: float
    end: float


class FloodDetector:
    """Take waits for one of the bot's if several chats get the same within a second.

    Telegram does not say which it means.
    """

    def __init__(self) -> None:
        self._waits: deque[_Wait] = deque(maxlen=100)

    def note(self, chat: int, seconds: float, timestamp: float) -> bool:
        """Note that a chat has to wait from now on; tell whether all have to."""
        wait = _Wait(chat, timestamp, timestamp + seconds)
        self._waits.append(wait)
        chats = {earlier.chat for earlier in self._waits if _is_same(earlier, wait)}
        return len(chats) >= _FEWEST_CHATS


def _is_same(earlier: _Wait, later: _Wait) -> bool:
    return later.start - earlier.start <= _SECONDS and abs(later.end - earlier.end) <= _SECONDS
