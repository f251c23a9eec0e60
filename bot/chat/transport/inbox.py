"""Inbox: updates, kept on disk until they are handled."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Callable

from telegram import Bot, Update

from bot.chat.transport.state import Pending, State

_LOGGER = logging.getLogger(__name__)

MOST_ATTEMPTS = 3


class Inbox(asyncio.Queue[object]):
    """The application's update queue; what it was given it has on disk before it returns.

    python-telegram-bot confirms updates to Telegram as soon as they are in the queue. From
    then on nobody else has them. ``state`` may fail, as on a full disk: then the update is
    still passed on, and lost only if the process dies before it is handled.
    """

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state

    async def put(self, item: object) -> None:
        """Store an update and pass it on; drop one that came before."""
        if not isinstance(item, Update) or self._is_new(item):
            await super().put(item)

    async def replay(self, bot: Bot) -> int:
        """Pass on again what was stored and not handled; return how many updates that were."""
        replayed = 0
        for pending in self._state.pending():
            update = self._restored(pending, bot)
            if update is None:
                self._try(self._state.finish, pending.id)
            else:
                await super().put(update)
                replayed += 1
        return replayed

    def expects(self, update: int, album: str) -> bool:
        """Tell whether a later message of an album waits to be handled."""
        try:
            pending = [each.body for each in self._state.pending() if each.id > update]
        except sqlite3.Error:
            return False
        return any(_album_of(body) == album for body in pending)

    def begin(self, update: int) -> None:
        """Note that an update is being handled."""
        self._try(self._state.begin, update)

    def sending(self, update: int, under_way: bool) -> None:
        """Note that an update's answer is on its way to Telegram, or that it did not arrive."""
        self._try(lambda number: self._state.sending(number, under_way), update)

    def release(self, update: int) -> None:
        """Leave an update for the next start."""
        self._try(self._state.release, update)

    def finish(self, update: int) -> None:
        """Note that an update is done with."""
        self._try(self._state.finish, update)

    def empty_out(self) -> None:
        """Leave all that nobody took yet for the next start."""
        while not self.empty():
            self.get_nowait()
            self.task_done()

    def _is_new(self, update: Update) -> bool:
        try:
            return self._state.add(update.update_id, update.to_json())
        except sqlite3.Error:
            _LOGGER.exception(
                "Update %d cannot be stored and is lost if the bot stops before it is answered; "
                "is the disk full?", update.update_id,
            )  # fmt: skip
            return True

    def _restored(self, pending: Pending, bot: Bot) -> Update | None:
        if pending.sending:
            _LOGGER.warning(
                "The answer to update %d was on its way when the bot stopped; it may have "
                "arrived, and is not sent again.", pending.id,
            )  # fmt: skip
            return None
        if pending.attempts >= MOST_ATTEMPTS:
            _LOGGER.error(
                "Update %d was being handled each time when the bot stopped unexpectedly, "
                "%d times; it is set aside.", pending.id, pending.attempts,
            )  # fmt: skip
            return None
        try:
            return Update.de_json(json.loads(pending.body), bot)
        except (ValueError, TypeError, KeyError, AttributeError):
            _LOGGER.exception("Update %d in state.db cannot be read and is dropped.", pending.id)
            return None

    def _try(self, step: Callable[[int], None], update: int) -> None:
        try:
            step(update)
        except sqlite3.Error:
            _LOGGER.exception("What became of update %d cannot be stored.", update)


def _album_of(body: str) -> str | None:
    """Return the album of a stored update's message."""
    try:
        album = json.loads(body)["message"]["media_group_id"]
    except (ValueError, TypeError, KeyError):
        return None
    return str(album)
