import json
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.reading.decoding import MOJIBAKE_NOTICE
from bot.reading.records.record_reader import (
    DATED_BY_CHANGE,
    ONLY_BEGINNING,
    ONLY_SUMMARY,
    ORDERED_BY_LANGUAGE,
)
from bot.reading.records.record_refusals import ZERO_DATE
from tests.reading.records.record_files import (
    list_reasons,
    list_remarks,
    read_articles,
    read_value,
)

ARTICLE = {"title": "Harbour", "date": "2026-01-07", "text": "The harbour opened again."}
TEXT = ARTICLE["text"]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"articleBody": TEXT, "description": "D"}, TEXT),
        ({"maintext": TEXT, "text": "", "content": None}, TEXT),
        ({"content": "[Removed]", "description": TEXT}, TEXT),
        ({"content": "ONLY AVAILABLE IN PAID PLANS", "description": TEXT}, TEXT),
        ({"text": "The harbour…", "body": TEXT * 9}, TEXT * 9),
        ({"content": "The harbo… [+99 chars]", "full_content": TEXT}, TEXT),
        ({"lead_paragraph": TEXT, "abstract": "A"}, TEXT),
        ({"text": ["The harbour", "opened"]}, "The harbour\n\nopened"),
        ({"text": {"value": "<p>The harbour</p>", "format": "html"}}, "The harbour"),
        ({"text": "['The harbour', 'opened']"}, "The harbour\n\nopened"),
        ({"text": "The harbour.\\n\\nTwo ferries."}, "The harbour.\n\nTwo ferries."),
        ({"html": "<!doctype html><p>Menu</p>", "text": TEXT}, TEXT),
    ],
)
def test_the_fullest_text_is_read(fields: dict[str, object], text: str, tmp_path: Path) -> None:
    (article,) = read_articles(tmp_path, [{"date": "2026-01-07", **fields}])
    assert article.text == text


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"content": "The harbour ope… [+1234 chars]"}, ONLY_BEGINNING),
        ({"content": "The harbour ope... [1234 chars]"}, ONLY_BEGINNING),
        ({"description": TEXT}, ONLY_SUMMARY),
        ({"text": TEXT, "date": None, "updated_at": "2026-01-07"}, DATED_BY_CHANGE),
        ({"text": "The cafÃ© opened."}, MOJIBAKE_NOTICE),
        (
            {"text": TEXT, "id": "x" * 201},
            "its id is longer than 200 characters: another was derived",
        ),
        (
            {"text": TEXT, "date": None, "created_at": "2026-01-07", "updated": "2026-02-01"},
            "dated by its field created_at: check that it was published then",
        ),
    ],
)
def test_what_is_assumed_is_remarked_once(
    fields: dict[str, object], remark: str, tmp_path: Path
) -> None:
    findings = read_value(tmp_path, [{"date": "2026-01-07", **fields}] * 3)
    assert list_remarks(findings) == [remark]
    articles = read_articles(tmp_path, [{"date": "2026-01-07", **fields}])
    assert [str(article.published) for article in articles] == ["2026-01-07"]
    assert "chars]" not in articles[0].text


@pytest.mark.parametrize(
    "odd", [{"x": 1}, [[], {}], True, 7, [None], {"name": {"name": None}}, "\\N", "null", "nan"]
)
def test_an_odd_optional_field_costs_itself_alone(odd: object, tmp_path: Path) -> None:
    names = ("source", "url", "authors", "language")
    (article,) = read_articles(tmp_path, [{**ARTICLE, **dict.fromkeys(names, odd)}])
    assert (article.title, article.text) == ("Harbour", TEXT)
    assert (article.source, article.url, article.authors) == ("", "", ())


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ({"original": "By Ann Lee and Bo Berg"}, ("Ann Lee", "Bo Berg")),
        ("Ann Lee; Bo Berg", ("Ann Lee", "Bo Berg")),
        ("['Ann Lee', 'Bo Berg']", ("Ann Lee", "Bo Berg")),
        ([{"@type": "Person", "name": "Ann Lee"}, "Bo Berg"], ("Ann Lee", "Bo Berg")),
        ({"person": [{"firstname": "Ann", "lastname": "Lee"}]}, ("Ann Lee",)),
        ("desk@gazette.example (Ann Lee)", ("Ann Lee",)),
        (["https://social.example/ann"], ()),
        ({"node": {"name": "Ann Lee"}}, ("Ann Lee",)),
    ],
)
def test_authors_are_names(value: object, authors: tuple[str, ...], tmp_path: Path) -> None:
    (article,) = read_articles(tmp_path, [{**ARTICLE, "byline": value}])
    assert article.authors == authors


