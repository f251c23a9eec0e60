"""The running bot looks at feeds by itself: what they publish is answered from."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.feeds.polling.services import list_titles, make_service
from tests.telegram.client import Private, quotes
from tests.telegram.process import BotProcess, PreloadedBot
from tests.telegram.server import Server
from tests.waiting import wait_for_async
from tests.web.feed_texts import NewsEntry, invent_entries, write_rss
from tests.web.web_server import WebServer, serving

START = datetime.now(UTC) - timedelta(hours=48)
FEED = "the-karlow-courier"


@pytest.fixture
def web() -> Iterator[WebServer]:
    with serving() as server:
        yield server


@pytest.fixture
async def idle(server: Server, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """Yield the bot over no articles, not started yet."""
    process = PreloadedBot(server, tmp_path, seeds="", DATELINE_FETCH_PRIVATE="true")
    yield process
    await process.dispose()


def publish(web: WebServer, count: int) -> list[NewsEntry]:
    """Publish a feed with so many entries, the newest first, and return them."""
    entries = invent_entries(count, since=START)
    web.put("/feed", write_rss(entries), has_etag=True)
    return entries


async def follow(folder: Path, address: str) -> None:
    """Follow a feed, as a command does beside the bot."""
    outline = f'<outline type="rss" text="The Karlow Courier" xmlUrl="{address}"/>'
    text = f'<opml version="2.0"><body>{outline}</body></opml>'
    async with make_service(folder) as service:
        await asyncio.to_thread(service.import_opml, text, "Ada")


async def make_due(folder: Path) -> None:
    """Have the feed looked at now, as resuming it does."""
    async with make_service(folder) as service:
        await asyncio.to_thread(service.resume, FEED, "Ada")


def count_articles(folder: Path) -> int:
    """Return how many articles the bot says that the feed has, after a look at it."""
    service = make_service(folder)
    try:
        return sum(status.articles for status in service.list_statuses())
    finally:
        asyncio.get_running_loop().create_task(service.close())


async def test_a_question_is_answered_from_what_a_feed_has_just_published(
    bot: BotProcess, web: WebServer
) -> None:
    publish(web, 3)
    await follow(bot.folder, web.url("/feed"))
    await wait_for_async(lambda: count_articles(bot.folder) == 3, "the first entries")
    entry = publish(web, 4)[0]
    await make_due(bot.folder)
    await wait_for_async(lambda: len(list_titles(bot.folder)) == 4, "the new entry")
    person = Private(bot.server.world)
    question = f"When does the {entry.title.split()[0]} bridge reopen?"
    for _ in range(100):
        answer = await person.ask(question)
        if any(entry.paragraphs[0] in quote for quote in quotes(answer)):
            break
        await asyncio.sleep(0.2)
    else:
        raise AssertionError(answer["text"])
    assert web.statuses("/feed") == [200, 200]


async def test_a_bot_killed_while_it_polls_loses_no_entry_and_doubles_none(
    idle: BotProcess, web: WebServer
) -> None:
    random, count = Random(4), 5
    publish(web, count)
    await follow(idle.folder, web.url("/feed"))
    for _ in range(4):
        looks = web.count("/feed")
        await idle.start()
        await wait_for_async(lambda looks=looks: web.count("/feed") > looks, "a look at the feed")  # type: ignore[misc]
        await asyncio.sleep(random.uniform(0, 0.4))
        await idle.kill()
        count += 3
        publish(web, count)
        await make_due(idle.folder)
    await idle.start()
    await idle.ready()
    expected = sorted(entry.title for entry in publish(web, count))
    await wait_for_async(lambda: count_articles(idle.folder) == len(expected), "every entry")
    assert list_titles(idle.folder) == expected
    await idle.stop()


async def test_feeds_that_are_turned_off_are_left_alone(
    server: Server, tmp_path: Path, web: WebServer
) -> None:
    publish(web, 3)
    process = PreloadedBot(
        server, tmp_path, seeds="", DATELINE_FETCH_PRIVATE="true", DATELINE_FEEDS="false"
    )
    await follow(tmp_path, web.url("/feed"))
    try:
        await process.start()
        await process.ready()
        await asyncio.sleep(3)
        assert web.count("/feed") == 0
        await process.stop()
    finally:
        await process.dispose()


async def test_a_bot_stops_in_order_while_a_feed_hangs(bot: BotProcess, web: WebServer) -> None:
    web.put("/feed", b"", is_stuck=True)
    await follow(bot.folder, web.url("/feed"))
    await wait_for_async(lambda: web.count("/feed"), "a look at the feed")
    await bot.stop()
    assert "Not everything ended" not in bot.log
    assert "Traceback" not in bot.log
