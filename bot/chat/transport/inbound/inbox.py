"""Inbox: updates, kept on disk until they are handled."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Callable
from typing import Any

from telegram import Bot, Update

from bot.chat.storage.state import State
from bot.chat.storage.update_store import Pending
from bot.chat.transport.inbound.question_tracker import QuestionTracker

_LOGGER = logging.getLogger(__name__)

MOST_ATTEMPTS = 3


class Inbox(asyncio.Queue[object]):
    """The application's update queue; ``put`` returns when the update is on disk.

    python-telegram-bot confirms updates to Telegram as soon as they are in the queue, and from
    then on nobody else has them. Where ``state`` fails, as on a full disk, the update is still
    passed on, and is lost only if the process dies before it is handled. An inline query is never
    stored: nobody can answer it some seconds later. Nor is what ``may_store`` says no to, such
    as a question of somebody who may not use the bot.
    """

    def __init__(
        self, state: State, may_store: Callable[[Update], bool] = lambda update: True
    ) -> None:
        super().__init__()
        self._updates = state.updates
        self._may_store = may_store
        self.tracker = QuestionTracker()

    async def put(self, item: object) -> None:
        """Store an update and pass it on; drop one that arrived before."""
        if isinstance(item, Update) and not item.inline_query:
            if self._may_store(item) and not self._is_new(item):
                return
            self.tracker.note_arrival(item)
        await super().put(item)

    async def replay(self, bot: Bot) -> int:
        """Pass on again what was stored and not handled; return the number of updates."""
        count = 0
        for pending in self._updates.pending():
            update = self._restore(pending, bot)
            if update is None:
                self._try(self._updates.finish, pending.id)
            else:
                self.tracker.note_return(update)
                await super().put(update)
                count += 1
        return count

    def has_later(self, update_id: int, album: str) -> bool:
        """Tell whether a later message of an album waits to be handled."""
        messages = self._list_later(update_id)
        return any(str(message.get("media_group_id")) == album for message in messages)

    def has_later_file(self, update_id: int, chat: int, until: float) -> bool:
        """Tell whether a file waits that was sent to a chat by itself, later and by ``until``."""
        return any(
            "document" in message
            and "media_group_id" not in message
            and message.get("chat", {}).get("id") == chat
            and message.get("date", 0) <= until
            for message in self._list_later(update_id)
        )

    def begin(self, update_id: int) -> None:
        """Note that an update is being handled."""
        self._try(self._updates.begin, update_id)

    def release(self, update_id: int) -> None:
        """Take back that an update is being handled: it only waits, or the process stops."""
        self._try(self._updates.release, update_id)

    def finish(self, update_id: int) -> None:
        """Note that an update is handled."""
        self._try(self._updates.finish, update_id)

    def clear(self) -> None:
        """Leave everything in the queue for the next start."""
        while not self.empty():
            self.get_nowait()
            self.task_done()

    def _is_new(self, update: Update) -> bool:
        try:
            return self._updates.add(update.update_id, update.to_json())
        except sqlite3.Error:
            _LOGGER.exception(
                "Update %d cannot be stored, so it is lost if the bot stops before answering it; "
                "is the disk full?", update.update_id,
            )  # fmt: skip
            return True

    def _restore(self, pending: Pending, bot: Bot) -> Update | None:
        if pending.attempts >= MOST_ATTEMPTS:
            _LOGGER.error(
                "Update %d crashed the bot %d times; it is dropped.",
                pending.id, pending.attempts,
            )  # fmt: skip
            return None
        try:
            return Update.de_json(json.loads(pending.body), bot)
        except (ValueError, TypeError, KeyError, AttributeError):
            _LOGGER.exception("Update %d in state.db cannot be read and is dropped.", pending.id)
            return None

    def _list_later(self, update_id: int) -> list[dict[str, Any]]:
        """Return the messages that wait to be handled, of those that came after an update."""
        try:
            bodies = [pending.body for pending in self._updates.pending() if pending.id > update_id]
        except sqlite3.Error:
            return []
        return [_get_message(body) for body in bodies]

    def _try(self, step: Callable[[int], None], update_id: int) -> None:
        try:
            step(update_id)
        except sqlite3.Error:
            _LOGGER.exception("The progress of update %d cannot be stored.", update_id)


def _get_message(body: str) -> dict[str, Any]:
    """Return the message of a stored update, nothing where it has none."""
    try:
        message = json.loads(body)["message"]
    except (ValueError, TypeError, KeyError):
        return {}
    return message if isinstance(message, dict) else {}
