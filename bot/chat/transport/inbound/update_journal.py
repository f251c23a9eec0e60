"""Update journal: what is on disk of the updates, as far as the disk can be written."""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from telegram import Bot, Update

from bot.chat.storage.update_store import Pending, UpdateStore

_LOGGER = logging.getLogger(__name__)

# A name that is none of Telegram's.
_ANSWER_NOTE = "dateline_is_answered"


class UpdateJournal:
    """Note the progress of each update, so that the next start knows what is left.

    Where that fails, as on a full disk, the bot goes on: an update is then lost only if the
    process dies before it is handled.
    """

    def __init__(self, store: UpdateStore) -> None:
        self._store = store

    def add(self, update: Update) -> bool:
        """Store an update; return False where it came before."""
        try:
            return self._store.add(update.update_id, update.to_json())
        except (ValueError, TypeError, OverflowError, RecursionError):
            _LOGGER.exception("Update %d cannot be written down.", update.update_id)
            return True
        except sqlite3.Error:
            _LOGGER.exception(
                "Update %d cannot be stored, so it is lost if the bot stops before answering it; "
                "is the disk full?", update.update_id,
            )  # fmt: skip
            return True

    def begin(self, update_id: int) -> None:
        """Note that an update is being computed."""
        try:
            self._store.begin(update_id)
        except sqlite3.Error:
            _log_failure(update_id)

    def release(self, update_id: int) -> None:
        """Take back that an update is being computed: it only waits, or the process stops."""
        try:
            self._store.release(update_id)
        except sqlite3.Error:
            _log_failure(update_id)

    def note_answer(self, update_id: int) -> None:
        """Note that the button of an update is answered, though its effect may still wait."""
        try:
            self._store.note(update_id, _ANSWER_NOTE)
        except sqlite3.Error:
            _log_failure(update_id)

    def finish(self, update_id: int) -> None:
        """Note that an update is handled."""
        try:
            self._store.finish(update_id)
        except sqlite3.Error:
            _log_failure(update_id)

    def skip(self, update_id: int) -> None:
        """Note that an update is skipped, of which somebody has to be told."""
        try:
            self._store.skip(update_id)
        except sqlite3.Error:
            _log_failure(update_id)

    def finish_all(self, update_ids: Iterable[int]) -> None:
        """Note that updates are handled, all at once."""
        try:
            self._store.finish_all(update_ids)
        except sqlite3.Error:
            _LOGGER.exception("The progress of skipped updates cannot be stored.")

    def restore(self, bot: Bot) -> Iterator[tuple[Update, Pending]]:
        """Yield what was not handled; drop what cannot be read."""
        for pending in list(self._store.pending()):
            try:
                update = Update.de_json(json.loads(pending.body), bot)
            except (ValueError, TypeError, KeyError, AttributeError):
                _LOGGER.exception(
                    "Update %d in state.db cannot be read and is dropped.", pending.id
                )
                self.finish(pending.id)
            else:
                yield update, pending

    def has_later(self, update_id: int, album: str) -> bool:
        """Tell whether a later message of an album waits to be handled."""
        messages = self._list_later(update_id)
        return any(str(message.get("media_group_id")) == album for message in messages)

    def has_later_file(self, update_id: int, chat: int, until: float) -> bool:
        """Tell whether a file waits that was sent to a chat by itself, later and by ``until``."""
        return self.has_later_message(update_id, chat, until, _is_single_file)

    def has_later_message(
        self, update_id: int, chat: int, until: float, matches: Callable[[dict[str, Any]], bool]
    ) -> bool:
        """Tell whether a message that ``matches`` waits, sent to a chat later and by ``until``."""
        return any(
            message.get("chat", {}).get("id") == chat
            and message.get("date", 0) <= until
            and matches(message)
            for message in self._list_later(update_id)
        )

    def _list_later(self, update_id: int) -> list[dict[str, Any]]:
        """Return the messages that wait to be handled, of those that came after an update."""
        try:
            bodies = [pending.body for pending in self._store.pending() if pending.id > update_id]
        except sqlite3.Error:
            return []
        return [_get_message(body) for body in bodies]


def _is_single_file(message: dict[str, Any]) -> bool:
    return "document" in message and "media_group_id" not in message


def has_answer_note(update: Update) -> bool:
    """Tell whether it was noted of a stored update that its button is answered."""
    return bool(update.api_kwargs.get(_ANSWER_NOTE))


def _log_failure(update_id: int) -> None:
    _LOGGER.exception("The progress of update %d cannot be stored.", update_id)


def _get_message(body: str) -> dict[str, Any]:
    """Return the message of a stored update, nothing where it has none."""
    try:
        message = json.loads(body)["message"]
    except (ValueError, TypeError, KeyError):
        return {}
    return message if isinstance(message, dict) else {}
