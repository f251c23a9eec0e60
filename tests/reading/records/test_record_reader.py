from pathlib import Path

import pytest

from bot.reading.records.record_reader import (
    DATED_BY_CHANGE,
    MOJIBAKE_NOTICE,
    ONLY_BEGINNING,
    ONLY_SUMMARY,
)
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
