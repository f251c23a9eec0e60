"""A file of corrections is read entry by entry, and what people wrote in it stays."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.corrections.correction import ArticleCorrection, PlaceInFile
from bot.corpus.corrections.correction_text import (
    find_header_fault,
    format_entry,
    replace_entry,
    split_entries,
)
from bot.reading.dates.parse import Published

BY_HAND = """\
# What we put right.

# The agency wrote the wrong year.
- article: g1
  published: 2026-01-07   # not 2025
  title: "No: the harbour"

- article: g2
  published: 2026-13-45
- article: g3
  hidden: true
  source: No
- article: [g4
"""

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)
optional_words = st.none() | words
days = st.dates(date(1700, 1, 1), date(2150, 1, 1))
corrections = st.builds(
    ArticleCorrection,
    words.filter(bool),
    words,
    st.none() | st.builds(PlaceInFile, words, words, days),
    optional_words,
    st.none() | st.builds(Published, days),
    optional_words,
    optional_words,
    st.booleans(),
)


def test_entries_are_read_and_each_mistake_costs_its_entry_alone() -> None:
    header, entries = split_entries(BY_HAND)
    assert header == "# What we put right.\n\n"
    assert [entry.correction for entry in entries if entry.correction] == [
        ArticleCorrection("g1", title="No: the harbour", published=Published(date(2026, 1, 7))),
        ArticleCorrection("g3", source="No", is_hidden=True),
    ]
    faults = [(entry.fault_line, entry.fault) for entry in entries if entry.fault]
    assert [line for line, _ in faults] == [9, 14]
    assert faults[0][1].startswith("published: '2026-13-45' is not a date")
    assert faults[1][1].startswith("it is not YAML (")


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("- g1\n", "an entry needs lines like article: g1"),
        ("- article: g1\n  titel: A\n", "titel is no field"),
        ("- title: A\n", "article is missing"),
        ("- article: g1\n  hidden: perhaps\n", "hidden is neither true nor false"),
        ("- article: g1\n  title: [a, b]\n", "title is not text"),
        ("- article: g1\n  title: a\n  title: b\n", "it is not YAML (a name occurs twice)"),
        ("- article: g1\n  in: notes.txt\n", "in needs three lines"),
        (f"- {'[' * 5000}\n", "it is not YAML"),
        ("- &a [*a]\n", "it is not YAML (found unconstructable recursive node)"),
    ],
)
def test_a_wrong_entry_says_what_is_wrong(entry: str, fault: str) -> None:
    _, (read,) = split_entries(entry)
    assert read.correction is None
    assert read.fault.startswith(fault)


def test_what_is_no_entry_at_the_top_is_a_fault() -> None:
    assert find_header_fault("# a comment\n\n---\n") is None
    assert find_header_fault("# a comment\narticle: g1\n") == 2


@given(corrections)
def test_what_is_written_is_read_back(correction: ArticleCorrection) -> None:
    _, (entry,) = split_entries(format_entry(correction))
    assert (entry.correction, entry.fault) == (correction, "")


def test_an_instant_is_written_and_read_back() -> None:
    moment = datetime(2026, 1, 7, 18, 30, tzinfo=UTC)
    correction = ArticleCorrection("g1", published=Published(moment.date(), moment))
    _, (entry,) = split_entries(format_entry(correction))
    assert entry.correction == correction


@given(corrections)
def test_json_says_the_same_as_the_correction(correction: ArticleCorrection) -> None:
    assert ArticleCorrection.from_json(correction.to_json()) == correction


def test_another_entry_stays_as_people_wrote_it() -> None:
    lines = format_entry(ArticleCorrection("g3", title="New"))
    text = replace_entry(BY_HAND, ArticleCorrection("g3"), lines, "not needed")
    assert text == BY_HAND.replace("  hidden: true\n  source: No\n", "  title: New\n")
    assert replace_entry(text, ArticleCorrection("g3"), "") == BY_HAND.replace(
        "- article: g3\n  hidden: true\n  source: No\n", ""
    )


def test_comments_above_an_entry_stay_with_it() -> None:
    lines = format_entry(ArticleCorrection("g1", source="The Gazette"))
    text = replace_entry(BY_HAND, ArticleCorrection("g1"), lines, "not needed")
    assert "# The agency wrote the wrong year.\n- article: g1\n  source: The Gazette\n" in text


@given(st.lists(corrections, max_size=5), corrections)
def test_adding_an_entry_and_removing_it_leaves_the_others(
    others: list[ArticleCorrection], correction: ArticleCorrection
) -> None:
    key = ArticleCorrection(correction.article)
    text = "".join(f"{format_entry(each)}" for each in others if each.article != key.article)
    longer = replace_entry(text, key, format_entry(correction), "Harbour · a.jsonl")
    assert correction in [entry.correction for entry in split_entries(longer)[1]]
    again = replace_entry(longer, key, "")
    assert [entry.text for entry in split_entries(again)[1]] == [
        entry.text for entry in split_entries(text)[1]
    ]
