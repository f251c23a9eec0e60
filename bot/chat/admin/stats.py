"""Stats: the corpus by month as a picture, with the same in words below it."""

import logging
from base64 import b64decode
from collections.abc import Mapping
from datetime import date

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.admin.messenger import NOT_FOR_YOU, AdminMessenger
from bot.chat.reply import coverage
from bot.chat.rich_text import Reply
from bot.corpus.histogram import bars
from bot.index.protocol import IndexStats
from bot.language.wording import count_noun, format_month
from bot.system.job import JobError, run_job

_LOGGER = logging.getLogger(__name__)

_NAMED = 3


class Stats:
    """Answer /stats."""

    def __init__(self, office: AdminMessenger) -> None:
        self._office = office

    async def command(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Send the picture or, where it cannot be drawn, the words alone."""
        if not self._office.is_admin(update):
            await self._office.send(update, NOT_FOR_YOU)
            return
        curation = self._office.curation
        async with self._office.busy(update):
            if not await self._office.call(curation.reader.is_current):
                await curation.preview_job.update()
            months = await self._office.call(curation.reader.months)
            holdings = await self._office.call(curation.service.stats)
            picture = await _drawn(bars(months)) if months else b""
        words = caption(months, holdings)
        if picture:
            await self._office.send_picture(update, picture, words)
        else:
            await self._office.send(update, Reply(words))


def caption(months: Mapping[str, int], holdings: IndexStats) -> str:
    """Return in words what the picture shows."""
    if not months:
        return "There are no articles yet."
    covered = coverage(holdings)
    ranked = sorted(months.items(), key=lambda item: (-item[1], item[0]))[:_NAMED]
    most = ", ".join(f"{_month(name)} ({number:,})" for name, number in ranked)
    last = max(months)
    lines = [
        f"{covered[0].upper()}{covered[1:]}; {count_noun('passage', holdings.passages)}.",
        f"Most in {most}.",
        f"The last month, {_month(last)}, has {count_noun('article', months[last])}.",
    ]
    return "\n".join(lines if len(months) > 1 else lines[:1])


def _month(name: str) -> str:
    """Return a month such as ``2026-01`` in words."""
    return format_month(date.fromisoformat(f"{name}-01"))


async def _drawn(found: list[tuple[str, int]]) -> bytes:
    try:
        drawn = await run_job("bot.chat.admin.stats_chart", {"bars": found})
    except JobError as error:
        _LOGGER.error("The picture is not drawn: %s", error)
        return b""
    return b64decode(drawn["picture"])
