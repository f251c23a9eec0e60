from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Notice
from bot.reading.html.live_blog import LIVE_NOTICE
from bot.reading.reader import read

PROSE = "<p>The harbour opened again on Wednesday after three days of storm, its master said.</p>"
BODY = "The harbour opened again on Wednesday."


def _read(folder: Path, updates: str, body: str = PROSE) -> tuple[list[Article], list[str]]:
    data = (
        '{"@type": "LiveBlogPosting", "headline": "Storm live", "datePublished": "2026-01-05",'
        f' "liveBlogUpdate": [{updates}]}}'
    )
    script = f"<script type='application/ld+json'>{data}</script>" if updates else ""
    (folder / "a.html").write_text(
        "<!doctype html><html lang=en><head><meta property='og:site_name' content='The Gazette'>"
        "<link rel=canonical href='https://gazette.example/live'>"
        "<meta name=author content='Ann Lee'>"
        f"{script}</head><body><h1>Storm live</h1>{body}</body></html>"
    )
    findings = list(read(folder / "a.html"))
    articles = [finding for finding in findings if isinstance(finding, Article)]
    return articles, [finding.text for finding in findings if isinstance(finding, Notice)]


def _update(day: int, headline: str = "", body: str = BODY, **fields: str) -> str:
    extra = "".join(f', "{name}": "{value}"' for name, value in fields.items())
    return (
        f'{{"@type": "BlogPosting", "headline": "{headline}", "articleBody": "{body}",'
        f' "datePublished": "2026-01-0{day}T10:00:00+01:00"{extra}}}'
    )


def test_entries_are_articles_with_their_own_days(tmp_path: Path) -> None:
    updates = f"{_update(7, 'Ferry is out', url='#ferry')}, {_update(6, body='Storm is here now.')}"
    articles, notices = _read(tmp_path, updates)
    assert [(article.title, article.published.day) for article in articles] == [
        ("Ferry is out", 7),
        ("Storm live", 6),
    ]
    assert [article.url for article in articles] == [
        "https://gazette.example/live#ferry",
        "https://gazette.example/live",
    ]
    assert {(article.source, article.authors) for article in articles} == {
        ("The Gazette", ("Ann Lee",))
    }
    assert notices == []


def test_entries_without_text_are_left_out_with_a_remark(tmp_path: Path) -> None:
    updates = ", ".join((_update(7, "a"), _update(6, "b"), _update(5, "c", body="")))
    articles, notices = _read(tmp_path, updates)
    assert [article.title for article in articles] == ["a", "b"]
    assert notices == ["1 entries of the live page have no text or no day and were left out"]


@pytest.mark.parametrize(
    "name", ["live-post", "liveblog-entry", "live-blog__post", "ticker-item", "liveticker__event"]
)
def test_entries_are_told_apart_by_their_elements(name: str, tmp_path: Path) -> None:
    entries = "".join(
        f"<div class='{name}' id=e{day}><div class='{name}-header'>"
        f"<time datetime='2026-01-0{day}T10:00:00+01:00'>10:00</time><h2>Day {day}</h2></div>"
        f"{PROSE}</div>"
        for day in (7, 6, 5)
    )
    articles, _ = _read(tmp_path, "", f"<div class='{name}s live-posts'>{entries}</div>")
    assert [article.published.day for article in articles] == [7, 6, 5]
    assert [article.title for article in articles] == ["Day 7", "Day 6", "Day 5"]
    assert articles[0].url == "https://gazette.example/live#e7"
    assert articles[0].text == (
        "The harbour opened again on Wednesday after three days of storm, its master said."
    )


def test_a_live_page_whose_entries_blend_is_read_with_a_remark(tmp_path: Path) -> None:
    articles, notices = _read(tmp_path, '{"headline": "a", "datePublished": "2026-01-07"}')
    assert [(article.title, article.published.day) for article in articles] == [("Storm live", 5)]
    assert notices == [LIVE_NOTICE]


def test_markup_in_an_entry_is_no_text(tmp_path: Path) -> None:
    body = "&lt;p>The harbour is open.&lt;/p>&lt;p>Ferries leave at noon.&lt;/p>"
    articles, _ = _read(tmp_path, f"{_update(7, 'a', body)}, {_update(6, 'b')}")
    assert "&lt;" not in articles[0].text
    assert "<p>" not in articles[0].text
