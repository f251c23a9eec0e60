import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.limits import ReadLimits
from bot.reading.reader import read

SENTENCE = "The harbour opened again on Wednesday after three days of storm."
FILLER = " ".join(f"Ferry number {n} left for the islands in the afternoon." for n in range(12))
URL = "https://gazette.example/harbour"


def page(day: str = "2026-01-07", sentence: str = SENTENCE) -> bytes:
    dated = f'<meta property="article:published_time" content="{day}T18:30:00Z">' if day else ""
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Harbour opens again</title>{dated}</head>"
        f"<body><article><h1>Harbour opens again</h1><p>{sentence}</p><p>{FILLER}</p></article>"
        "</body></html>"
    ).encode()


def record(
    body: bytes,
    url: str = URL,
    kind: str = "response",
    status: str = "200 OK",
    mime: str = "text/html; charset=utf-8",
    more: str = "",
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\n{more}\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2026-03-05T09:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _read(folder: Path, *records: bytes, limits: ReadLimits | None = None) -> list[Finding]:
    path = folder / "crawl.warc"
    path.write_bytes(b"".join(records))
    return list(read(path, limits or ReadLimits()))


INFO = (
    b"WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Date: 2026-03-05T09:00:00Z\r\n"
    b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/warc-fields\r\n"
    b"Content-Length: 16\r\n\r\nsoftware: none\r\n\r\n\r\n"
)


def test_each_page_is_an_article_at_its_address(tmp_path: Path) -> None:
    findings = _read(tmp_path, INFO, record(page()), record(page("2026-01-08"), URL + "/2"))
    first, second = findings
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.path == f"{tmp_path}/crawl.warc/{URL}"
    assert first.url == URL
    assert (first.title, first.published) == ("Harbour opens again", date(2026, 1, 7))
    assert SENTENCE in first.text
    assert second.published == date(2026, 1, 8)


@pytest.mark.parametrize("whole", [True, False])
def test_records_may_be_packed_each_or_all(whole: bool, tmp_path: Path) -> None:
    records = [INFO, record(page()), record(page("2026-01-08"), URL + "/2")]
    packed = gzip.compress(b"".join(records)) if whole else b"".join(map(gzip.compress, records))
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(packed)
    assert [type(found) for found in read(path)] == [Article, Article]


def test_the_day_of_the_crawl_is_never_an_article_s(tmp_path: Path) -> None:
    (refusal,) = _read(tmp_path, record(page(day="")))
    assert isinstance(refusal, Rejection)
    assert refusal.path == f"{tmp_path}/crawl.warc/{URL}"
    assert refusal.reason == (
        "it has no date of its own (it was fetched on 2026-03-05, which may be much later)"
    )


def test_only_pages_that_were_found_are_read(tmp_path: Path) -> None:
    findings = _read(
        tmp_path,
        record(page(), URL + "/request", "request"),
        record(page(), URL + "/gone", status="404 Not Found"),
        record(page(), URL + "/moved", status="301 Moved"),
        record(b"\x89PNG", URL + "/a.png", mime="image/png"),
        record(page(), URL + "/again", "revisit"),
        record(page()),
    )
    article, remark = findings
    assert isinstance(article, Article)
    assert article.path.endswith("/harbour")
    assert remark == Notice(
        str(tmp_path / "crawl.warc"),
        None,
        "what is no article was passed over: pictures 1, redirects and error pages 2,"
        " unchanged pages 1",
    )


def test_a_page_that_was_fetched_twice_counts_once(tmp_path: Path) -> None:
    article, remark = _read(tmp_path, record(page()), record(page("2026-01-09"), URL + "#comments"))
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 7)
    assert isinstance(remark, Notice)
    assert "more than once (1)" in remark.text


def test_what_the_server_says_of_the_encoding_counts(tmp_path: Path) -> None:
    body = page(sentence="Пожар в порту потушили в среду утром.").decode().encode("cp1251")
    (article,) = _read(tmp_path, record(body, mime="text/html; charset=windows-1251"))
    assert isinstance(article, Article)
    assert "Пожар в порту" in article.text


def test_chunked_and_packed_pages_are_read(tmp_path: Path) -> None:
    packed = gzip.compress(page())
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    more = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    (article,) = _read(tmp_path, record(chunks, more=more))
    assert isinstance(article, Article)
    (refusal,) = _read(tmp_path, record(page(), more="Content-Encoding: br\r\n"))
    assert isinstance(refusal, Rejection)
    assert refusal.reason == "its content encoding is not supported: br"


def test_a_broken_page_costs_no_other(tmp_path: Path) -> None:
    findings = _read(tmp_path, record(b"\0\1\2" * 999), record(page(), URL + "/2"))
    assert [type(found) for found in findings] == [Rejection, Article]


def test_a_cut_archive_gives_what_comes_before(tmp_path: Path) -> None:
    last = record(page("2026-01-08"), URL + "/2")
    article, refusal = _read(tmp_path, record(page()), b"\r\nnonsense\r\n", last)
    assert isinstance(article, Article)
    assert isinstance(refusal, Rejection)
    assert refusal.truncated
    assert "WARC data is damaged" in refusal.reason
    packed = gzip.compress(record(page())) + gzip.compress(last)[:-30]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(packed)
    *articles, end = read(path)
    assert len(articles) >= 1
    assert isinstance(end, Rejection)
    assert end.truncated


