import os

import pytest

from bot.index.analysis import analyze_all
from bot.index.base import analyze
from tests.index.samples import ANALYZER, STRANGE, random_article, seeded

ARTICLES = [*STRANGE, *(random_article(seeded(number), f"id{number}") for number in range(300))]


@pytest.mark.parametrize("count", [0, 5, len(ARTICLES)])
def test_many_articles_are_analysed_as_one_is_and_in_their_order(count: int) -> None:
    given = ARTICLES[:count]
    assert list(analyze_all(given, ANALYZER)) == [analyze(one, ANALYZER) for one in given]


def test_one_core_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    analyzed = [analyze(one, ANALYZER) for one in ARTICLES]
    assert list(analyze_all(iter(ARTICLES), ANALYZER)) == analyzed


def test_who_stops_halfway_leaves_no_process_behind() -> None:
    found = analyze_all(ARTICLES, ANALYZER)
    assert next(found).article == ARTICLES[0]
    found.close()  # type: ignore[attr-defined]
