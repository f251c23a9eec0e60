"""Feed check: the feeds that are followed, and how they do, without a look at the web."""

import sqlite3
from collections.abc import Iterator
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


def check_feeds(corpus: Path, data: Path, *, polls: bool, proxy: str) -> Iterator[Diagnosis]:
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
    errors = _read_errors(data / "feeds.db")
    if isinstance(errors, str):
        yield warn(
            _SUBJECT, f"feeds.db cannot be read: {errors}",
            "nothing needs to be done: it is made again from the articles",
        )  # fmt: skip
        errors = {}
    yield from _check_health(subscriptions, errors)
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


def _read_errors(path: Path) -> dict[str, str] | str:
    """Return what is wrong with each feed, or else why that cannot be read."""
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
            return dict(database.execute("SELECT feed, error FROM polling_feeds WHERE error != ''"))
    except (sqlite3.Error, OSError) as error:
        return " ".join(str(error).split())


def _name_host(proxy: str) -> str:
    try:
        parts = urlsplit(proxy)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
    except ValueError:
        return "that is set"
