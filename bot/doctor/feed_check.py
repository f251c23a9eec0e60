"""Feed check: the feeds that are followed, and how they do, without a look at the web."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.corpus.store import CorpusStore
from bot.doctor.database_check import find_damage, open_database_copy
from bot.doctor.diagnosis import Diagnosis, approve, blame, warn
from bot.feeds.feed_errors import FeedError
from bot.feeds.subscription import Subscription
from bot.feeds.subscription_list import SubscriptionList
from bot.localization.english import count_noun
from bot.reading.source import display_path, escape_unprintable

_SUBJECT = "feeds"
_MOST_LINES = 3
_DAY = 86_400.0
_LONGEST_PAUSE = 2 * _DAY


def check_feeds(
    corpus: Path,
    data: Path,
    *,
    polls: bool,
    proxy: str,
    clock: Callable[[], float] = time.time,
) -> Iterator[Diagnosis]:
    """Yield how the feeds do, as far as the last process that looked at them knows."""
    try:
        subscriptions = SubscriptionList(CorpusStore(corpus, data)).load()
    except FeedError as error:
        yield blame(
            _SUBJECT, str(error),
            f"correct the file, or take {display_path(corpus / 'feeds.opml')} from a backup",
        )  # fmt: skip
        return
    if not subscriptions:
        yield approve(_SUBJECT, "none is followed; dateline feed add ADDRESS follows one")
        return
    looks = _read_looks(data / "feeds.db")
    if isinstance(looks, str):
        yield warn(
            _SUBJECT, f"feeds.db cannot be read: {looks}",
            "nothing needs to be done: it is made again from the articles",
        )  # fmt: skip
        looks = {}
    yield from _check_health(subscriptions, {feed: error for feed, (error, _) in looks.items()})
    last_look = max((moment for _, moment in looks.values()), default=0.0)
    if polls and last_look and clock() - last_look > _LONGEST_PAUSE:
        days = int((clock() - last_look) // _DAY)
        yield warn(
            _SUBJECT, f"nobody has looked at any of them for {count_noun('day', days)}",
            "start the bot, or have dateline feed fetch run from time to time",
        )  # fmt: skip
    if not polls:
        yield warn(
            _SUBJECT, "the bot does not look at them, because DATELINE_FEEDS is off",
            "turn it on, or run dateline feed fetch from time to time",
        )  # fmt: skip
    if proxy:
        yield approve(_SUBJECT, f"they are fetched through the proxy {_name_host(proxy)}")


def _check_health(
    subscriptions: tuple[Subscription, ...], errors: dict[str, str]
) -> Iterator[Diagnosis]:
    paused_feeds = [s for s in subscriptions if s.is_paused]
    failing_feeds = [s for s in subscriptions if not s.is_paused and errors.get(s.id)]
    for subscription in failing_feeds[:_MOST_LINES]:
        name, error = subscription.id, escape_unprintable(errors[subscription.id])
        yield warn(
            _SUBJECT, f"{name} cannot be read: {error}",
            f"dateline feed check {name} tries it, dateline feed pause {name} gives it up",
        )  # fmt: skip
    if len(failing_feeds) > _MOST_LINES:
        yield warn(
            _SUBJECT, f"{count_noun('more feed', len(failing_feeds) - _MOST_LINES)} cannot be read",
            "dateline feed list shows all of them",
        )  # fmt: skip
    ending = f", {len(paused_feeds):,} of them paused" if paused_feeds else ""
    if not failing_feeds:
        yield approve(_SUBJECT, f"{count_noun('feed', len(subscriptions))} followed{ending}")


def _read_looks(path: Path) -> dict[str, tuple[str, float]] | str:
    """Return what is wrong with each feed and when it was looked at last, or why not."""
    if not path.exists():
        return {}
    try:
        with open_database_copy(path) as database:
            fault = find_damage(database)
            if fault:
                return fault
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
            if "polling_feeds" not in tables:
                return {}  # nobody has looked at a feed yet
            rows = database.execute("SELECT feed, error, last_attempt FROM polling_feeds")
            return {feed: (error, moment or 0.0) for feed, error, moment in rows}
    except (sqlite3.Error, OSError) as error:
        return " ".join(str(error).split())


def _name_host(proxy: str) -> str:
    try:
        parts = urlsplit(proxy)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
    except ValueError:
        return "that is set"
