import json
from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.feeds.feed_document import FeedDocument
from bot.feeds.feed_errors import FeedError
from bot.feeds.feed_reader import read_feed
from bot.reading.reader import read
from tests.feeds.feed_texts import TEXT, make_item, make_rss

TODAY = date(2026, 1, 9)
ADDRESS = "https://ferry.example/news/rss"

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"
 xml:base="https://base.example/"><title>Ferry</title><link href="/"/><id>urn:ferry</id>
<link rel="self" href="https://ferry.example/atom"/>
<entry><id>urn:ferry:1</id><title type="html">The &lt;b&gt;ferry&lt;/b&gt; leaves</title>
<link href="2026/1"/><published>2026-01-07T18:30:00+01:00</published>
<updated>2026-01-08T18:30:00Z</updated><content type="html">{TEXT}</content></entry></feed>"""
ATOM_03 = f"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Ferry</title>
<entry><id>urn:ferry:1</id><title>The ferry leaves</title><link rel="alternate" href="/2026/1"/>
<issued>2026-01-07T18:30:00+01:00</issued><modified>2026-01-08T00:00:00Z</modified>
<content type="text/html" mode="escaped">{TEXT}</content></entry></feed>"""
RSS_10 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://ferry.example/"><title>Ferry</title></channel>
<item rdf:about="urn:ferry:1"><title>The ferry leaves</title><link>/2026/1</link>
<dc:date>2026-01-07T18:30:00+01:00</dc:date><description>{TEXT}</description></item></rdf:RDF>"""
RSS_091 = f"""<rss version="0.91"><channel><title>Ferry</title><item><title>The ferry leaves</title>
<link>/2026/1</link><description>{TEXT}</description><pubDate>7 January 2026</pubDate></item>
</channel></rss>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ferry",
        "home_page_url": "https://ferry.example/",
        "feed_url": "https://ferry.example/feed.json",
        "language": "en",
        "items": [
            {
                "id": "urn:ferry:1", "url": "https://ferry.example/2026/1",
                "title": "The ferry leaves", "content_html": f"<p>{TEXT}</p>",
                "date_published": "2026-01-07T18:30:00+01:00", "authors": [{"name": "Ada"}],
            }
        ],
    }
)  # fmt: skip


def _read(content: str | bytes) -> FeedDocument:
    data = content if isinstance(content, bytes) else content.encode()
    return read_feed(data, ADDRESS, today=TODAY)


def _read_file(folder: Path, content: bytes, name: str) -> list[Article]:
    path = folder / name
    path.write_bytes(content)
    return [finding for finding in read(path) if isinstance(finding, Article)]


@pytest.mark.parametrize(
    ("content", "url"),
    [
        (ATOM, "https://base.example/2026/1"),
        (ATOM_03, "https://ferry.example/2026/1"),
        (RSS_10, "https://ferry.example/2026/1"),
        (RSS_091, "https://ferry.example/2026/1"),
        (JSON, "https://ferry.example/2026/1"),
    ],
)
def test_a_feed_of_any_kind_is_read(content: str, url: str) -> None:
    document = _read(content)
    (entry,) = document.entries
    assert document.title == "Ferry"
    assert document.rejections == ()
    assert entry.article.title == "The ferry leaves"
    assert entry.article.published == date(2026, 1, 7)
    assert entry.article.text == TEXT
    assert entry.article.url == url
    assert entry.key in ("urn:ferry:1", url)
    assert not entry.is_undated


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (make_rss(make_item(1), make_item(2)), "feed.xml"),
        (ATOM.encode(), "feed.atom"),
        (JSON.encode(), "feed.json"),
    ],
)
def test_an_entry_is_the_article_that_it_is_in_a_file(
    tmp_path: Path, content: bytes, name: str
) -> None:
    articles = _read_file(tmp_path, content, name)
    assert articles
    entries = _read(content).entries
    assert [_drop_place(entry.article) for entry in entries] == list(map(_drop_place, articles))


def _drop_place(article: Article) -> tuple[object, ...]:
    return (
        article.title, article.text, article.published, article.instant, article.source,
        article.authors, article.language, article.url,
    )  # fmt: skip


def test_what_a_feed_says_of_itself_is_read() -> None:
    document = _read(make_rss(make_item(1), head="<ttl>45</ttl>"))
    assert (document.title, document.site, document.language, document.minutes) == (
        "Ferry Times", "https://ferry.example/", "en-GB", 45.0,
    )  # fmt: skip
    period = "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
    assert _read(make_rss(make_item(1), head=period)).minutes == 30.0
    assert _read(make_rss(make_item(1), head="<ttl>soon</ttl>")).minutes is None
    assert _read(ATOM).address == "https://ferry.example/atom"


