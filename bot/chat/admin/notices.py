"""Notices: messages to the admins that answer nothing."""

import queue
from collections.abc import Sequence

from bot.articles.findings import Rejection
from bot.chat.replies.text_lines import shorten_line

_MOST_REJECTIONS = 10
_LONGEST_LINE = 250


class Notices:
    """Texts for the admins, which any thread may add and the bot sends, each once."""

    def __init__(self, admins: Sequence[int] = ()) -> None:
        self.admins = admins
        self._queue: queue.SimpleQueue[str] = queue.SimpleQueue()

    def add(self, text: str) -> None:
        """Queue ``text`` for every admin."""
        if self.admins:
            self._queue.put(text)

    def take(self) -> str | None:
        """Remove and return the oldest text, None where there is none."""
        try:
            return self._queue.get_nowait()
        except queue.Empty:
            return None


def write_rejection_notice(rejections: Sequence[Rejection]) -> str:
    """Return one message on what could not be read of new or changed files."""
    total = f"{len(rejections):,} rejected"
    lines = [f"Could not read everything in the corpus folder ({total}). Earlier articles stay."]
    for rejection in rejections[:_MOST_REJECTIONS]:
        place = rejection.path if rejection.line is None else f"{rejection.path}:{rejection.line}"
        lines.append(shorten_line(f"{place}: {rejection.reason}", _LONGEST_LINE))
    if len(rejections) > _MOST_REJECTIONS:
        lines.append(f"and {len(rejections) - _MOST_REJECTIONS:,} more, in the log")
    return "\n".join(lines)
