"""Notices: what the admins are told without having asked."""

import asyncio
import logging
import queue
from collections.abc import Sequence

from telegram import Bot
from telegram.error import TelegramError

from bot.articles.findings import Rejection
from bot.chat.reply import one_line

_LOGGER = logging.getLogger(__name__)

_SECONDS = 0.5
_MOST_REFUSALS = 10
_LONGEST_LINE = 250


class Notices:
    """Texts for the admins, which any thread may add and the bot sends, each once."""

    def __init__(self, admins: Sequence[int] = ()) -> None:
        self._admins = admins
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()

    def add(self, text: str) -> None:
        """Have ``text`` sent to every admin."""
        if self._admins:
            self._waiting.put(text)

    async def deliver(self, bot: Bot) -> None:
        """Send what is added; never return."""
        while True:
            try:
                text = self._waiting.get_nowait()
            except queue.Empty:
                await asyncio.sleep(_SECONDS)
                continue
            for admin in self._admins:
                try:
                    await bot.send_message(admin, text)
                except TelegramError as error:
                    # An admin who never wrote to the bot cannot be written to.
                    _LOGGER.warning("Admin %d could not be told: %s", admin, error.message)


def refusal_notice(refusals: Sequence[Rejection]) -> str:
    """Return one message on what could not be read of files that came or changed."""
    lines = [f"Refused in the corpus folder: {len(refusals):,}. What was read before stays."]
    for refusal in refusals[:_MOST_REFUSALS]:
        place = refusal.path if refusal.line is None else f"{refusal.path}:{refusal.line}"
        lines.append(one_line(f"{place}: {refusal.reason}", _LONGEST_LINE))
    if len(refusals) > _MOST_REFUSALS:
        lines.append(f"and {len(refusals) - _MOST_REFUSALS:,} more, in the log")
    return "\n".join(lines)
