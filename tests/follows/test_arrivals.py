from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.dateline import Dateline
from bot.follows.arrivals import NEWS_DAYS, find_arrivals
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.newsroom import ARTICLES, TODAY, write_newsroom

ANALYZER = Analyzer()
NEWEST = ARTICLES[-1]


def make_index(*articles: Article) -> MemoryIndex:
    return MemoryIndex(articles, ANALYZER)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{TODAY.isoformat()}-{name}.txt"
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


def test_the_first_look_takes_nothing_for_new() -> None:
    arrivals = find_arrivals(make_index(*ARTICLES).snapshot(), TODAY)
    assert arrivals.new_ids == frozenset()
    assert NEWEST.id in arrivals.recent_ids


def test_what_came_since_the_last_look_is_new() -> None:
    earlier = find_arrivals(make_index(*ARTICLES[:-1]).snapshot(), TODAY)
    arrivals = find_arrivals(make_index(*ARTICLES).snapshot(), TODAY, earlier.recent_ids)
    assert arrivals.new_ids == {NEWEST.id}


def test_an_old_article_is_no_news() -> None:
    old = replace(NEWEST, id="old", published=TODAY - timedelta(NEWS_DAYS + 1))
    late = replace(NEWEST, id="late", published=TODAY - timedelta(NEWS_DAYS))
    snapshot = make_index(*ARTICLES, old, late).snapshot()
    earlier = {article.id for article in ARTICLES}
    assert find_arrivals(snapshot, TODAY, earlier).new_ids == {"late"}


def test_an_article_of_tomorrow_is_new_tomorrow() -> None:
    early = replace(NEWEST, id="early", published=TODAY + timedelta(1))
    snapshot = make_index(*ARTICLES, early).snapshot()
    today = find_arrivals(snapshot, TODAY, [article.id for article in ARTICLES])
    assert today.new_ids == frozenset()
    tomorrow = find_arrivals(snapshot, TODAY + timedelta(1), today.recent_ids)
    assert tomorrow.new_ids == {"early"}


def test_an_archive_that_is_read_in_is_no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.follows.arrivals._MOST_ARRIVALS", 2)
    snapshot = make_index(*ARTICLES).snapshot()
    recent_ids = sorted(find_arrivals(snapshot, TODAY).recent_ids)
    assert len(find_arrivals(snapshot, TODAY, recent_ids[2:]).new_ids) == 2
    assert find_arrivals(snapshot, TODAY, recent_ids[3:]).new_ids == frozenset()


def test_the_first_day_of_the_calendar_has_no_days_before_it() -> None:
    assert find_arrivals(make_index(*ARTICLES).snapshot(), date.min, ()).new_ids == frozenset()


def test_an_article_that_moves_or_is_indexed_anew_is_not_new(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    file = write(corpus, "ferry", "The ferry of Marenne runs again, the mayor said.")
    with Dateline.open(corpus) as dateline:
        earlier = find_arrivals(dateline.library.index.snapshot(), TODAY)
        assert len(earlier.recent_ids) == 1
        (corpus / "ferries").mkdir()
        file.rename(corpus / "ferries" / file.name)
        write(corpus, "bakery", "A bakery in Ostrand burned down, the police said.")
        dateline.update()
        arrivals = find_arrivals(dateline.library.index.snapshot(), TODAY, earlier.recent_ids)
        assert len(arrivals.new_ids) == 1
    with Dateline.open(corpus, data=tmp_path / "data", engine="disk") as dateline:
        snapshot = dateline.library.index.snapshot()
        again = find_arrivals(snapshot, TODAY, arrivals.recent_ids)
        assert again.new_ids == frozenset()
        assert again.recent_ids == arrivals.recent_ids


def test_every_update_is_counted_also_one_that_finds_nothing_to_do(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    with Dateline.open(tmp_path) as dateline:
        count = dateline.library.update_count
        dateline.update()
        assert dateline.library.update_count == count + 1


@given(st.lists(st.integers(0, len(ARTICLES) - 1), max_size=12))
def test_over_any_number_of_looks_each_article_is_new_once(numbers: list[int]) -> None:
    index = make_index(*ARTICLES[:3])
    memory = set(find_arrivals(index.snapshot(), TODAY).recent_ids)
    news: list[str] = []
    held = list(ARTICLES[:3])
    for number in numbers:
        held.append(ARTICLES[number])
        arrivals = find_arrivals(make_index(*held).snapshot(), TODAY, memory)
        news += arrivals.new_ids
        memory |= arrivals.recent_ids
    recent = {a.id for a in held[3:] if a.published >= TODAY - timedelta(NEWS_DAYS)}
    assert sorted(news) == sorted(recent - {a.id for a in ARTICLES[:3]})
