"""Stats: the corpus by month as a picture, with the same in words below it."""

import logging
import unicodedata
from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import date

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.admin.messenger import AdminMessenger
from bot.chat.replies.footers import describe_coverage
from bot.chat.replies.text_lines import end_sentence
from bot.chat.rich_text import Reply
from bot.corpus.histogram import bars
from bot.index.protocol import IndexStats
from bot.localization.current import (
    format_month,
    format_number,
    gettext,
    join_names,
    ngettext,
)
from bot.system.job import JobError, run_job

_LOGGER = logging.getLogger(__name__)

_LISTED_MONTHS = 3
_DRAWABLE = ("LATIN", "GREEK", "CYRILLIC")


class CorpusStats:
    """Answer /stats."""

    def __init__(self, messenger: AdminMessenger) -> None:
        self._messenger = messenger
        self._services = messenger.services

    async def show(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Send the picture or, where it cannot be drawn, the words alone."""
        services, call = self._services, self._messenger.call
        async with self._messenger.show_typing(update):
            await self._messenger.update_manifest()
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
        return gettext("There are no articles yet.")
    # As in "7 articles, from 7 January 2026 to 2 March 2026".
    total = describe_coverage(stats)
    largest = sorted(months.items(), key=lambda item: (-item[1], item[0]))[:_LISTED_MONTHS]
    if len(months) == 1:
        return end_sentence(total)
    # Translators: a month, and the number of its articles.
    item = gettext("{month} ({count})")
    listing = join_names(
        [
            item.format(month=_write_month(name), count=format_number(number))
            for name, number in largest
        ]
    )
    last = max(months)
    ending = ngettext(
        "The last month, {month}, has {count} article.",
        "The last month, {month}, has {count} articles.",
        months[last],
    ).format(month=_write_month(last), count=format_number(months[last]))
    # Translators: the months with the most articles.
    most = gettext("Most articles: {months}.").format(months=listing)
    return f"{end_sentence(total)}\n{most}\n{ending}"


def _write_month(name: str) -> str:
    """Return a month such as ``2026-01`` in words."""
    return format_month(date.fromisoformat(f"{name}-01"))


async def _draw(months: Sequence[tuple[str, int]]) -> bytes:
    """Return a PNG picture, empty where it cannot be drawn."""
    # Translators: the label of the axis on which articles are counted.
    label = gettext("articles")
    group = format_number(1000).removeprefix("1").removesuffix("000")
    request = {"bars": months, "label": label if _is_drawable(label) else "", "group": group}
    try:
        result = await run_job("bot.chat.admin.stats_chart", request)
    except JobError as error:
        _LOGGER.error("The chart could not be drawn: %s", error)
        return b""
    return b64decode(result["picture"])


def _is_drawable(label: str) -> bool:
    """Tell whether the chart's font has the letters, and its program can set them in order."""
    return all(unicodedata.name(c, "").startswith(_DRAWABLE) for c in label if c.isalpha())
