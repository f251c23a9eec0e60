"""Access requests: each refusal is said at most once a day, and each is told to admins once."""

import logging
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable

from bot.chat.access.access_texts import (
    write_group_notice,
    write_person_notice,
    write_surplus_notice,
)
from bot.chat.admin.notices import Notices
from bot.chat.storage.admins.access_store import SURPLUS, AccessStore
from bot.system.log_lines.pseudonyms import hash_id

_LOGGER = logging.getLogger(__name__)

REFUSAL_SECONDS = 24 * 3600.0
"""For so long after a refusal, the same person or group hears nothing more."""

MOST_REPORTS = 20
"""Of so many people and groups the admins hear within a day; then of those that come later."""

_MOST_REMEMBERED = 10_000


class AccessRequests:
    """Remembers who was refused; where ``state.db`` fails, until the process ends."""

    def __init__(
        self, store: AccessStore, notices: Notices, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._notices = notices
        self._clock = clock
        self._refusals: OrderedDict[int, float] = OrderedDict()

    def note_refusal(self, chat: int) -> bool:
        """Note a refusal; return False where it need not be said, because it was lately."""
        timestamp = self._clock()
        if 0 <= timestamp - self._find_refusal(chat) < REFUSAL_SECONDS:
            return False
        self._refusals[chat] = timestamp
        self._refusals.move_to_end(chat)
        if len(self._refusals) > _MOST_REMEMBERED:
            self._refusals.popitem(last=False)
        try:
            self._store.note_refusal(chat, timestamp)
        except sqlite3.Error:
            _LOGGER.exception("A refusal cannot be noted in state.db.")
        return True

    def report(self, chat: int, name: str) -> None:
        """Tell the admins, unless they know, of a person or a group that was refused."""
        timestamp = self._clock()
        kind = "Person" if chat > 0 else "Group"
        _LOGGER.info("%s %s is not on the list.", kind, hash_id(chat))
        try:
            if self._store.is_reported(chat):
                return
            if self._store.count_reports(timestamp - REFUSAL_SECONDS) >= MOST_REPORTS:
                self._report_surplus(timestamp)
                return
            self._store.report(chat, timestamp)
            write = write_person_notice if chat > 0 else write_group_notice
            self._notices.add(lambda: write(name, chat))
        except sqlite3.Error:
            # Without the note, the same would be told again and again.
            _LOGGER.exception("The admins do not hear of a refusal, since it cannot be noted.")

    def _report_surplus(self, timestamp: float) -> None:
        if timestamp - self._store.find_refusal(SURPLUS) >= REFUSAL_SECONDS:
            self._store.note_refusal(SURPLUS, timestamp)
            self._store.report(SURPLUS, timestamp)
            self._notices.add(write_surplus_notice)

    def _find_refusal(self, chat: int) -> float:
        if chat in self._refusals:
            return self._refusals[chat]
        try:
            return self._store.find_refusal(chat)
        except sqlite3.Error:
            _LOGGER.exception("Earlier refusals cannot be looked up in state.db.")
            return 0.0