def test_an_empty_feed_is_a_feed() -> None:
    assert _read(make_rss()).entries == ()
    assert _read('{"version": "https://jsonfeed.org/version/1", "items": []}').entries == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<!DOCTYPE html><html><head></head><body><p>Hello.</p></body></html>", "a web page"),
        ("<html><body><rss>not</rss></body></html>", "a web page"),
        ("Not found", "no feed"),
        ("   ", "sent nothing"),
        ('{"error": "rate limit"}', "no JSON Feed"),
        ('{"items": [', "cannot be read"),
        ("<?xml version='1.0'?><sitemapindex></sitemapindex>", "no feed"),
        ("<!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel>&a;</channel></rss>", "entities"),
        ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "cannot be read"),
    ],
)
def test_what_is_no_feed_is_said_in_words(content: str, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        _read(content)


def test_a_feed_that_breaks_off_is_read_as_far_as_possible() -> None:
    content = make_rss(make_item(1), make_item(2), make_item(3))
    cut = content[: content.rindex(b"<description>")]
    keys = [entry.key for entry in _read(cut).entries]
    assert keys[:2] == ["tag:ferry.example,2026:1", "tag:ferry.example,2026:2"]


def test_warnings_before_a_feed_are_passed_over() -> None:
    content = b"<br />\n<b>Warning</b>: Undefined index\n" + make_rss(make_item(1))
    assert len(_read(content).entries) == 1


@pytest.mark.parametrize(
    ("charset", "declaration", "codec"),
    [
        ("", "windows-1251", "cp1251"),
        ("windows-1251", "UTF-8", "cp1251"),
        ("iso-8859-1", "windows-1251", "cp1251"),
        ("iso-8859-1", "UTF-8", "utf-8"),
        ("utf-8", "windows-1251", "cp1251"),
        ("nonsense", "UTF-16", "utf-16"),
        ("rot13", "koi8-r", "koi8-r"),
        ("", "UTF-8", "utf-8-sig"),
    ],
)
def test_the_charset_is_settled_between_server_file_and_bytes(
    charset: str, declaration: str, codec: str
) -> None:
    item = make_item(1, title="Паром ушёл в полдень", text="Паром ушёл из гавани. " * 9)
    text = make_rss(item).decode().replace('encoding="UTF-8"', f'encoding="{declaration}"')
    media_type = f'text/xml; charset="{charset}"' if charset else "text/xml"
    document = read_feed(text.encode(codec), ADDRESS, media_type, today=TODAY)
    assert document.entries[0].article.title == "Паром ушёл в полдень"


@pytest.mark.parametrize(
    "date_words",
    ["", "yesterday-ish", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2117 00:00:00 GMT",
     "0001-01-01T00:00:00Z"],
)  # fmt: skip
def test_an_entry_without_a_day_that_can_be_is_of_the_day_of_the_look(date_words: str) -> None:
    (entry,) = _read(make_rss(make_item(1, date=date_words))).entries
    assert (entry.article.published, entry.is_undated) == (TODAY, True)
    assert entry.article.instant is None
    items = [{"id": 7, "content_text": TEXT, "date_published": date_words}]
    (entry,) = _read(json.dumps({"title": "Ferry", "items": items})).entries
    assert (entry.key, entry.article.published, entry.is_undated) == ("7", TODAY, True)


def test_keys_are_ids_or_addresses_or_titles_with_days() -> None:
    document = _read(
        make_rss(
            make_item(1),
            make_item(2, guid=""),
            make_item(3, guid="", link=""),
            make_item(4, guid="", link="", date=""),
            make_item(5, guid="x" * 3_000),
        )
    )
    assert [entry.key for entry in document.entries[:4]] == [
        "tag:ferry.example,2026:1",
        "https://ferry.example/2",
        "Ferry number 3 leaves 2026-01-07",
        "Ferry number 4 leaves",
    ]
    assert len(document.entries[4].key) < 600


def test_an_id_that_several_entries_have_is_no_key() -> None:
    items = [make_item(number, guid="news") for number in (1, 2)]
    keys = [entry.key for entry in _read(make_rss(*items)).entries]
    assert keys == ["https://ferry.example/1", "https://ferry.example/2"]
    items = [make_item(number, guid="", link="https://ferry.example/") for number in (1, 2)]
    keys = [entry.key for entry in _read(make_rss(*items)).entries]
    assert len(set(keys)) == 2


@pytest.mark.parametrize(
    ("text", "is_teaser"),
    [
        ("The ferry left. It will be back […]", True),
        ("The ferry left the harbour at noon.", True),
        (f"{TEXT * 4} <a href='/1'>Read more</a>", True),
        (TEXT * 3, False),
    ],
)
def test_a_teaser_is_known_by_its_shape(text: str, is_teaser: bool) -> None:
    (entry,) = _read(make_rss(make_item(1, text=text))).entries
    assert entry.is_teaser is is_teaser


def test_short_content_is_no_teaser() -> None:
    item = make_item(1).replace(
        "</item>", "<content:encoded>The ferry left at noon.</content:encoded></item>"
    )
    (entry,) = _read(make_rss(item)).entries
    assert not entry.is_teaser
    assert _read(JSON).entries[0].is_teaser is False


def test_an_entry_without_text_is_rejected_in_words() -> None:
    sound = "<enclosure url='https://ferry.example/1.mp3' type='audio/mpeg' length='9'/></item>"
    item = make_item(1, text=" ").replace("</item>", sound)
    document = _read(make_rss(item, make_item(2)))
    assert len(document.entries) == 1
    (rejection,) = document.rejections
    assert rejection.reason == "entry 1 (Ferry number 1 leaves): it has no text, only a recording"
    items = [{"id": 1, "title": "Ferry", "attachments": [{"mime_type": "audio/mpeg"}]}, 7]
    document = _read(json.dumps({"title": "Ferry", "items": items}))
    assert [rejection.reason for rejection in document.rejections] == [
        "entry 1 (Ferry): it has no text, only a recording",
        "entry 2: it is no object",
    ]


def test_an_address_that_is_not_of_the_web_is_left_out() -> None:
    (entry,) = _read(make_rss(make_item(1, link="javascript:alert(1)"))).entries
    assert entry.article.url == ""


def test_of_a_feed_with_far_too_many_entries_the_first_are_read() -> None:
    item = "<item><guid>{0}</guid><title>{0}</title><description>It left.</description></item>"
    document = _read(make_rss(*(item.format(number) for number in range(5_001))))
    assert len(document.entries) == 5_000
    assert document.rejections[0].reason == "entries after the first 5,000 were not read"
