"""Boilerplate and headings: one line is enough to classify them."""

import pytest

from bot.articles.passages.boilerplate import Boilerplate, find_boilerplate
from bot.articles.passages.headings import is_heading, is_masthead, list_items
from tests.articles.passages.labels import (
    BOILERPLATE,
    LABELS,
    read_labelled,
    score,
    score_boilerplate,
)
from tests.benchmark import benchmark_folder, needs_benchmark
from tests.computing import computing_at_most

EXAMPLES = {
    Boilerplate.PROMPT: (
        "Sign up for our evening newsletter.",
        "Subscribe to the Courier today.",
        "Advertisement",
        "Skip Ad",
        "We use cookies to improve your experience.",
        "Follow the desk on Facebook for more.",
        "Support local journalism. It keeps this paper alive.",
        "The list of roads that are closed is long; to see it, click here.",
        "Share this story",
    ),
    Boilerplate.LINK: (
        "Read more",
        "Read More...",
        "Related: Harbour opens after storm",
        "More:Mayor says the bridge is safe.",
        "Harbour storm:What we know about the flood",
        "LIVE UPDATES: How the vote in the county went on Tuesday",
        "https://news.example/a/b",
        "See also: The flood in pictures",
    ),
    Boilerplate.BYLINE: (
        "By Ada Lovelace",
        "By Ada Lovelace, staff writer",
        "— Ada Lovelace",
        "– Élodie Durand and Ada Lovelace",
        "Contributing: Ada Lovelace, Alan Turing",
        "Alan Turing contributed to this report.",
        "From staff and wire reports",
        "Ada Lovelace covers the courts. Reach her at ada@news.example or on Twitter @ada.",
    ),
    Boilerplate.CREDIT: (
        "The mayor walks to the harbour on Monday. Ada Lovelace/Getty Images",
        "Photo by Ada Lovelace",
        "Photo: City archive",
        "The harbour before the storm. Ada Lovelace/Courier/File",
        "A boat is lifted. Ada Lovelace/Pool A boat sinks. Alan Turing/Pool Prev Next",
    ),
    Boilerplate.NOTE: (
        "Editor's note: This page sums up Monday's news.",
        "This story has been updated with additional developments.",
        "CORRECTION: The bridge was built in 1931.",
        "An earlier version of this story gave the wrong year.",
        "This is a developing story and will be updated.",
    ),
    Boilerplate.STAMP: (
        "Updated 9:13 p.m. ET",
        "Published: Nov. 3, 2022 at 4:02 PM EST",
        "Updated 3 hours ago",
        "5 min read",
        "Tuesday, Nov. 24, 2026",
        "***",
        "LONDON Agency —",
    ),
}
PROSE = (
    "By Monday the harbour was open again.",
    "By Ada Lovelace's count, 31 boats sank.",
    "Updated figures on Tuesday showed that 31 boats had sunk.",
    "Published on Tuesday, the report blames the harbour master.",
    "Photographs show the bridge before it fell.",
    "Follow-up work on the bridge begins in May.",
    "Subscribers paid 12 dollars a month before the merger.",
    "Residents were told to sign up for vaccine appointments by Friday.",
    "Read the report and you see how little was known.",
    "Related costs rose by 3% last year.",
    "More than 300 people were moved to the school.",
    "This story is one of survival, the mayor said.",
    "Copyright law protects the songs, the court ruled.",
    "Register clerks counted 4,000 votes by noon.",
    "Up next for the team is a match in Porto on Sunday.",
    '"I lost it all," wrote @harbour_ada on Twitter.',
    "The vote ended at 9:13 p.m. on Tuesday.",
    "She works for the Post/Courier Company.",
    "The verse is John 3:16.",
    "The mayor – a former sailor – called it a miracle.",
    "— It was a miracle, said the mayor of the town.",
    "市长周一表示，大桥是安全的。",
)


@pytest.mark.parametrize(
    ("kind", "line"), [(kind, line) for kind, lines in EXAMPLES.items() for line in lines]
)
def test_boilerplate_has_a_class(kind: Boilerplate, line: str) -> None:
    assert find_boilerplate(line) is kind


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_neither_boilerplate_nor_heading(line: str) -> None:
    assert find_boilerplate(line) is None
    assert not is_heading(line)


def test_a_label_before_a_colon_is_a_link_only_on_a_line_of_its_own() -> None:
    line = "Springfield:The bridge opens in May."
    assert find_boilerplate(line) is Boilerplate.LINK
    assert find_boilerplate(line, is_line=False) is None


@pytest.mark.parametrize(
    "line",
    ["What the mayor promised", "The flood in numbers", "What happens next?", "Key dates:"],
)
def test_a_short_line_without_a_full_stop_is_a_heading(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "The bridge is open.",
        "The mayor promised a new bridge. Who will pay for it?",
        "“Who will pay?”",
        "But who will pay for it?",
        "The council voted on Tuesday night to build three bridges over the river:",
        "The boat sank within minutes. — Ada Lovelace",
        "word " * 40,
    ],
)
def test_a_sentence_or_a_long_line_is_not_a_heading(line: str) -> None:
    assert not is_heading(line.strip())


def test_names_above_the_prose_are_a_masthead() -> None:
    assert is_masthead("Ada Lovelace and Alan Turing")
    assert not is_masthead("What the mayor promised")


def test_items_of_a_list_have_a_bullet_or_a_label() -> None:
    run = ["Best film: The Long River", "• 31 boats lost at sea", "12. Porto", "The flood"]
    assert list_items(run) == [True, True, False, False]
    assert not any(list_items(run[:3]))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1" * 599 + "x", None),
        ("A" * 599, None),
        ("Ab " * 199, None),
        ("a@" * 299, None),
        ("—" * 598 + "x", None),
        ("(" * 599, Boilerplate.STAMP),
    ],
)
def test_a_hostile_line_is_judged_like_any_other(line: str, found: Boilerplate | None) -> None:
    with computing_at_most(20):
        assert find_boilerplate(line.strip()) == found
        assert not is_heading(line.strip())


@needs_benchmark
def test_the_rules_are_as_good_as_the_docs_say() -> None:
    folder = benchmark_folder()
    assert folder is not None
    lines = list(read_labelled(folder))
    held_out = [line for line in lines if line.part == "heldout"]
    assert len(lines) >= 450, LABELS
    assert {line.label for line in lines} == BOILERPLATE | {"prose", "heading", "item"}
    assert score(held_out).precision >= 0.98
    assert score(held_out).recall >= 0.97
    assert score_boilerplate(held_out).precision >= 0.97
