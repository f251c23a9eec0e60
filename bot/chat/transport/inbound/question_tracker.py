"""Question tracker: whether an answer has to quote the question that it answers."""

import time
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from telegram import Update
from telegram.constants import ChatType

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

_MOST_ENTRIES = 10_000

# About as long as people look at a chat in which nothing happens.
_LATE_SECONDS = 20.0
# The two clocks may differ; this is for what Telegram kept while the bot was not running.
_OLD = timedelta(minutes=2)


class QuestionTracker:
    """Knows what stands last in each chat, and when each update arrived.

    In private, an answer right below its question says what it answers, and needs no quote of
    it. It needs one where something else stands between the two, or where it comes late.
    """

    def __init__(self) -> None:
        self._last: OrderedDict[int, tuple[int, int]] = OrderedDict()
        self._arrivals: OrderedDict[int, float] = OrderedDict()
        self._late: OrderedDict[int, None] = OrderedDict()

    def note_arrival(self, update: Update) -> None:
        """Note that an update arrived just now."""
        _put(self._arrivals, update.update_id, time.monotonic())
        self.note_return(update)

    def note_return(self, update: Update) -> None:
        """Note that an update waits that arrived before the process started."""
        if update.message:
            self.note_message(update.message.chat_id, update.message.message_id)

    def note_late(self, update: Update) -> None:
        """Note that a question waited so long that its answer has to say sorry."""
        _put(self._late, update.update_id, None)

    def is_late(self, update: Update) -> bool:
        """Tell whether the answer to an update has to say sorry for the delay."""
        return update.update_id in self._late

    def is_return(self, update: Update) -> bool:
        """Tell whether an update arrived before the process started, and may be answered."""
        return update.update_id not in self._arrivals

    def note_message(self, chat_id: int, message_id: int, question: int = 0) -> None:
        """Note a new message of a chat, and the message that it answers, if it is an answer."""
        _put(self._last, chat_id, (message_id, question))

    def needs_quote(self, update: Update) -> bool:
        """Tell whether an answer to the update that is sent now has to quote its message."""
        message = update.effective_message
        if message is None:  # one that is too old for Telegram to show
            return False
        if message.chat.type != ChatType.PRIVATE:
            return True
        if message.message_id not in self._last.get(message.chat_id, ()):
            return True
        arrival = self._arrivals.get(update.update_id)
        if arrival is None or time.monotonic() - arrival > _LATE_SECONDS:
            return True
        return update.message is not None and datetime.now(UTC) - update.message.date > _OLD


def _put(entries: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    entries[key] = value
    entries.move_to_end(key)
    if len(entries) > _MOST_ENTRIES:
        entries.popitem(last=False)
