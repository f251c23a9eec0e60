"""Stats: the corpus by month as a picture, with the same in words below it."""

import logging
from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import date

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.admin.messenger import AdminMessenger
from bot.chat.replies.footers import describe_coverage
from bot.chat.rich_text import Reply
from bot.corpus.histogram import bars
from bot.index.protocol import IndexStats
from bot.language.wording import count_noun, format_month
from bot.system.job import JobError, run_job

_LOGGER = logging.getLogger(__name__)

_LISTED_MONTHS = 3


class CorpusStats:
    """Answer /stats."""

    def __init__(self, messenger: AdminMessenger) -> None:
        self._messenger = messenger
        self._services = messenger.services

    async def show(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Send the picture or, where it cannot be drawn, the words alone."""
        services, call = self._services, self._messenger.call
        async with self._messenger.show_typing(update):
            if not await call(services.reader.is_current):
                await services.preview_job.update()
            months = await call(services.reader.months)
            stats = await call(services.service.stats)
            picture = await _draw(bars(months)) if months else b""
        caption = write_caption(months, stats)
        delivery = self._messenger.delivery
        if picture:
            await delivery.send_photo(update, picture, "corpus.png", caption)
        else:
            await delivery.send(update, Reply(caption))


def write_caption(months: Mapping[str, int], stats: IndexStats) -> str:
    """Return in words what the picture shows."""
    if not months:
        return "There are no articles yet."
    coverage = describe_coverage(stats)
    largest = sorted(months.items(), key=lambda item: (-item[1], item[0]))[:_LISTED_MONTHS]
    listing = ", ".join(f"{_write_month(name)} ({number:,})" for name, number in largest)
    last = max(months)
    lines = [
        f"{coverage[0].upper()}{coverage[1:]}; {count_noun('passage', stats.passages)}.",
        f"Most articles: {listing}.",
        f"The last month, {_write_month(last)}, has {count_noun('article', months[last])}.",
    ]
    return "\n".join(lines if len(months) > 1 else lines[:1])


def _write_month(name: str) -> str:
    """Return a month such as ``2026-01`` in words."""
    return format_month(date.fromisoformat(f"{name}-01"))


async def _draw(months: Sequence[tuple[str, int]]) -> bytes:
    """Return a PNG picture, empty where it cannot be drawn."""
    try:
        result = await run_job("bot.chat.admin.stats_chart", {"bars": months})
    except JobError as error:
        _LOGGER.error("The chart could not be drawn: %s", error)
        return b""
    return b64decode(result["picture"])