@pytest.mark.parametrize(
    "dates",
    [
        {"published": "true", "date": "2026-01-07"},
        {"published": "2026-01-07", "date": "2026-02-01", "modified": "2026-03-01"},
        {"published": None, "pubDate": "Wed, 07 Jan 2026 18:30:00 +0100"},
        {"date": {"$date": "2026-01-07T18:30:00Z"}},
        {"date": {"date": "2026-01-07 18:30:00.000000", "timezone": "UTC"}},
        {"date": [2026, 1, 7, 18, 30]},
        {"date": {"year": 2026, "month": 1, "day": 7}},
        {"date_gmt": "2026-01-07T23:30:00"},
        {"date": "2026-01-07", "time": "18:30"},
        {"year": 2026, "month": "1", "day": 7},
    ],
)
def test_the_date_is_when_it_was_published(dates: dict[str, object], tmp_path: Path) -> None:
    (article,) = read_articles(tmp_path, [{"text": TEXT, **dates}])
    assert str(article.published) == "2026-01-07"


def test_drafts_and_pages_are_left_out(tmp_path: Path) -> None:
    posts = [
        {**ARTICLE, "status": "publish", "type": "post"},
        {**ARTICLE, "status": "draft", "type": "post"},
        {**ARTICLE, "status": "publish", "type": "page"},
        {**ARTICLE, "status": "publish", "text": {"rendered": "", "protected": True}},
    ]
    findings = read_value(tmp_path, posts)
    assert (len(findings), list_reasons(findings)) == (2, [])
    assert list_remarks(findings) == ["3 drafts, private posts and pages left out"]


def test_bare_numbers_of_two_sites_are_different_ids(tmp_path: Path) -> None:
    posts = [{**ARTICLE, "id": 12, "link": f"https://{name}.example/1"} for name in ("a", "b")]
    ids = [article.id for article in read_articles(tmp_path, posts)]
    assert ids == ["a.example/12", "b.example/12"]
    (article,) = read_articles(
        tmp_path, [{**ARTICLE, "id": "gazette-12", "link": "https://a.example"}]
    )
    assert article.id == "gazette-12"


@pytest.mark.parametrize(
    "record",
    [
        {"title": "A", "url": "https://a.example", "time_added": "1767810600"},
        {"title": "A", "url": "https://a.example", "excerpt": "E", "folder": "News", "cover": ""},
        {"title": "A", "href": "https://a.example", "description": "D", "toread": "no"},
        {"title": "A", "url": "https://a.example"},
    ],
)
def test_bookmarks_are_no_articles(record: dict[str, object], tmp_path: Path) -> None:
    table = "\n".join(",".join(map(str, row)) for row in (record, record.values()))
    for value, name in ((record, "a.json"), (table, "a.csv")):
        (reason,) = list_reasons(read_value(tmp_path, value, name))
        assert reason.startswith("it holds addresses without texts")


def test_the_day_of_saving_is_no_date(tmp_path: Path) -> None:
    record = {"title": "A", "content": TEXT, "is_archived": 0, "created_at": "2026-02-01"}
    (reason,) = list_reasons(read_value(tmp_path, [record]))
    assert reason.startswith("it has no date")


def test_a_time_in_utc_is_an_instant(tmp_path: Path) -> None:
    (article,) = read_articles(tmp_path, [{"text": TEXT, "date_gmt": "2026-01-07T23:30:00"}])
    assert article.instant is not None
    assert article.instant.isoformat() == "2026-01-07T23:30:00+00:00"


@pytest.mark.parametrize(
    "zero",
    [
        "1970-01-01T00:00:00Z",
        "1970-01-01 00:00:00",
        "0001-01-01T00:00:00",
        "1900-01-01T00:00:00.000",
    ],
)
def test_a_zero_of_programs_is_no_date(zero: str, tmp_path: Path) -> None:
    assert list_reasons(read_value(tmp_path, [{**ARTICLE, "date": zero}])) == [ZERO_DATE]


