"""Feeds that are followed, on a web server of the tests' own."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bot.corpus.lock import CorpusError
from bot.feeds.feed_errors import FeedError
from bot.feeds.polling.feed_reports import (
    FeedEvent,
    FeedNotice,
    FeedPreview,
    FetchOutcome,
    PagePreview,
)
from bot.feeds.polling.schedule import DAY
from bot.fetching.fetch_errors import FetchError
from bot.system.folders.exclusive_lock import ExclusiveLock
from tests.feeds.polling.samples import Clocks
from tests.feeds.polling.services import (
    follow,
    list_records,
    list_titles,
    make_service,
)
from tests.waiting import wait_for_async
from tests.web.feed_texts import (
    NewsEntry,
    invent_entries,
    invent_entry,
    write_article_page,
    write_front_page,
    write_rss,
)
from tests.web.web_server import WebServer, serving

HTML = "text/html; charset=utf-8"


@pytest.fixture
def web() -> Iterator[WebServer]:
    with serving() as server:
        yield server


def publish(web: WebServer, entries: list[NewsEntry], path: str = "/feed") -> None:
    web.put(path, write_rss(entries, site=web.url()), has_etag=True)


def titles(entries: list[NewsEntry]) -> list[str]:
    return sorted(entry.title for entry in entries)


async def test_a_new_feed_brings_its_newest_entries_and_then_what_is_new(
    web: WebServer, tmp_path: Path
) -> None:
    entries = invent_entries(8)
    publish(web, entries)
    async with make_service(tmp_path) as service:
        status = await follow(service, web.url("/feed"), first_entries=3)
        assert status.subscription.id == "the-karlow-courier"
        assert list_titles(tmp_path) == titles(entries[:3])
        assert status.articles == 3
        (unchanged,) = await service.fetch(["the-karlow-courier"])
        assert (unchanged.outcome, unchanged.new) == (FetchOutcome.NO_NEWS, 0)
        publish(web, invent_entries(10))
        (result,) = await service.fetch(["the-karlow-courier"])
        assert (result.outcome, result.new, result.changes) == (FetchOutcome.NEWS, 2, 0)
        assert list_titles(tmp_path) == titles(invent_entries(10)[:5])


async def test_what_has_not_changed_is_not_sent_again(web: WebServer, tmp_path: Path) -> None:
    publish(web, invent_entries(3))
    async with make_service(tmp_path) as service:
        await follow(service, web.url("/feed"))
        for _ in range(2):
            await service.fetch(["the-karlow-courier"])
    assert web.statuses("/feed") == [200, 200, 304]


async def test_an_entry_that_changes_replaces_its_article(web: WebServer, tmp_path: Path) -> None:
    entries = invent_entries(3)
    publish(web, entries)
    async with make_service(tmp_path) as service:
        await follow(service, web.url("/feed"))
        before = {record["entry"]: record["id"] for record in list_records(tmp_path)}
        changed = replace(entries[1], text=f"{entries[1].text}\nCorrection: it was a Tuesday.")
        publish(web, [entries[0], changed, entries[2]])
        (result,) = await service.fetch(["the-karlow-courier"])
    assert (result.new, result.changes) == (0, 1)
    records = list_records(tmp_path)
    assert {record["entry"]: record["id"] for record in records} == before
    assert sum("Correction" in record["text"] for record in records) == 1


async def test_a_lost_database_doubles_nothing_and_loses_nothing(
    web: WebServer, tmp_path: Path
) -> None:
    publish(web, invent_entries(9))
    async with make_service(tmp_path) as service:
        await follow(service, web.url("/feed"), first_entries=4)
    for path in (tmp_path / "data").glob("feeds.db*"):
        path.unlink()
    publish(web, invent_entries(11))
    async with make_service(tmp_path) as service:
        assert [status.articles for status in service.list_statuses()] == [0]
        await service.fetch(["the-karlow-courier"])
        await service.fetch(["the-karlow-courier"])
        assert [status.articles for status in service.list_statuses()] == [6]
    assert list_titles(tmp_path) == titles(invent_entries(11)[:6])


async def test_articles_that_somebody_removed_do_not_come_back(
    web: WebServer, tmp_path: Path
) -> None:
    publish(web, invent_entries(3))
    async with make_service(tmp_path) as service:
        await follow(service, web.url("/feed"))
        for file in service._store.files():
            service._store.remove(file, "Ada")
        publish(web, invent_entries(4))
        await service.fetch(["the-karlow-courier"])
    assert list_titles(tmp_path) == [invent_entry(3).title]


async def test_a_feed_that_is_gone_is_paused_and_told_of_once(
    web: WebServer, tmp_path: Path
) -> None:
    notices: list[FeedNotice] = []
    publish(web, invent_entries(3))
    async with make_service(tmp_path, report=notices.append) as service:
        await follow(service, web.url("/feed"))
        web.put("/feed", b"", status=410)
        (result,) = await service.fetch(["the-karlow-courier"])
        assert result.outcome is FetchOutcome.END
        assert result.subscription.is_paused
        (status,) = service.list_statuses()
        assert status.subscription.is_paused
        assert status.due is None
        assert "410" in status.error
        assert await service.fetch() == ()
        assert [notice.event for notice in notices] == [FeedEvent.REMOVAL]
        publish(web, invent_entries(4))
        service.resume("the-karlow-courier", "Ada")
        (result,) = await service.fetch()
        assert result.new == 1
    assert len(list_titles(tmp_path)) == 4


async def test_a_feed_that_fails_is_looked_at_less_and_less_and_then_given_up(
    web: WebServer, tmp_path: Path
) -> None:
    clocks, notices = Clocks(), list[FeedNotice]()
    publish(web, invent_entries(3))
    async with make_service(tmp_path, clocks, notices.append) as service:
        await follow(service, web.url("/feed"))
        web.put("/feed", b"", status=404)
        looks = 0
        for _ in range(16 * 24):
            clocks.wait(3600)
            looks += len(await service.fetch())
        (status,) = service.list_statuses()
    assert 15 < looks < 40
    assert status.subscription.is_paused
    assert [notice.event for notice in notices] == [FeedEvent.LONG_FAILURE, FeedEvent.LAST_FAILURE]
    assert notices[1].days >= 14
    assert len(list_titles(tmp_path)) == 3


async def test_broken_off_entries_are_completed_from_their_pages(
    web: WebServer, tmp_path: Path
) -> None:
    site = web.url().rstrip("/")
    entries = [replace(e, is_teaser=True) for e in invent_entries(7, site=site)]
    publish(web, entries)
    for entry in entries:
        web.put(entry.url.removeprefix(site), write_article_page(entry), media_type=HTML)
    async with make_service(tmp_path) as service:
        await follow(service, web.url("/feed"), reads_pages=True)
        complete = [r for r in list_records(tmp_path) if "ferry number" in r["text"].lower()]
        assert len(complete) == 5
        (result,) = await service.fetch(["the-karlow-courier"])
        assert (result.new, result.changes) == (0, 2)
        for _ in range(2):
            (result,) = await service.fetch(["the-karlow-courier"])
            assert (result.new, result.changes) == (0, 0)
    records = list_records(tmp_path)
    assert len(records) == 7
    assert all("ferry number" in record["text"].lower() for record in records)
    assert all(web.count(entry.url.removeprefix(site)) == 1 for entry in entries)
    assert web.statuses("/feed")[-1] == 304


async def test_pages_that_robots_may_not_see_are_left_alone(web: WebServer, tmp_path: Path) -> None:
    site = web.url().rstrip("/")
    entries = [replace(e, is_teaser=True) for e in invent_entries(2, site=site)]
    publish(web, entries)
    web.put("/robots.txt", b"User-agent: *\nDisallow: /articles/\n", media_type="text/plain")
    async with make_service(tmp_path) as service:
        await follow(service, web.url("/feed"), reads_pages=True)
        await service.fetch(["the-karlow-courier"])
    assert len(list_records(tmp_path)) == 2
    assert not [request for request in web.requests if "/articles/" in request.path]


async def test_a_permanent_redirect_changes_the_address_after_a_day(
    web: WebServer, tmp_path: Path
) -> None:
    clocks = Clocks()
    publish(web, invent_entries(3))
    async with make_service(tmp_path, clocks) as service:
        await follow(service, web.url("/feed"))
        web.put("/feed", b"", status=301, redirect="/new")
        publish(web, invent_entries(4), "/new")
        for hours in (0, 12, 13):
            clocks.wait(hours * 3600)
            await service.fetch(["the-karlow-courier"])
            (status,) = service.list_statuses()
        assert status.subscription.address == web.url("/new")
        count = web.count("/feed")
        await service.fetch(["the-karlow-courier"])
        assert web.count("/feed") == count
    assert len(list_titles(tmp_path)) == 4


async def test_old_articles_expire(web: WebServer, tmp_path: Path) -> None:
    clocks = Clocks()
    publish(web, invent_entries(3))
    async with make_service(tmp_path, clocks) as service:
        await follow(service, web.url("/feed"), keep_days=30)
        assert len(list_titles(tmp_path)) == 3
        clocks.wait(60 * DAY)
        for _ in range(2):
            await service.fetch(["the-karlow-courier"])
            assert list_titles(tmp_path) == []


async def test_a_full_disk_is_not_the_feeds_fault_and_loses_nothing(
    web: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(web, invent_entries(3))
    async with make_service(tmp_path) as service:
        await follow(service, web.url("/feed"))
        publish(web, invent_entries(5))

        def refuse(*_: object) -> None:
            raise CorpusError("the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(service._store, "change_files", refuse)
            (result,) = await service.fetch(["the-karlow-courier"])
        assert (result.outcome, result.error) == (FetchOutcome.FAILURE, "the disk is full")
        (status,) = service.list_statuses()
        assert (status.failures, status.error) == (0, "the disk is full")
        (result,) = await service.fetch(["the-karlow-courier"])
        assert result.new == 2


async def test_the_front_page_of_a_site_leads_to_its_feed(web: WebServer, tmp_path: Path) -> None:
    publish(web, invent_entries(3))
    publish(web, invent_entries(2), "/sports")
    page = write_front_page(("Broken", "/missing"), ("News", "/feed"), ("Sports", "/sports"))
    web.put("/", page, media_type=HTML)
    async with make_service(tmp_path) as service:
        preview = await service.inspect(web.url())
    assert isinstance(preview, FeedPreview)
    assert preview.subscription.address == web.url("/feed")
    assert [link.title for link in preview.links] == ["Broken", "News", "Sports"]
    assert (preview.is_full_text, len(preview.document.entries)) == (True, 3)
    assert not (tmp_path / "corpus" / "feeds").exists()


async def test_an_article_is_a_page_even_where_it_names_feeds(
    web: WebServer, tmp_path: Path
) -> None:
    web.put("/a/story.html", write_article_page(invent_entry(1), feed="/feed"), media_type=HTML)
    async with make_service(tmp_path) as service:
        preview = await service.inspect(web.url("/a/story.html"))
    assert isinstance(preview, PagePreview)
    assert preview.path.name == "story.html"
    assert invent_entry(1).paragraphs[0] in preview.path.read_text("utf-8")
    assert [link.address for link in preview.links] == [web.url("/feed")]


async def test_a_site_that_declares_no_feed_may_have_one_at_a_usual_address(
    web: WebServer, tmp_path: Path
) -> None:
    web.put("/", write_front_page(), media_type=HTML)
    publish(web, invent_entries(3), "/rss.xml")
    async with make_service(tmp_path) as service:
        preview = await service.inspect(web.url())
        assert isinstance(preview, FeedPreview)
        assert preview.subscription.address == web.url("/rss.xml")
        web.remove("/rss.xml")
        with pytest.raises(FeedError, match="neither a feed nor an article"):
            await service.inspect(web.url())
        with pytest.raises(FetchError):
            await service.inspect("not an address")


async def test_the_same_feed_is_followed_once(web: WebServer, tmp_path: Path) -> None:
    publish(web, invent_entries(3))
    async with make_service(tmp_path) as service:
        first, second = [await follow(service, web.url("/feed")) for _ in range(2)]
        assert first.subscription == second.subscription
        assert len(service.list_statuses()) == 1
        other = make_service(tmp_path / "other")
        subscriptions = other.import_opml(service.export_opml(), "Ada")
        assert [s.address for s in subscriptions] == [web.url("/feed")]
        assert other.import_opml(service.export_opml(), "Ada") == ()


async def test_a_feed_is_removed_with_or_without_its_articles(
    web: WebServer, tmp_path: Path
) -> None:
    publish(web, invent_entries(3))
    async with make_service(tmp_path) as service:
        for with_articles, count in ((False, 3), (True, 0)):
            await follow(service, web.url("/feed"))
            service.remove("the-karlow-courier", "Ada", with_articles=with_articles)
            assert service.list_statuses() == ()
            assert len(list_titles(tmp_path)) == count
        with pytest.raises(FeedError, match="the-karlow-courier"):
            service.pause("the-karlow-courier", "Ada")
        with pytest.raises(FeedError, match="no feed is called x"):
            await service.fetch(["x"])


async def test_the_running_service_looks_at_each_feed_when_it_is_due(
    web: WebServer, tmp_path: Path
) -> None:
    clocks = Clocks()
    publish(web, invent_entries(3))
    service = make_service(tmp_path, clocks)
    await follow(service, web.url("/feed"), minutes=30)
    running = asyncio.create_task(service.run())
    publish(web, invent_entries(4))
    clocks.wait(1700)
    clocks.wall -= 400 * DAY  # somebody sets the clock: that is no hour of waiting
    await asyncio.sleep(2.5)
    assert web.count("/feed") == 1
    clocks.wait(300)
    await wait_for_async(lambda: len(list_titles(tmp_path)) == 4, "the new entry")
    clocks.wall += 800 * DAY
    await asyncio.sleep(2.5)
    assert web.count("/feed") == 2
    assert service.measures.new_articles == 4
    await _end(running)


async def test_few_feeds_are_looked_at_side_by_side(web: WebServer, tmp_path: Path) -> None:
    service = make_service(tmp_path)
    outlines = []
    for number in range(9):
        body = write_rss([invent_entry(number)], title=f"Feed {number}")
        web.put(f"/{number}", body, pause=0.2)
        outlines.append(
            f'<outline type="rss" text="Feed {number}" xmlUrl="{web.url(f"/{number}")}"/>'
        )
    text = f'<opml version="2.0"><body>{"".join(outlines)}</body></opml>'
    assert len(service.import_opml(text, "Ada")) == 9
    running = asyncio.create_task(service.run())
    await wait_for_async(lambda: len(list_titles(tmp_path)) == 9, "all feeds")
    assert web.most_at_once <= 4
    await _end(running)


async def test_a_list_of_feeds_that_is_broken_ends_nothing(
    web: WebServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    publish(web, invent_entries(3))
    service = make_service(tmp_path)
    file = tmp_path / "corpus" / "feeds.opml"
    file.write_text("<opml")
    running = asyncio.create_task(service.run())
    await wait_for_async(lambda: "feeds.opml" in caplog.text, "the line in the log")
    file.unlink()
    service.import_opml(
        f'<opml version="2.0"><body><outline type="rss" text="a" xmlUrl="{web.url("/feed")}"/>'
        "</body></opml>", "Ada",
    )  # fmt: skip
    await wait_for_async(lambda: len(list_titles(tmp_path)) == 3, "the articles")
    assert caplog.text.count("feeds.opml") == 1
    await _end(running)


async def test_two_processes_take_turns(
    web: WebServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    publish(web, invent_entries(3))
    async with make_service(tmp_path) as service:
        await follow(service, web.url("/feed"))
        other = ExclusiveLock(tmp_path / "data" / "feeds.lock")
        assert other.acquire() is None
        with caplog.at_level(logging.WARNING):
            fetching = asyncio.create_task(service.fetch(["the-karlow-courier"]))
            await wait_for_async(lambda: "which is fetching feeds" in caplog.text, "a line")
        assert not fetching.done()
        assert web.count("/feed") == 1
        other.release()
        assert len(await fetching) == 1


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
