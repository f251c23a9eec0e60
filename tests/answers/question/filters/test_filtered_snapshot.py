"""What operators leave of a snapshot, and how little of it is read."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from bot.answers.question.filters.filtered_snapshot import filter_snapshot
from bot.answers.question.filters.hit_selection import select_hits
from bot.answers.question.filters.operators import Filters
from bot.answers.question.query_parser import parse_query
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Hit, PassageRef
from tests.index.samples import ANALYZER, article

AT = date(2026, 1, 31)
TEXTS = [
    "The ferry “New Heights” left Oskarvik on Sunday.",
    "new   heights were reached by the ferry.",
    "The ferry saw heights that were new.",
    "The New-Heights ferry is late.",
    "The ferry of Newt Heights is late.",
    "A ferry\nNEW\nHEIGHTS\nand a bridge.",
    "The harbour master’s ferry reached its newest heights.",
]


def search(articles: Sequence[Article], filters: Filters, question: str) -> set[str]:
    """Return the articles that are left, none where the filter is given up."""
    snapshot = MemoryIndex(articles, ANALYZER).snapshot()
    query = parse_query(question, AT, snapshot, snapshot.stats(), ANALYZER)
    subset = filter_snapshot(snapshot, filters, query, ANALYZER)
    hits = subset.search(query.search_terms, 10) if subset is not snapshot else []
    return {hit.passage.article.id for hit in hits}


@pytest.mark.parametrize(
    ("phrase", "ids"),
    [
        ("new heights", "015"),
        ("New Heights", "015"),
        ("heights that were new", "2"),
        ("harbour master's ferry", "6"),
        ("harbour master’s", "6"),
        ("New-Heights", "3"),
        ("the ferry", "0124"),
        ("ferry of newt", "4"),
        ("of Newt", "4"),
        ("low heights", ""),
    ],
)
def test_a_phrase_is_found_however_it_is_written(phrase: str, ids: str) -> None:
    articles = [article(text, str(number)) for number, text in enumerate(TEXTS)]
    assert search(articles, Filters(phrases=(phrase,)), "ferry heights master") == set(ids)


def test_a_phrase_may_stand_in_the_title() -> None:
    titled = replace(article("It is late.", "a"), title="The ferry New Heights")
    assert search([titled], Filters(phrases=("new heights",)), "ferry late") == {"a"}


@pytest.mark.parametrize("others", [[], [article("The Berlin ferry is late.", "b")]])
def test_a_phrase_is_found_in_another_language(others: list[Article]) -> None:
    text = "Berlin: Die Fähre der Reederei Neue Wege fährt wieder."
    german = replace(article(text, "a"), language="de")
    filters = Filters(phrases=("Reederei Neue Wege",))
    assert search([german, *others], filters, "Berlin") == {"a"}


def test_whatever_text_holds_a_phrase_is_left() -> None:
    generator = random.Random(3)
    words = [word for text in TEXTS for word in re.findall(r"\w+", text)]
    for _ in range(40):
        phrase = " ".join(generator.sample(words, generator.randint(1, 4)))
        text = f"The ferry: {generator.choice(['', '“', 'anti-'])}{phrase.upper()} is late."
        found = search([article(text, "a")], Filters(phrases=(phrase,)), "ferry late")
        assert found == {"a"}, text


class CountedRef:
    """A passage that notes when it is read."""

    def __init__(self, number: int, announced: list[int]) -> None:
        self.number, self.announced = number, announced
        self.published = date(2026, 1, 3)

    def prefetch(self) -> None:
        self.announced.append(self.number)


def test_no_more_passages_are_read_than_it_takes() -> None:
    announced: list[int] = []
    hits = [Hit(cast("PassageRef", CountedRef(n, announced)), 1.0) for n in range(50)]

    def is_even(ref: PassageRef) -> bool:
        return cast("CountedRef", ref).number % 2 == 0

    selection = select_hits(hits, is_even, 10)
    assert [cast("CountedRef", hit.ref).number for hit in selection] == list(range(0, 20, 2))
    assert announced == list(range(20))
    assert len(select_hits(hits, is_even, 40)) == 25
    assert select_hits(hits, is_even, 0) == []
