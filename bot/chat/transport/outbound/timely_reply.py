"""Timely reply: a reply until it is out of date, and then a line that says so."""

import time

from bot.chat.rich_text import Reply
from bot.localization.current import gettext, mark_message

_LATE = mark_message(
    "I could not write here for a long time, and by now my reply would be out of date. "
    "Please send me your message again if you still need an answer."
)


class TimelyReply:
    """A reply that is out of date after ``patience`` seconds."""

    def __init__(self, reply: Reply, patience: float) -> None:
        self.reply = reply
        self.is_late = False
        self._end = time.monotonic() + patience

    def replace_late(self) -> Reply | None:
        """Return what is sent now in place of the reply, None while that is in time."""
        self.is_late = time.monotonic() > self._end
        return Reply(gettext(_LATE)) if self.is_late else None
