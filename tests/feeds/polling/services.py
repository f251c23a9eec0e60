"""A service over a corpus folder and a web server, for tests."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bot.corpus.store import CorpusStore
from bot.feeds.polling.feed_reports import FeedNotice, FeedPreview, FeedStatus
from bot.feeds.polling.feed_service import FeedOptions, FeedService, ignore_notice
from bot.fetching.fetch_policy import FetchPolicy
from bot.fetching.fetcher import Fetcher
from tests.feeds.polling.samples import Clocks

POLICY = FetchPolicy("Dateline/test", allows_private=True, pause=0.0)


def make_service(
    folder: Path, clocks: Clocks | None = None, report: Callable[[FeedNotice], None] | None = None
) -> FeedService:
    """Return a service whose corpus and data are in a folder."""
    corpus, data = folder / "corpus", folder / "data"
    corpus.mkdir(parents=True, exist_ok=True)
    data.mkdir(exist_ok=True)
    options = FeedOptions(partial(Fetcher, POLICY), report=report or ignore_notice)
    return FeedService(CorpusStore(corpus, data), data, options, (clocks or Clocks()).pair)


async def follow(service: FeedService, address: str, **details: Any) -> FeedStatus:
    """Follow the feed at an address."""
    preview = await service.inspect(address)
    assert isinstance(preview, FeedPreview)
    subscription = replace(preview.subscription, **details)
    return await service.add(replace(preview, subscription=subscription), "Ada")


def list_records(folder: Path) -> list[dict[str, Any]]:
    """Return the articles that stand in the files of all feeds."""
    files = sorted((folder / "corpus" / "feeds").glob("*/*.jsonl"))
    lines = [line for file in files for line in file.read_bytes().splitlines()]
    return [json.loads(line) for line in lines]


def list_titles(folder: Path) -> list[str]:
    """Return the titles of the articles that stand in the files of all feeds, sorted."""
    return sorted(record["title"] for record in list_records(folder))
