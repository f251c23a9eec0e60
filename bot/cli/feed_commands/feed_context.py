"""What the commands on feeds share."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from bot import __version__
from bot.cli import terminal
from bot.cli.context import Context, open_dateline
from bot.cli.corpus_commands.corpus_context import open_store
from bot.feeds.polling.feed_reports import FeedNotice
from bot.feeds.polling.feed_service import FeedOptions, FeedService, ignore_notice
from bot.feeds.polling.schedule import DAY, PollingPace
from bot.fetching.fetch_policy import FetchPolicy
from bot.fetching.fetcher import Fetcher
from bot.settings import Settings

_T = TypeVar("_T")


def make_fetch_policy(settings: Settings) -> FetchPolicy:
    """Return who asks, and by which way."""
    contact = f" (+{settings.fetch_contact})" if settings.fetch_contact else ""
    proxy = settings.fetch_proxy.get_secret_value() if settings.fetch_proxy else ""
    return FetchPolicy(f"Dateline/{__version__}{contact}", proxy, settings.fetch_private)


def make_feeds(context: Context, report: Callable[[FeedNotice], None] | None = None) -> FeedService:
    """Return the feeds of the corpus folder; ``report`` takes what admins are to be told."""
    settings = context.settings
    pace = PollingPace(settings.feed_minutes * 60.0, DAY)
    make_fetcher = partial(Fetcher, make_fetch_policy(settings))
    options = FeedOptions(
        make_fetcher, settings.limits, pace, settings.feeds, settings.zone, report or ignore_notice
    )
    return FeedService(open_store(context), settings.data, options)


def use_feeds(context: Context, work: Callable[[FeedService], Awaitable[_T]]) -> _T:
    """Return what ``work`` comes to with the feeds; finish interrupted changes first."""
    open_store(context).recover()

    async def run() -> _T:
        async with make_feeds(context) as service:
            return await work(service)

    return asyncio.run(run())


def update_index(context: Context) -> None:
    """Make what was written searchable."""
    with open_dateline(context) as dateline:
        dateline.library.update(terminal.track)
