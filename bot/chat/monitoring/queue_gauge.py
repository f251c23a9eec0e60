"""Queue gauge: the updates that are not handled yet, and whether the bot keeps chats waiting."""

import json
import time
from collections.abc import Callable, Hashable
from typing import Any

from bot.chat.monitoring.measures import HealthCheck, UpdateBacklog
from bot.chat.storage.state import State

_LONGEST_WAIT = 240.0
"""Seconds: a question waits at most three minutes for its search, and is then told so."""

_MOST_EXAMINED = 200
"""Old updates that are looked into: more of them tell nothing more."""


class QueueGauge:
    """Measure what waits, by state.db.

    A chat waits since the oldest of its updates arrived, or since the last one was handled: who
    sends a thousand messages waits long for the last, and that is no fault. Nor is it where
    Telegram wants nothing to be sent to a chat.
    """

    def __init__(
        self,
        state: State,
        find_progress: Callable[[Hashable], float | None] = lambda chat: None,
        longest_wait: float = _LONGEST_WAIT,
    ) -> None:
        """Take what returns how many seconds ago an update of a chat was handled."""
        self._state = state
        self._find_progress = find_progress
        self._longest_wait = longest_wait

    def measure(self) -> UpdateBacklog:
        """Return what waits now; raise ``sqlite3.Error`` where state.db cannot be read."""
        timestamp = time.time()
        count, oldest = self._state.updates.count_pending()
        if not count:
            return UpdateBacklog()
        age = max(timestamp - oldest, 0.0)
        waits: dict[int, float] = {}
        for arrival, body in self._state.updates.list_oldest(_MOST_EXAMINED):
            chat = find_chat(body)
            if chat not in waits:
                waits[chat] = self._compute_wait(chat, max(timestamp - arrival, 0.0))
        return UpdateBacklog(count, age, max(waits.values(), default=0.0))

    def check(self, backlog: UpdateBacklog) -> HealthCheck:
        """Tell whether no chat waits too long."""
        if not backlog.length:
            return HealthCheck("queue", True, "nothing waits")
        detail = f"{backlog.length:,} waiting; the longest wait is {backlog.longest_wait:.0f} s"
        is_ok = backlog.longest_wait <= self._longest_wait
        return HealthCheck("queue", is_ok, detail if is_ok else f"{detail}, more than "
                     f"{self._longest_wait:.0f} s")  # fmt: skip

    def _compute_wait(self, chat: int, age: float) -> float:
        if self._state.waits.find(chat) > time.time():
            return 0.0
        progress = self._find_progress(chat)
        return age if progress is None else min(age, progress)


def find_chat(body: str) -> int:
    """Return the chat in which an update is handled, 0 where it has none."""
    try:
        update: Any = json.loads(body)
    except ValueError:
        return 0
    for value in update.values() if isinstance(update, dict) else ():
        if not isinstance(value, dict):
            continue
        holder = value.get("message") if "chat" not in value else value
        chat = holder.get("chat") if isinstance(holder, dict) else None
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return 0
