import os
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from itertools import count

import pytest

from bot.articles.article import Article
from bot.index.analysis import analyze_article
from bot.index.parallel_analysis import analyze_articles
from bot.index.protocol import AnalyzedArticle
from tests.index.samples import ANALYZER, STRANGE, random_article, seeded
from tests.paths import PROJECT
from tests.processes import children, command
from tests.programs import analyze_without_end, program
from tests.waiting import wait_for

ARTICLES = [*STRANGE, *(random_article(seeded(number), f"id{number}") for number in range(300))]


def assert_same(found: Iterable[AnalyzedArticle], given: Iterable[Article]) -> None:
    whole = [replace(one, passages=tuple(one.passages)) for one in found]
    assert whole == [analyze_article(one, ANALYZER) for one in given]


@pytest.mark.parametrize("size", [0, 5, len(ARTICLES)])
def test_many_articles_are_analysed_as_one_is_and_in_their_order(size: int) -> None:
    given = ARTICLES[:size]
    assert_same(analyze_articles(given, ANALYZER), given)


def test_one_core_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    assert_same(analyze_articles(iter(ARTICLES), ANALYZER), ARTICLES)


def test_one_core_reads_no_further_than_it_analyses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    endless = (ARTICLES[number % len(ARTICLES)] for number in count())
    found = analyze_articles(endless, ANALYZER)
    assert [next(found).article for _ in range(600)][-1] == ARTICLES[599 % len(ARTICLES)]


def test_stopping_halfway_leaves_no_process_behind() -> None:
    found = analyze_articles(ARTICLES, ANALYZER)
    assert next(found).article == ARTICLES[0]
    found.close()  # type: ignore[attr-defined]


def test_a_killed_process_leaves_no_worker_behind() -> None:
    if len(os.sched_getaffinity(0)) == 1:
        pytest.skip("on one core no worker is started")
    with subprocess.Popen(
        program(analyze_without_end), cwd=PROJECT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"begun\n"
        workers = children(process.pid)
        assert len(workers) > len(os.sched_getaffinity(0))
        process.kill()
    wait_for(lambda: not any(map(command, workers)), "the end of the workers")
