"""A file without a sure date gets buttons for it, and its name takes the day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.findings import Rejection
from bot.chat.admin.articles.undated_files import make_date_rows, make_dated_name
from bot.chat.admin.uploads.upload_store import Upload
from bot.corpus.filenames import safe_name
from bot.reading.dates.path_dates import parse_date_in_name

DAY = date(2026, 3, 5)


def _labels(upload: Upload, *rejections: Rejection) -> list[list[str]]:
    return [[button.label for button in row] for row in make_date_rows(upload, rejections)]


@pytest.mark.parametrize(
    ("name", "dated_name"),
    [
        ("notes.txt", "2026-03-05-notes.txt"),
        ("storm 2.pdf", "2026-03-05-storm 2.pdf"),
        ("03-05-2026 storm_in_town.docx", "2026-03-05-storm-in-town.docx"),
        ("20250107.txt", "2026-03-05-article.txt"),
        ("Sturm im März 2025.html", "2026-03-05-Sturm-im-März.html"),
        ("notes", "2026-03-05-notes"),
    ],
)
def test_the_day_stands_first_and_alone_in_the_name(name: str, dated_name: str) -> None:
    assert make_dated_name(name, DAY) == dated_name


@given(st.text(max_size=60))
def test_a_name_of_any_kind_gives_the_day(name: str) -> None:
    published = parse_date_in_name(safe_name(make_dated_name(safe_name(name), DAY)))
    assert published is not None
    assert published.day == DAY


def test_a_file_without_a_date_gets_a_button_and_a_suggestion_comes_first() -> None:
    upload = Upload("id", 7, "", 0.0, files={"a.txt": "1"})
    reason = "it has no date: put one in its name, like 2026-01-07-some-title.txt"
    assert _labels(upload, Rejection("a.txt", None, reason)) == [["Give its date"]]
    unsure = Rejection("a.txt", None, "'3/5/2026' may be …", suggestion=DAY)
    assert _labels(upload, unsure) == [["Published 5 March 2026", "Other date"]]


def test_of_several_files_each_button_names_its_own() -> None:
    upload = Upload("id", 7, "", 0.0, files={f"{n}.txt": str(n) for n in range(9)})
    unsure = [Rejection(f"{n}.txt", None, "unsure", suggestion=DAY) for n in range(9)]
    labels = _labels(upload, *unsure)
    assert labels[0] == ["0.txt: Published 5 March 2026", "Other date"]
    assert len(labels) == 3
    data = [button.data for row in make_date_rows(upload, unsure) for button in row]
    assert all(len(each.encode()) <= 64 for each in data)


@pytest.mark.parametrize(
    "rejection",
    [
        Rejection("a.txt", None, "it is empty"),
        Rejection("a.txt", 3, "it has no date: add published, like 2026-01-07"),
        Rejection("a.zip/b.txt", None, "it has no date: put one in its name"),
        Rejection("full.jsonl", None, "it has no date: put one in its name"),
    ],
)
def test_what_a_day_in_the_name_does_not_mend_gets_no_button(rejection: Rejection) -> None:
    upload = Upload(
        "id", 7, "", 0.0, files={"a.txt": "1", "full.jsonl": "2"}, articles={"full.jsonl": 3}
    )
    assert _labels(upload, rejection) == []
