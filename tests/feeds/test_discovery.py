import pytest

from bot.feeds.discovery import FeedLink, find_feed_links

ADDRESS = "https://ferry.example/news/index.html"


def _find(html: str) -> list[str]:
    links = find_feed_links(html.encode(), ADDRESS, "")
    return [link.address for link in links if not link.is_guess]


def test_the_feeds_that_a_page_declares_are_found_with_their_titles() -> None:
    html = """<!DOCTYPE html><html><head>
    <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
    <link rel="ALTERNATE home" type="application/rss+xml; charset=utf-8" title="Ferry
      Times" href="/rss"><link rel=stylesheet href="/feed.css">
    <link rel="alternate" type="application/atom+xml" href="atom.xml">
    <link rel="alternate" hreflang="de" href="/de/">
    <link rel="alternate" type="application/feed+json" href="//cdn.example/feed.json">
    <link rel="feed" href="/hfeed"></head><body><a href="/other/rss">RSS</a></body></html>"""
    links = find_feed_links(html.encode(), ADDRESS, "utf-8")
    assert links == (
        FeedLink("https://ferry.example/rss", "Ferry Times"),
        FeedLink("https://ferry.example/news/atom.xml"),
        FeedLink("https://cdn.example/feed.json"),
        FeedLink("https://ferry.example/hfeed"),
        FeedLink("https://ferry.example/comments/feed/", "Comments"),
    )


def test_the_base_of_a_page_counts() -> None:
    head = '<base href="https://other.example/a/"><link rel=alternate type="text/xml" href="rss">'
    assert _find(f"<html><head>{head}</head></html>") == ["https://other.example/a/rss"]


def test_links_in_the_text_count_where_nothing_is_declared() -> None:
    html = """<html><body><a href="/about">About feeds</a><a href="/feeds/all.rss">RSS</a>
    <a href="/rss.png">x</a><a href="feed:https://ferry.example/x">Subscribe</a></body></html>"""
    assert _find(html) == ["https://ferry.example/feeds/all.rss", "https://ferry.example/x"]


@pytest.mark.parametrize(
    "html",
    ["", "<html></html>", "\0\1\2", '<link rel=alternate type="application/rss+xml" href="x:y">',
     '<html><link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></html>',
     '<html><link rel="alternate" type="application/rss+xml" href="http://[bad"></html>',
     "<div>" * 5_000],
)  # fmt: skip
def test_a_page_without_a_feed_names_none(html: str) -> None:
    assert _find(html) == []


def test_the_usual_addresses_are_guessed_where_a_page_names_no_feed() -> None:
    links = find_feed_links(b"<html></html>", "https://ferry.example/blog/?page=2")
    assert all(link.is_guess for link in links)
    addresses = [link.address for link in links]
    assert addresses[:2] == ["https://ferry.example/blog/feed", "https://ferry.example/feed"]
    assert len(set(addresses)) == len(addresses)