def test_a_newspaper_of_1970_keeps_its_day(tmp_path: Path) -> None:
    (article,) = read_articles(tmp_path, [{**ARTICLE, "date": "1970-01-01"}])
    assert article.published.isoformat() == "1970-01-01"


def test_the_moment_of_storing_dates_nothing(tmp_path: Path) -> None:
    record = {"title": "Harbour", "@timestamp": "2026-01-07T10:00:00Z", "text": TEXT}
    (reason,) = list_reasons(read_value(tmp_path, [record]))
    assert "has no date" in reason


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"source": "LexisNexis", "publication": "The Gazette"}, "The Gazette"),
        ({"source": "rss", "url": "https://www.gazette.example/a"}, "gazette.example"),
        ({"source": {"domain": "gazette.example", "location": None}}, "gazette.example"),
        ({"feed": {"title": "The Gazette", "id": 1}}, "The Gazette"),
        ({"publisher_s": "The Gazette"}, "The Gazette"),
    ],
)
def test_the_source_is_who_published(
    fields: dict[str, object], source: str, tmp_path: Path
) -> None:
    (article,) = read_articles(tmp_path, [{**ARTICLE, **fields}])
    assert article.source == source


def test_the_original_address_counts_before_that_of_a_copy(tmp_path: Path) -> None:
    urls = {"url": "https://read.readwise.io/a", "source_url": "https://gazette.example/a"}
    (article,) = read_articles(tmp_path, [{**ARTICLE, **urls}])
    assert article.url == "https://gazette.example/a"


def test_the_publisher_at_the_end_of_a_title_is_no_part_of_it(tmp_path: Path) -> None:
    record = {**ARTICLE, "title": "Harbour opens - The Gazette", "source": "Gazette"}
    (article,) = read_articles(tmp_path, [record])
    assert article.title == "Harbour opens"


def test_the_beginning_of_a_text_ends_with_a_sentence(tmp_path: Path) -> None:
    content = "The harbour opened again. Two ferries le… [+120 chars]"
    (article,) = read_articles(
        tmp_path,
        [
            {"date": "2026-01-07", "content": content},
        ],
    )
    assert article.text == "The harbour opened again."


@pytest.mark.parametrize(
    "date",
    [
        "Updated: 8 Jan 2026, Published: 7 Jan 2026",
        "Published on January 7, 2026 at 6:30 PM by Ann Lee",
        "Publié le 7 janvier 2026 à 18h30",
    ],
)
def test_the_line_of_a_page_that_tells_its_date_is_read(date: str, tmp_path: Path) -> None:
    (article,) = read_articles(tmp_path, [{**ARTICLE, "date": date}])
    assert article.published.isoformat() == "2026-01-07"


def test_a_range_of_days_and_a_day_of_a_change_are_refused(tmp_path: Path) -> None:
    dates = ("7 January 2026 - 9 January 2026", "Updated: 8 Jan 2026")
    findings = read_value(tmp_path, [{**ARTICLE, "date": date} for date in dates])
    assert len(list_reasons(findings)) == 2


def test_dates_in_json_lines_are_decided_by_the_others_in_the_file(tmp_path: Path) -> None:
    lines = [json.dumps({**ARTICLE, "date": date}) for date in ("07/01/2026", "13/01/2026")]
    articles = read_articles(tmp_path, "\n".join(lines), "a.jsonl")
    assert [article.published.day for article in articles] == [7, 13]


def test_dates_are_decided_by_the_language_of_their_article(tmp_path: Path) -> None:
    text = "Le port a ouvert mercredi après trois jours de tempête, a dit la mairie de la ville."
    findings = read_value(tmp_path, [{"date": "07/01/2026", "texte": text}])
    (article,) = (finding for finding in findings if isinstance(finding, Article))
    assert article.published.isoformat() == "2026-01-07"
    assert list_remarks(findings) == [ORDERED_BY_LANGUAGE]
    english = read_value(tmp_path, [{**ARTICLE, "date": "07/01/2026"}])
    assert "may be" in list_reasons(english)[0]


def test_the_answer_to_a_failed_request_is_called_that(tmp_path: Path) -> None:
    answer = {"status": "error", "code": "apiKeyInvalid", "message": "Your key is wrong."}
    (reason,) = list_reasons(read_value(tmp_path, answer))
    assert "request that failed: Your key is wrong." in reason
