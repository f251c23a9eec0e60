"""What a person sees of the days that a question asks for."""

import json
from pathlib import Path

import pytest

from tests.cli.command import called

ARTICLES = {
    "2026-01-02-bridge.txt": "The mayor of Springfield closed the bridge after a storm.",
    "2026-01-07-bridge.txt": "The mayor of Springfield opened the bridge with a red ribbon.",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def ask(corpus: Path, *arguments: str) -> str:
    data = str(corpus.parent / "data")
    status, out, err = called("--corpus", str(corpus), "ask", *arguments, DATELINE_DATA=data)
    assert (status, err) == (0, "")
    return out


def test_the_newest_comes_first_below_the_day_on_which_the_articles_end(corpus: Path) -> None:
    question = "What is the latest on the mayor of Springfield and the bridge?"
    out = ask(corpus, "--at", "2026-01-15", question)
    assert out.splitlines()[0] == "I have nothing newer than 7 January 2026."
    assert ARTICLES["2026-01-07-bridge.txt"] in out
    assert ARTICLES["2026-01-02-bridge.txt"] not in out


def test_a_range_without_news_is_said_before_the_nearest(corpus: Path) -> None:
    question = "What did the mayor of Springfield do with the bridge from 10 to 12 January 2026?"
    lines = ask(corpus, "--at", "2026-01-15", question).splitlines()
    assert lines[:3] == [
        "Nothing on this from 10 to 12 January; the nearest is from 7 January.",
        "",
        ARTICLES["2026-01-07-bridge.txt"],
    ]


def test_a_range_with_news_quotes_it_and_says_nothing(corpus: Path) -> None:
    question = "What did the mayor of Springfield do with the bridge on 1 January?"
    lines = ask(corpus, "--at", "2026-01-15", question).splitlines()
    assert lines[0] == ARTICLES["2026-01-02-bridge.txt"]


@pytest.mark.parametrize(
    ("question", "found", "range_", "nearest", "newest"),
    [
        ("What did the mayor do with the bridge?", True, None, None, None),
        ("What did the mayor do with the bridge now?", True, None, None, "2026-01-07"),
        ("What is the price of gold now?", False, None, None, "2026-01-07"),
        (
            "What did the mayor do with the bridge since 10 January 2026?",
            True,
            {"from": "2026-01-10", "to": None},
            "2026-01-07",
            None,
        ),
        (
            "What is the price of gold since 10 January 2026?",
            False,
            {"from": "2026-01-10", "to": None},
            None,
            None,
        ),
    ],
)
def test_json_says_it_in_every_object(
    corpus: Path,
    question: str,
    found: bool,
    range_: dict[str, str | None] | None,
    nearest: str | None,
    newest: str | None,
) -> None:
    row = json.loads(ask(corpus, "--json", "--at", "2026-01-15", question))
    assert (row["found"], row["range"]) == (found, range_)
    assert (row["nearest"], row["newest"]) == (nearest, newest)


def test_what_is_published_after_the_day_is_never_the_nearest(corpus: Path) -> None:
    question = "What did the mayor of Springfield do with the bridge on 5 January?"
    row = json.loads(ask(corpus, "--json", "--at", "2026-01-06", question))
    assert [quote["published"] for quote in row["quotes"]] == ["2026-01-02"]
    assert row["nearest"] == "2026-01-02"
