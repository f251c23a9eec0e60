from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.dates.choose import DATED_BY_NAME
from bot.reading.html.blocks import extract_text
from bot.reading.limits import ReadLimits
from bot.reading.reader import read
from tests.paths import GOLDEN

PROSE = (
    "<p>The harbour opened again on Wednesday after three days of storm, its master said.</p>"
    "<p>Two ferries left before noon with 140 passengers, and the pier held through the night.</p>"
)
DATED = "<meta property='article:published_time' content='2026-01-07T18:30:00+01:00'>"


def _page(head: str = "", top: str = "", prose: str = PROSE, below: str = "") -> str:
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>Harbour</title>{head}</head>"
        f"<body><main><article><h1>Harbour opens</h1>{top}{prose}</article>{below}</main></body>"
        "</html>"
    )


def _linked(objects: str) -> str:
    return f'<script type="application/ld+json">[{objects}]</script>'


def _read(
    folder: Path, name: str, text: str | bytes, limits: ReadLimits | None = None
) -> list[Finding]:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read(folder / name, limits or ReadLimits()))


def _article(folder: Path, text: str | bytes, name: str = "a.html") -> Article:
    (article,) = [one for one in _read(folder, name, text) if not isinstance(one, Notice)]
    assert isinstance(article, Article), article
    return article


def _refused(folder: Path, text: str | bytes, limits: ReadLimits | None = None) -> str:
    (refusal,) = _read(folder, "a.html", text, limits)
    assert isinstance(refusal, Rejection)
    assert refusal.reason.isprintable()
    return refusal.reason


def test_a_page_of_a_newspaper_is_read_without_what_stands_around_the_article() -> None:
    (article,) = read(GOLDEN / "page-news.html")
    assert isinstance(article, Article)
    assert article.title == "Harbour opens again & ferries return"
    assert (article.source, article.language) == ("The Gazette", "en-GB")
    assert (article.url, article.authors) == (
        "https://www.gazette.example/news/harbour-opens",
        ("Ann Lee", "Bo Berg"),
    )
    assert article.published == date(2026, 1, 7)
    assert article.instant is not None
    assert article.instant.utcoffset() == timedelta(hours=1)
    assert article.text.startswith(
        "The harbour opened again on Wednesday after three days of storm"
    )
    assert "Ferries return\n\nThe first ferry left" in article.text
    assert "until midnight.\nThe southern ferry" in article.text
    assert article.text.endswith("by the end of the week.")
    for around in ("cookies", "Sport", "Snow", "newsletter", "Fish market", "Imprint"):
        assert around not in article.text


def test_a_blog_is_read_in_another_language() -> None:
    (article,) = read(GOLDEN / "page-blog.html")
    assert isinstance(article, Article)
    assert (article.title, article.source) == ("Le port rouvre", "carnet.example")
    assert (article.authors, article.language) == (("Anne Lebrun",), "fr")
    assert (article.published, article.instant) == (date(2026, 1, 7), None)
    assert article.text.startswith("Le port a rouvert mercredi")
    assert article.text.endswith("avant la tempête.")


def test_an_old_page_is_read_with_its_own_encoding_and_byline() -> None:
    article, remark = read(GOLDEN / "page-plain.html")
    assert isinstance(article, Article)
    assert (article.title, article.authors) == ("Harbour café opens again", ("Ann Lee",))
    assert article.published == date(2026, 1, 7)
    assert article.url == "http://www.gazette.example/archive/17.html"
    assert article.source == "gazette.example"
    assert "Wednesday – “at last”, as its owner said" in article.text
    assert "Front page" not in article.text
    assert "Webmaster" not in article.text
    assert isinstance(remark, Notice)
    assert "windows-1252" in remark.text


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a", "2020-01-01-a.txt", "a.xml", "a.jsonl"])
@pytest.mark.parametrize(
    "before",
    ["", "\ufeff \n", "<!-- a - b -->\n", "<?xml version='1.0' encoding='utf-8'?>\n<!-- c -->"],
)
def test_content_shows_a_page(name: str, before: str, tmp_path: Path) -> None:
    assert _article(tmp_path, before + _page(DATED), name).published == date(2026, 1, 7)


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (DATED, ""),
        ("<meta name=pubdate content='Wed, 07 Jan 2026 18:30:00 +0100'>", ""),
        ("<meta name='DC.date.issued' content='2026-01-07'>", ""),
        ("<meta itemprop=datePublished content='2026-01-07 18:30:00 +0100'>", ""),
        ("<link rel=canonical href='https://gazette.example/2026/01/07/harbour'>", ""),
        ("", "<time datetime='2026-01-07'>Wednesday</time>"),
        ("", "<span itemprop=datePublished>January 7, 2026</span>"),
        ("", "<abbr class=published title='2026-01-07T18:30:00+01:00'>Wednesday</abbr>"),
        ("", "<p>By Ann Lee, January 7, 2026</p>"),
        ("", "<div>Published: 7 Jan 2026, updated 9 Jan 2026</div>"),
        ("", "<p>Mittwoch, 7. Januar 2026</p>"),
        ("", "<p class=date>7 января 2026</p>"),
        ("", "<p>2026年1月7日 18:30</p>"),
        (
            _linked('{"@type": "NewsArticle", "datePublished": "2026-01-07"}, {"@type": "Person"}'),
            "",
        ),
    ],
)
def test_a_page_says_its_date_in_many_ways(head: str, top: str, tmp_path: Path) -> None:
    assert _article(tmp_path, _page(head, top)).published == date(2026, 1, 7)