def test_a_bomb_of_a_page_is_read_no_further_than_its_limits(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<html><p>" + b"bomb " * 25_000_000, 9)
    more = "Content-Encoding: gzip\r\n"
    *_, refusal = _read(tmp_path, record(bomb, more=more), record(page(), URL + "/2"))
    assert isinstance(refusal, Rejection)
    assert "times its size" in refusal.reason


def test_addresses_are_shown_short_and_without_what_misleads(tmp_path: Path) -> None:
    (refusal,) = _read(tmp_path, record(page(day=""), "https://a.example/" + "\u202e" + "x" * 9999))
    assert len(refusal.path) < 400
    assert refusal.path.isprintable()


def test_what_only_calls_itself_so_is_refused(tmp_path: Path) -> None:
    for data in (b"WARC/1.0", b"WARC/1.1\r\n\r\n", b"WARC/1.0\r\nContent-Length: -5\r\n\r\n"):
        (refusal,) = _read(tmp_path, data)
        assert isinstance(refusal, Rejection)


FEED = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>The Gazette</title><item><title>T"
    b"</title><pubDate>Wed, 07 Jan 2026 18:30:00 +0100</pubDate><description>Storm.</description>"
    b"</item></channel></rss>"
)


def test_feeds_and_data_with_articles_are_read_by_their_own_formats(tmp_path: Path) -> None:
    article = b'{"title": "T", "published": "2026-01-07", "text": "The harbour opened."}'
    findings = _read(
        tmp_path,
        record(FEED, URL + "/rss", mime="application/rss+xml"),
        record(b"<!-- a -->" + FEED, URL + "/feed", mime="text/xml"),
        record(article, URL + "/a.json", mime="application/json"),
        record(b"<?xml version='1.0'?><urlset/>", URL + "/sitemap.xml", mime="text/xml"),
        record(b'{"name": "app", "icons": []}', URL + "/manifest.json", mime="application/json"),
        record(b"a{}", URL + "/a.css", mime="text/css"),
    )
    assert [type(finding) for finding in findings] == [Article, Article, Article, Notice]
    assert findings[0].path == f"{tmp_path}/crawl.warc/{URL}/rss"
    assert isinstance(findings[3], Notice)
    assert findings[3].text.endswith("data without articles 2, styles 1")


def resource(body: bytes, kind: str = "resource", mime: str = "text/html", url: str = URL) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2026-03-05T09:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: {mime}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def test_resources_are_read_unless_they_describe_the_archive(tmp_path: Path) -> None:
    text = resource(b"A text.", mime="text/plain", url="urn:text:" + URL)
    findings = _read(tmp_path, resource(page()), text)
    assert [type(finding) for finding in findings] == [Article]


TEXT = b"Harbour opens again\nHome\nThe harbour opened again on Wednesday.\nSport\nSnow fell.\n"


def test_texts_of_pages_are_dated_by_their_address(tmp_path: Path) -> None:
    for url in ("https://www.gazette.example/2026/01/07/a", "https://gazette.example/a-20260107"):
        article, remark = _read(tmp_path, resource(TEXT, "conversion", "text/plain", url))
        assert isinstance(article, Article)
        assert article.published == date(2026, 1, 7)
        assert (article.title, article.source) == ("Harbour opens again", "gazette.example")
        assert article.text == "The harbour opened again on Wednesday.\n\nSnow fell."
        assert isinstance(remark, Notice)


def test_texts_of_pages_without_a_day_are_refused_with_what_to_do(tmp_path: Path) -> None:
    for url in ("https://gazette.example/a", "https://gazette.example/2026/01/07/2025-01-07"):
        (refusal,) = _read(tmp_path, resource(TEXT, "conversion", "text/plain", url))
        assert isinstance(refusal, Rejection)
        assert "add the WARC files" in refusal.reason


def arc(length: int | None = None) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page()
    gone = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + page()
    records = [b"filedesc://a.arc 0.0.0.0 20260305090000 text/plain 14\n1 0 Gazette\nURL\n"]
    for number, content in enumerate((body, gone, body)):
        size = len(content) if length is None else length
        head = f"{URL}/{number} 1.2.3.4 20260305090000 text/html {size}\n".encode()
        records.append(head + content + b"\n")
    return b"\n".join(records)


@pytest.mark.parametrize("length", [None, 7, 100_000])
def test_an_arc_file_is_read_even_where_its_lengths_are_wrong(
    length: int | None, tmp_path: Path
) -> None:
    for name, data in (("a.arc", arc(length)), ("a.arc.gz", gzip.compress(arc(length)))):
        (tmp_path / name).write_bytes(data)
        first, second, remark = read(tmp_path / name)
        assert isinstance(first, Article)
        assert isinstance(second, Article)
        assert (first.url, second.url) == (f"{URL}/0", f"{URL}/2")
        assert SENTENCE in first.text
        assert isinstance(remark, Notice)


def test_what_only_calls_itself_an_arc_file_is_refused(tmp_path: Path) -> None:
    for data in (b"filedesc://a", b"filedesc://a.arc 0.0.0.0 20260305090000 text/plain 9\n"):
        (tmp_path / "a.arc").write_bytes(data)
        (refusal,) = read(tmp_path / "a.arc")
        assert isinstance(refusal, Rejection)


def test_the_indexes_of_a_wacz_file_are_passed_over(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        archive.writestr("indexes/index.cdx", "a b c\n")
        archive.writestr("archive/data.warc.gz", gzip.compress(record(page())))
    assert [type(finding) for finding in read(tmp_path / "a.wacz")] == [Article]
