from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.dates.choose import DATED_BY_NAME
from bot.reading.reader import read
from tests.paths import GOLDEN

SAMPLE = GOLDEN / "feed.xml"
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Gazette</title><entry><title>T</title>"
    "<link href='https://gazette.example/1'/><author><name>Ann Lee</name></author>"
    "<updated>2026-01-09T10:00:00Z</updated><published>2026-01-07T10:00:00Z</published>"
    "<content type='text'>Prose.</content></entry></feed>"
)


def _read(folder: Path, data: str | bytes) -> list[Finding]:
    path = folder / "a.xml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(path))


def test_the_golden_feed_is_read() -> None:
    article, refusal = read(SAMPLE)
    assert isinstance(article, Article)
    assert article.text == "The harbour opened again on Wednesday.\n\nTwo ferries left."
    assert (article.title, article.source) == ("Harbour & ferries", "The Gazette")
    assert (article.url, article.language) == ("https://gazette.example/1", "en")
    assert article.instant is not None
    assert article.instant.utcoffset() == timedelta(hours=1)
    assert isinstance(refusal, Rejection)
    assert refusal.reason.startswith("entry 2: it has no date")


def test_atom_is_read_and_published_comes_before_updated(tmp_path: Path) -> None:
    (article,) = _read(tmp_path, ATOM)
    assert isinstance(article, Article)
    assert (article.text, article.authors) == ("Prose.", ("Ann Lee",))
    assert article.published == date(2026, 1, 7)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "entity", ['<!ENTITY a "ha"><!ENTITY b "&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/passwd">']
)
def test_entities_of_its_own_are_refused(entity: str, encoding: str, tmp_path: Path) -> None:
    text = f"<?xml version='1.0'?><!DOCTYPE feed [{entity}]>" + ATOM.replace("Prose.", "&b;")
    (refusal,) = _read(tmp_path, text.encode(encoding))
    assert isinstance(refusal, Rejection)
    assert "own XML entities" in refusal.reason


def test_xml_that_is_no_feed_is_refused(tmp_path: Path) -> None:
    for text in ("<?xml version='1.0'?><svg/>", "<rss/>", "<feed>"):
        (refusal,) = [one for one in _read(tmp_path, text) if not isinstance(one, Notice)]
        assert isinstance(refusal, Rejection)


def test_a_feed_that_breaks_off_is_read_as_well_as_it_can_be(tmp_path: Path) -> None:
    remark, article = _read(tmp_path, ATOM.removesuffix("</feed>"))
    assert isinstance(remark, Notice)
    assert "not well-formed" in remark.text
    assert isinstance(article, Article)


def test_an_element_that_breaks_off_costs_its_entry_alone(tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8")
    for cut in range(200, len(text)):
        assert _read(tmp_path, text[:cut] + text[cut + 20 :])


def test_tags_nested_without_end_are_borne(tmp_path: Path) -> None:
    assert _read(tmp_path, ATOM.replace("Prose.", "<a>" * 50_000))


def test_a_feed_without_dates_is_dated_by_its_name(tmp_path: Path) -> None:
    undated = ATOM.replace("updated>", "seen>").replace("published>", "told>")
    (tmp_path / "2026-01-07-feed.xml").write_text(undated)
    remark, article = read(tmp_path / "2026-01-07-feed.xml")
    assert remark == Notice(str(tmp_path / "2026-01-07-feed.xml"), None, DATED_BY_NAME)
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 7)


def test_an_entry_without_date_beside_dated_ones_is_not_saved_by_the_name(tmp_path: Path) -> None:
    path = tmp_path / "2026-01-09-feed.xml"
    path.write_bytes(SAMPLE.read_bytes())
    article, refusal = read(path)
    assert isinstance(article, Article)
    assert isinstance(refusal, Rejection)


@pytest.mark.parametrize("reference", ["&#xD800;", "&#57343;", "&#x110000;", "&#9999999999;"])
def test_a_reference_to_no_character_costs_no_entry(reference: str, tmp_path: Path) -> None:
    (article,) = _read(tmp_path, ATOM.replace("Prose.", f"Prose{reference} &#xe9;."))
    assert isinstance(article, Article)
    assert article.text == "Prose\N{REPLACEMENT CHARACTER} é."