@pytest.mark.parametrize(
    ("head", "top", "below"),
    [
        ("", "", ""),
        ("", "", "<footer>© 2019 Gazette, last build 2026-01-07</footer>"),
        ("<meta name=copyrightyear content=2026>", "", ""),
        ("<meta name=build content='2026-01-07T10:00:00Z'>", "", ""),
        ("", "<img src='/2026/01/07/storm.jpg'>", ""),
        ("", "", "<aside><time datetime='2026-01-07'>7 January 2026</time></aside>"),
        ("", "", "<ul><li><a href='/a'>Snow</a> <time datetime='2026-01-07'>7 Jan</time></ul>"),
        ("", "", "<div class=related-posts><span class=date>January 7, 2026</span></div>"),
        ("", "", "<time datetime='2026-01-07'>a</time><time datetime='2026-01-08'>b</time>"),
        ("", "", "<section><h2>Snow falls</h2><p>January 7, 2026</p></section>"),
        ("", "<p>January 2026</p>", ""),
        (
            _linked(
                '{"@type": "NewsArticle", "datePublished": "2026-01-07"},'
                '{"@type": "NewsArticle", "datePublished": "2026-01-08"}'
            ),
            "",
            "",
        ),
    ],
)
def test_what_only_looks_like_its_date_leaves_a_page_without_one(
    head: str, top: str, below: str, tmp_path: Path
) -> None:
    page = _page(
        head, top, PROSE + "<p>The storm of January 7, 2026, was the worst in years.</p>", below
    )
    assert "it has no date" in _refused(tmp_path, page)


def test_a_name_dates_a_page_without_date_and_a_change_comes_last(tmp_path: Path) -> None:
    changed = _page("<meta property='article:modified_time' content='2026-01-09T10:00:00Z'>")
    remark, article = sorted(_read(tmp_path, "2026-01-07-a.html", changed), key=str, reverse=True)
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert (article.published, remark.text) == (date(2026, 1, 7), DATED_BY_NAME)
    article, remark = _read(tmp_path, "a.html", changed)
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert (article.published.day, "last change" in remark.text) == (9, True)


def test_numbers_that_may_be_two_days_are_asked_for(tmp_path: Path) -> None:
    page = _page("<meta name=date content='07/01/2026'>")
    assert "may be 2026-01-07 or 2026-07-01" in _refused(tmp_path, page)
    told = page.replace(
        "</article>", "<p>It will close again on 13/02/2026, he said.</p></article>"
    )
    assert _article(tmp_path, told).published == date(2026, 1, 7)
    for language, order in (
        ("de", True),
        ("fr-CH", True),
        ("en-GB", True),
        ("en", False),
        ("", False),
    ):
        spoken = page.replace("<html>", f"<html lang='{language}'>")
        if order:
            assert _article(tmp_path, spoken).published == date(2026, 1, 7)
        else:
            assert "may be" in _refused(tmp_path, spoken)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("", 8),
        ("<link rel=canonical href='https://gazette.example/2026/01/07/harbour'>", 7),
        ("<link rel=canonical href='https://gazette.example/2026/01/03/harbour'>", 8),
        ("<meta name=pubdate content='2026-01-07T21:28:35-05:00'>", 7),
    ],
)
def test_universal_time_gives_the_instant_and_the_source_s_own_zone_the_day(
    head: str, day: int, tmp_path: Path
) -> None:
    zulu = "<meta property='article:published_time' content='2026-01-08T02:28:35Z'>"
    article = _article(tmp_path, _page(zulu + head))
    assert article.published == date(2026, 1, day)
    assert article.instant is not None
    assert article.instant.timestamp() == 1767839315


def test_titles_lose_the_name_of_the_site_and_addresses_are_made_whole(tmp_path: Path) -> None:
    head = (
        f"{DATED}<meta property='og:title' content='Ferries leave - The Gazette'>"
        "<meta property='og:site_name' content='The Gazette'>"
        "<meta property='og:url' content='https://gazette.example/a'><link rel=canonical href='/b'>"
        "<meta name=author content='Ann Lee, Bo Berg and Cy Dahl'>"
    )
    article = _article(tmp_path, _page(head))
    assert (article.title, article.url) == ("Ferries leave", "https://gazette.example/b")
    assert article.authors == ("Ann Lee", "Bo Berg", "Cy Dahl")
    broken = _page(
        f"{DATED}<link rel=canonical href='http://[broken'><meta name=author content='a/b'>"
    )
    assert (_article(tmp_path, broken).url, _article(tmp_path, broken).authors) == ("", ())


