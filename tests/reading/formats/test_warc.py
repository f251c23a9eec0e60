import gzip
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
    assert [found.path.rpartition("/")[2] for found in findings] == ["harbour"]


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
