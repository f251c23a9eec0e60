from collections.abc import Iterable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.stories.clusters import find_clusters, measure_similarities
from bot.answers.stories.openings import read_openings
from bot.answers.stories.story import name_shared_terms
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.newsroom import ARTICLES, TODAY

SNAPSHOT = MemoryIndex(ARTICLES, Analyzer()).snapshot()
OPENINGS = read_openings(SNAPSHOT.openings(100, until=TODAY))


def stories() -> list[set[str]]:
    similarities = measure_similarities(OPENINGS.weights, OPENINGS.days)
    return [titles(group.tolist()) for group in find_clusters(similarities)]


def titles(numbers: Iterable[int]) -> set[str]:
    return {OPENINGS.article(number).title for number in numbers}


def test_articles_on_one_event_are_one_story() -> None:
    for pair in (
        {
            "Finance minister Petra Holm resigns over undeclared flat",
            "Holm steps down as finance minister",
        },
        {
            "Bridge in Oskarvik collapses, at least 11 dead",
            "Eleven die as bridge falls into the Lune",
        },
        {"Farmers protest against the price of milk", "Tractors block Norhaven over milk prices"},
    ):
        assert any(pair <= story for story in stories())


def test_articles_on_different_events_are_different_stories() -> None:
    for story in stories():
        assert not {"Wildfire near Pellworth destroys 60 houses", "Who is Ines Carrow?"} <= story
        assert sum("Halden" in title for title in story) in (0, len(story))


def test_articles_that_are_far_apart_in_time_are_different_stories() -> None:
    storm, reopening = (
        "Storm closes the harbour of Marenne",
        "Harbour of Marenne reopens after the storm",
    )
    assert not any({storm, reopening} <= story for story in stories())


def test_the_shared_terms_say_why_articles_are_one_story() -> None:
    group = next(
        group
        for group in find_clusters(measure_similarities(OPENINGS.weights, OPENINGS.days))
        if "Holm steps down as finance minister" in titles(group.tolist())
    )
    assert {"holm", "minist"} <= set(name_shared_terms(OPENINGS, group, Analyzer()))


@given(st.lists(st.lists(st.sampled_from([0.0, 1.0, 2.0]), min_size=4, max_size=4), min_size=1))
def test_every_opening_is_in_one_cluster(rows: list[list[float]]) -> None:
    weights = np.array(rows)
    days = np.arange(len(rows)) % 3
    clusters = find_clusters(measure_similarities(weights, days))
    numbers = [number for group in clusters for number in group.tolist()]
    assert sorted(numbers) == list(range(len(rows)))