def test_characters_stay_as_they_are(tmp_path: Path) -> None:
    words = "Cafe\u0301 ﬁsh ＡＢ ½ می\u200cخواهم"
    words += " 👨\u200d👩\u200d👧 at the pier, as she said again."
    assert words in _article(tmp_path, _page(DATED, prose=f"<p>{words}</p>{PROSE}")).text


def test_a_page_that_only_leads_on_is_refused_and_says_where(tmp_path: Path) -> None:
    head = "<meta http-equiv=Refresh content=\"0; URL='https://gazette.example/a'\">"
    reason = _refused(tmp_path, f"<!doctype html><html><head>{head}</head><body></body></html>")
    assert reason.endswith("it only redirects to https://gazette.example/a")
    assert _article(tmp_path, _page(DATED + head)).published == date(2026, 1, 7)


def test_a_page_saved_by_a_browser_as_a_mail_is_a_page(tmp_path: Path) -> None:
    headers = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://gazette.example/2026/01/07/a\n"
        "Subject: Harbour\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
        "Content-Type: multipart/related; boundary=b\n\n"
    )
    part = f"--b\nContent-Type: text/html; charset=utf-8\n\n{_page()}\n--b--\n"
    article = _article(tmp_path, headers + part, "a.mhtml")
    assert (article.published, article.source) == (date(2026, 1, 7), "gazette.example")
    (refusal,) = _read(tmp_path, "a.mhtml", headers + "--b--\n")
    assert isinstance(refusal, Rejection)


def test_depth_and_size_are_bounded(tmp_path: Path) -> None:
    for tag in ("div", "b", "table><tr><td", "blockquote"):
        deep = _page(DATED, prose=f"<{tag}>" * 100_000 + PROSE)
        assert "nested deeper than 256" in _refused(tmp_path, deep)
    limits = ReadLimits(depth=20)
    assert "nested deeper than 20" in _refused(tmp_path, _page(prose="<div>" * 20 + PROSE), limits)
    many = " ".join(f"a{number}=1" for number in range(50_000))
    assert "thousands of attributes" in _refused(tmp_path, _page(DATED, f"<p {many}>"))
    picture = f"<img alt='{'a ' * 50_000}' src=\"data:{'x=' * 50_000}\">"
    assert _article(tmp_path, _page(DATED, picture)).published == date(2026, 1, 7)
    assert "more than 25,000 elements" in _refused(tmp_path, _page(prose="<p>x</p>" * 100_000))


@pytest.mark.parametrize(
    "text",
    [
        "<html",
        "<!doctype html>",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html><!-- " + "-" * 50_000,
        "<html><head>" + "<meta name=date content=" * 500,
        _page("<script type='application/ld+json'>" + "[" * 50_000 + "</script>"),
        _page('<script type=\'application/ld+json\'>{"@type": [5], "@graph": 7}</script>'),
        _page("<meta name=date content='" + "1" * 100_000 + "'>"),
        _page(top="<p>" + "January 7, 2026 " * 5000),
        _page(top="<time datetime=''></time><time datetime='x'>"),
        "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html><p>&a;" + PROSE,
    ],
)
def test_a_broken_page_is_refused(text: str, tmp_path: Path) -> None:
    assert "root:" not in _refused(tmp_path, text)


@settings(
    settings(),
    max_examples=settings().max_examples * 2 // 3,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("p h2 li b i blockquote td div span".split()),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
        ),
        max_size=12,
    )
)
def test_every_line_of_the_text_stands_on_the_page(
    tmp_path: Path, pieces: list[tuple[str, str]]
) -> None:
    told = "".join(
        f"<{tag}>{words.replace('&', '&amp;').replace('<', '&lt;')}</{tag}>"
        for tag, words in pieces
    )
    page = _page(DATED, prose=PROSE + told)
    shown = "".join(extract_text(page).split())
    for line in _article(tmp_path, page).text.splitlines():
        for cell in line.split(" | "):
            assert "".join(cell.split()) in shown


def test_numbers_of_notes_are_no_part_of_a_sentence(tmp_path: Path) -> None:
    prose = (
        "<p>The harbour opened again on Wednesday.<sup><a href='#n1'>[1]</a></sup> Two ferries"
        " left, and CO<sub>2</sub> fell by 3 m<sup>3</sup> after noon.</p>"
    )
    text = _article(tmp_path, _page(DATED, prose=f"{prose}{PROSE}")).text
    assert "Wednesday. Two ferries left, and CO2 fell by 3 m3 after" in text
