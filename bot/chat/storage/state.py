"""State: all that state.db keeps, table by table."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from bot.chat.storage.admins.access_store import AccessStore
from bot.chat.storage.admins.unanswered_store import UnansweredStore
from bot.chat.storage.answer_store import AnswerStore
from bot.chat.storage.arrival_store import ArrivalStore
from bot.chat.storage.chat_settings import ChatSettings
from bot.chat.storage.follow_store import FollowStore
from bot.chat.storage.match_store import MatchStore
from bot.chat.storage.reply_store import ReplyStore
from bot.chat.storage.state_database import Database
from bot.chat.storage.update_store import UpdateStore
from bot.chat.storage.vote_store import VoteStore
from bot.chat.storage.wait_store import WaitStore

UPDATE_HOURS = 24
"""Telegram offers an update for so long, and then never again."""

KEPT_HOURS = 48
"""Telegram lets a person edit a message for so long."""

KEPT_DAYS = 30
"""How long it is known which question an answer belongs to, for its buttons and follow-ups."""

_TIMES = (
    ("updates", "received"),
    ("replies", "sent"),
    ("answers", "sent"),
    ("follows", "created"),
    ("follows", "notified"),
    ("matches", "time"),
    ("arrivals", "seen"),
    ("voters", "time"),
    ("access_requests", "refused"),
    ("access_requests", "reported"),
)
_END_OF_WAITS = ("waits", "until")
_CLOCK_TOLERANCE = 3600.0


class State:
    """The tables of one bot's state.db.

    ``updates``: what waits for an answer. ``replies``: which message answers which.
    ``answers``: what an answer was asked and quotes. ``settings``: what was chosen for chats.
    ``follows``: topics that chats follow. ``matches``: quotes that answer them. ``arrivals``:
    recent articles that were looked at. ``votes``: how helpful answers were.
    ``waits``: until when Telegram wants nothing to be sent. ``access``: who was refused.
    ``unanswered_topics``: what was asked in vain.
    """

    def __init__(self, folder: Path, bot: int, clock: Callable[[], float] = time.time) -> None:
        """Open the file; raise DatelineError where that is impossible.

        ``clock`` returns the time in seconds since 1970.
        """
        self._clock = clock
        self._database = Database(folder, bot, clock)
        self.updates = UpdateStore(self._database)
        self.replies = ReplyStore(self._database)
        self.answers = AnswerStore(self._database)
        self.settings = ChatSettings(self._database)
        self.follows = FollowStore(self._database)
        self.matches = MatchStore(self._database)
        self.arrivals = ArrivalStore(self._database)
        self.votes = VoteStore(self._database)
        self.waits = WaitStore(self._database)
        self.access = AccessStore(self._database)
        self.unanswered_topics = UnansweredStore(self._database)

    @property
    def is_in_memory(self) -> bool:
        """Tell whether the file cannot be used at the moment, so that a kill loses what is new."""
        return self._database.is_in_memory

    def purge(
        self,
        hours: float = KEPT_HOURS,
        days: float = KEPT_DAYS,
        update_hours: float = UPDATE_HOURS,
    ) -> None:
        """Drop what is older than ``hours`` or, of answers, than ``days``.

        An update that waits for its answer is never dropped.
        """
        timestamp = self._clock()
        self._database.verify()
        self._limit_times(timestamp)
        self.updates.purge(timestamp - min(hours, update_hours) * 3600)
        self.replies.purge(timestamp - hours * 3600)
        self.answers.purge(timestamp - days * 24 * 3600)
        self.matches.purge(timestamp - hours * 3600)
        self.arrivals.purge(timestamp - days * 24 * 3600)
        self.votes.purge(timestamp - days * 24 * 3600)
        self.waits.purge(timestamp)
        self.access.purge(timestamp - hours * 3600)
        self.unanswered_topics.purge(_to_day(timestamp - days * 24 * 3600))
        self._database.delete_old_damage(timestamp - days * 24 * 3600)
        self._database.truncate_log()

    def shift_times(self, seconds: float) -> None:
        """Move all times by so much as the clock was set, so that nothing gets older by it."""
        for table, column in (*_TIMES, _END_OF_WAITS):
            self._database.execute(
                f"UPDATE {table} SET {column} = {column} + ? WHERE {column} > 0",  # noqa: S608
                seconds,
            )

    def check_file(self) -> None:
        """Notice that the file is gone, or can be used again; remove what was deleted from it."""
        self._database.check()
        self._database.sweep()

    def _limit_times(self, timestamp: float) -> None:
        """Set times that are yet to come, because the clock was set back, to now."""
        for table, column in _TIMES:
            self._database.execute(
                f"UPDATE {table} SET {column} = ? WHERE {column} > ?",  # noqa: S608
                timestamp, timestamp + _CLOCK_TOLERANCE,
            )  # fmt: skip

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _to_day(timestamp: float) -> date:
    return datetime.fromtimestamp(timestamp, UTC).date()