def test_an_empty_date_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    item = "<item><title>A</title><description>A ship sank.</description><pubDate></pubDate></item>"
    path.write_text(f"<rss version='2.0'><channel>{item}</channel></rss>")
    (refusal,) = read(path)
    assert isinstance(refusal, Rejection)
    assert "date" in refusal.reason


@pytest.mark.parametrize(
    "opening",
    [
        "<!-- made by hand -->\n",
        "\n\n<!-- a --><!-- b -->",
        "\ufeff",
        "<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://n.example/rss-0.91.dtd'>\n",
        "<?xml version='1.0'?>\n<?xml-stylesheet href='a.xsl'?><!-- a > b -->\n",
        "<!DOCTYPE feed [<!ELEMENT a (b)>]>\n",
    ],
)
@pytest.mark.parametrize("name", ["a.xml", "feed", "a.txt"])
def test_a_feed_is_known_by_its_first_element(opening: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(opening + ATOM, "utf-8")
    (article,) = [finding for finding in read(tmp_path / name) if isinstance(finding, Article)]
    assert article.text == "Prose."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "cp1251", "koi8-r"])
def test_feeds_in_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    text = "Порт снова открылся в среду после трёх дней шторма."
    declared = f"<?xml version='1.0' encoding='{encoding}'?>" + ATOM.replace("Prose.", text)
    findings = _read(tmp_path, declared.encode(encoding))
    (article,) = [finding for finding in findings if isinstance(finding, Article)]
    assert article.text == text


def _rss(item: str, channel: str = "<title>Search News</title>") -> str:
    return f"<rss version='2.0'><channel>{channel}<item>{item}</item></channel></rss>"


DAY = "<pubDate>Wed, 07 Jan 2026 18:30:00 +0100</pubDate>"


def test_the_publisher_that_an_entry_names_is_its_source(tmp_path: Path) -> None:
    item = (
        f"<title>Harbour opens - The Gazette</title>{DAY}<description>Two ferries left."
        "</description><source url='https://gazette.example'>The Gazette</source>"
    )
    (article,) = _read(tmp_path, _rss(item))
    assert isinstance(article, Article)
    assert (article.title, article.source) == ("Harbour opens", "The Gazette")


def test_an_atom_entry_s_origin_is_its_source(tmp_path: Path) -> None:
    origin = "<source><title>The Post</title><id>a</id></source>"
    (article,) = _read(tmp_path, ATOM.replace("<content", f"{origin}<content"))
    assert isinstance(article, Article)
    assert article.source == "The Post"


def test_an_entry_with_only_a_day_of_change_is_remarked_on(tmp_path: Path) -> None:
    changed = ATOM.replace("<published>2026-01-07T10:00:00Z</published>", "")
    article, remark = _read(tmp_path, changed)
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 9)
    assert isinstance(remark, Notice)
    assert "last change" in remark.text


def test_a_text_that_the_feed_breaks_off_is_remarked_on(tmp_path: Path) -> None:
    item = f"<title>T</title>{DAY}<description>Two ferries left. A third [&#8230;]</description>"
    article, remark = _read(tmp_path, _rss(item))
    assert isinstance(article, Article)
    assert article.text == "Two ferries left."
    assert isinstance(remark, Notice)
    assert "breaks off (1)" in remark.text


def test_html_that_was_escaped_twice_is_prose(tmp_path: Path) -> None:
    item = (
        f"<title>Harbour &amp;amp; town</title>{DAY}<description>&amp;lt;p&amp;gt;Two ferries left."
        "&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Snow fell.&amp;lt;/p&amp;gt;</description>"
    )
    (article,) = _read(tmp_path, _rss(item))
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Harbour & town", "Two ferries left.\n\nSnow fell.")


def test_letters_that_were_broken_before_are_remarked_on(tmp_path: Path) -> None:
    remark, article = _read(tmp_path, ATOM.replace("Prose.", "The cafÃ© opened."))
    assert isinstance(remark, Notice)
    assert "encoded twice" in remark.text
    assert isinstance(article, Article)
    # The parser mends what is in Latin-1 throughout.
    assert article.text == "The café opened."
