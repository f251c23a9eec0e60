"""The tests' own web server does what servers of feeds do."""

import asyncio
from collections.abc import Callable, Iterable
from email.utils import formatdate

import httpx
import pytest

from tests.web.feed_texts import NewsEntry, invent_entries, write_atom, write_rss
from tests.web.web_server import WebPage, serving


def test_a_page_is_there_until_it_is_removed() -> None:
    with serving() as server:
        server.put("/feed", b"content", media_type="text/xml")
        response = httpx.get(server.url("/feed"))
        assert (response.content, response.headers["content-type"]) == (b"content", "text/xml")
        server.remove("/feed")
        assert httpx.get(server.url("/feed")).status_code == 404
        assert server.statuses("/feed") == [200, 404]


def test_an_unchanged_page_is_not_sent_again() -> None:
    with serving() as server:
        page = server.put("/feed", b"a", has_etag=True, changed=1000.0)
        assert _status(server.url("/feed"), {"If-None-Match": page.etag}) == 304
        assert _status(server.url("/feed"), {"If-None-Match": '"other"'}) == 200
        for moment, status in ((1000.0, 304), (2000.0, 304), (999.0, 200)):
            headers = {"If-Modified-Since": formatdate(moment, usegmt=True)}
            assert _status(server.url("/feed"), headers) == status
        server.put("/feed", b"b", has_etag=True)
        assert _status(server.url("/feed"), {"If-None-Match": page.etag}) == 200


def test_a_series_is_answered_in_turn_and_ends_with_its_last() -> None:
    with serving() as server:
        server.put_series("/a", WebPage(status=503, retry_after=120), WebPage(b"well"))
        first = httpx.get(server.url("/a"))
        assert (first.status_code, first.headers["retry-after"]) == (503, "120")
        assert [_status(server.url("/a")) for _ in range(2)] == [200, 200]


def test_a_redirect_names_where_it_leads_and_the_date_is_the_clocks() -> None:
    with serving(lambda: 86_400.0) as server:
        server.put("/old", b"", status=301, redirect="/new")
        response = httpx.get(server.url("/old"), follow_redirects=False)
        assert (response.status_code, response.headers["location"]) == (301, server.url("/new"))
        assert response.headers["date"] == "Fri, 02 Jan 1970 00:00:00 GMT"


async def test_a_stuck_page_sends_nothing_and_others_are_served_meanwhile() -> None:
    with serving() as server:
        server.put("/stuck", b"", is_stuck=True)
        server.put("/slow", b"abc", drip=0.01)
        async with httpx.AsyncClient() as client:
            stuck = asyncio.create_task(client.get(server.url("/stuck")))
            assert (await client.get(server.url("/slow"))).content == b"abc"
            assert not stuck.done()
            assert server.most_at_once == 2
            stuck.cancel()


def test_a_stopped_server_refuses_and_comes_back_at_its_port() -> None:
    with serving() as server:
        server.put("/a", b"a")
        server.stop()
        with pytest.raises(httpx.ConnectError):
            httpx.get(server.url("/a"))
        server.start()
        assert _status(server.url("/a")) == 200


@pytest.mark.parametrize("write", [write_rss, write_atom])
def test_the_invented_feeds_are_feeds(write: Callable[[Iterable[NewsEntry]], bytes]) -> None:
    import feedparser

    entries = invent_entries(400)
    feed = feedparser.parse(write(entries))
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [entry.key for entry in entries]
    assert len({entry.title for entry in entries}) == len(entries)


def _status(address: str, headers: dict[str, str] | None = None) -> int:
    return httpx.get(address, headers=headers).status_code
