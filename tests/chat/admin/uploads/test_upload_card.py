from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.articles.findings import Notice, Rejection
from bot.chat.admin import corpus_pages
from bot.chat.admin.stats import write_caption
from bot.chat.admin.uploads import upload_card
from bot.chat.rich_text import MOST_UNITS, count_units
from bot.corpus.listing import CorpusFile
from bot.corpus.preview import Duplicate, Preview
from bot.corpus.report import Report
from bot.corpus.sample import Sample
from bot.curation.service import IndexChange
from bot.index.protocol import IndexStats
from bot.localization.current import use_language
from tests.telegram.limits import check_text

DAY = date(2026, 1, 7)
REPORT = Report(
    articles=2, duplicates=0, first=DAY, last=DAY, sources=(("The Gazette", 2),),
    languages=(("", 2),), notices=(), rejections=(),
)  # fmt: skip
PREVIEW = Preview(REPORT, (), exact_count=0, near_count=0, duplicates=(), samples=())


def _file(file: str, **more: Any) -> CorpusFile:
    given: dict[str, Any] = {
        "size": 1234, "articles": 2, "rejections": 0, "first": date(2026, 1, 7),
        "last": date(2026, 1, 9), "timestamp": datetime(2026, 2, 1, 14, 5, tzinfo=UTC),
        "actor": "Ada (1)", "entry_id": "abc",
    }  # fmt: skip
    return CorpusFile(file, **{**given, **more})


def test_a_card_says_what_is_there_and_nothing_of_what_is_not() -> None:
    assert upload_card.render_card(["a.jsonl"], 1500, PREVIEW).text.splitlines() == [
        "a.jsonl · 2 kB",
        "2 articles, published on 7 January 2026",
        "Sources: The Gazette 2",
    ]


def test_a_card_names_languages_in_the_language_of_the_chat() -> None:
    languages = (("pt", 3), ("", 2), ("pt-BR", 1), ("tlh", 1))
    preview = replace(PREVIEW, report=replace(REPORT, languages=languages))
    lines = upload_card.render_card(["a.jsonl"], 1500, preview).text.splitlines()
    assert lines[-1] == "Languages: Portuguese 4, English 2, Klingon 1"
    with use_language("de"):
        lines = upload_card.render_card(["a.jsonl"], 1500, preview).text.splitlines()
    assert lines[-1] == "Sprachen: Portugiesisch 4, Englisch 2, Klingonisch 1"


def test_names_of_files_and_articles_are_isolated_in_a_text_from_right_to_left() -> None:
    duplicate = Duplicate("x", "The bridge", "b.jsonl", "z", 1.0)
    report = replace(
        REPORT, rejections=(Rejection("a.jsonl", 3, "it is empty"),),
        notices=(Notice("a.jsonl", None, "it is empty"),),
    )  # fmt: skip
    preview = replace(PREVIEW, report=report, exact_count=1, duplicates=(duplicate,))
    with use_language("ar"):
        text = upload_card.render_card(["a.jsonl"], 1500, preview).text
    names = ("a.jsonl:3", "a.jsonl", "b.jsonl", "The bridge", "The Gazette")
    assert all(f"\u2068{name}\u2069" in text for name in names)
    assert text.count("\u2068") == len(names) + 1


def test_a_card_of_the_worst_file_fits_into_a_message() -> None:
    exact = Duplicate("x", "ж" * 500, "y" * 500, "z", 1.0)
    report = replace(
        REPORT, sources=tuple((f"{n}{'s' * 300}", 1) for n in range(900)),
        rejections=tuple(Rejection("🙂" * 300, n, "z" * 900) for n in range(5000)),
        notices=(Notice("p" * 300, None, "t" * 300),) * 9,
    )  # fmt: skip
    worst = replace(
        PREVIEW, report=report, exact_count=900, near_count=900,
        duplicates=(exact, replace(exact, similarity=0.7)) * 9,
    )  # fmt: skip
    reply = upload_card.render_card(["n" * 3000] * 40, 10**12, worst)
    assert count_units(reply.text) <= MOST_UNITS
    check_text(reply.text, [])
    assert "5,000 rejected:" in reply.text


def test_a_name_cannot_turn_the_card_around() -> None:
    assert "\u202e" not in upload_card.render_card(["a\u202eb\n.txt"], 1, PREVIEW).text


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "https://gazette.example/a"])
def test_samples_of_any_kind_can_be_sent(url: str) -> None:
    sample = Sample("H" * 5000, "O" * 5000, "2026-01-07", url, "half a character \ud83d")
    reply = upload_card.render_samples([sample] * 3)
    assert count_units(reply.text) <= MOST_UNITS
    check_text(reply.text, [vars_of(entity) for entity in reply.entities])


def vars_of(entity: Any) -> Any:
    found = {"type": entity.type, "offset": entity.offset, "length": entity.length}
    return {**found, "url": entity.url} if entity.url else found


def test_the_result_of_adding_counts_articles() -> None:
    text = upload_card.write_result(
        ["a.jsonl"], ["b.jsonl"], ["c was not added"], IndexChange(31402, 47118, 0.4, 20, 22)
    )
    assert text.splitlines() == [
        "Added a.jsonl: 2 articles more can be searched.",
        "b.jsonl was already in the corpus.",
        "c was not added",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (2, 3, "1 article more can be searched"),
        (3, 1, "2 articles fewer can be searched"),
        (3, 3, "as many articles as before can be searched"),
    ],
)
def test_a_change_is_described_in_articles(old: int, new: int, words: str) -> None:
    assert upload_card.describe_change(IndexChange(9, 9, 0.4, old, new)) == words


def test_every_button_is_within_telegrams_limits() -> None:
    files = [_file(f"{'ж' * 200}/{number}.jsonl") for number in range(3000)]
    pages = [corpus_pages.render_list(files, page) for page in (0, 1, 374, 10**9, -4)]
    single = [
        corpus_pages.render_file(files[0], 374), corpus_pages.render_confirmation(files[0], 9, 30),
    ]  # fmt: skip
    for reply in [*pages, *single]:
        assert reply.keyboard
        assert all(len(row) <= 8 for row in reply.keyboard)
        data = [button.data for row in reply.keyboard for button in row]
        assert all(1 <= len(each.encode()) <= 64 for each in data)
        assert count_units(reply.text) <= MOST_UNITS


def test_a_list_says_who_added_what_and_when() -> None:
    added = "1 February 2026, 14:05 UTC"
    files = [_file("a.jsonl"), _file("b.txt", actor="", articles=1, last=date(2026, 1, 7))]
    assert corpus_pages.render_list(files, 0).text.splitlines() == [
        "2 files, newest first",
        "",
        "1. a.jsonl",
        f"2 articles, 7 January 2026 to 9 January 2026 · added by Ada (1), {added}",
        "",
        "2. b.txt",
        "1 article, 7 January 2026 · copied into the folder, 1 February 2026, 14:05 UTC",
    ]


def test_an_empty_folder_says_how_to_fill_it() -> None:
    reply = corpus_pages.render_list([], 0)
    assert "Send me an article file" in reply.text
    assert not reply.keyboard


def test_the_caption_describes_the_picture() -> None:
    holdings = IndexStats(7, 19, date(2026, 1, 7), date(2026, 3, 2))
    assert write_caption({"2026-01": 4, "2026-03": 3}, holdings).splitlines() == [
        "7 articles, from 7 January 2026 to 2 March 2026.",
        "Most articles: January 2026 (4), March 2026 (3).",
        "The last month, March 2026, has 3 articles.",
    ]
    assert write_caption({}, IndexStats(0, 0, None, None)) == "There are no articles yet."
