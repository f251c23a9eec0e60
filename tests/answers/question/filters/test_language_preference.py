from datetime import date

import pytest

from bot.answers.question.filters.language_preference import prefer_language
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import find_language

AT = date(2026, 4, 2)


def article(number: int, text: str, language: str, day: int = 1) -> Article:
    return Article(str(number), text, date(2026, 3, day), f"{number}.txt", language=language)


def snapshot(*articles: Article) -> Snapshot:
    return MemoryIndex(articles, Analyzer()).snapshot()


MIXED = (
    article(0, "NATO tagt in Talmor.", "de", 1),
    article(1, "NATO meets in Talmor.", "", 9),
    article(2, "NATO meets again in Talmor.", "en", 8),
    article(3, "НАТО и NATO в Talmor.", "ru", 7),
)


def prefer(code: str, *articles: Article) -> Snapshot:
    return prefer_language(snapshot(*articles), find_language(code), AT)


def ids(found: Snapshot, until: date | None = None) -> list[str]:
    return [hit.passage.article.id for hit in found.search(["nato"], 10, until=until)]


@pytest.mark.parametrize(("code", "expected"), [("de", {"0"}), ("en", {"1", "2"}), ("ru", {"3"})])
def test_articles_in_the_language_of_the_question_are_searched(
    code: str, expected: set[str]
) -> None:
    found = prefer(code, *MIXED)
    assert set(ids(found)) == expected
    assert {one.id for one in found.newest()} == expected
    assert {ref.passage.article.id for ref in found.openings(10)} == expected


def test_newest_come_first_and_no_more_than_asked_for() -> None:
    found = prefer("en", *MIXED)
    assert [one.id for one in found.newest()] == ["1", "2"]
    assert [ref.passage.article.id for ref in found.openings(1)] == ["1"]
    assert len(found.search(["nato"], 1)) == 1


def test_limits_of_days_hold() -> None:
    found = prefer("en", *MIXED)
    assert ids(found, until=date(2026, 3, 8)) == ["2"]
    assert [one.id for one in found.newest(until=date(2026, 3, 8))] == ["2"]


def test_where_none_of_the_best_is_in_the_language_all_are_found() -> None:
    others = [article(10 + n, f"Regatta in Talmor, Tag {n}.", "de") for n in range(3)]
    found = prefer("ru", *MIXED, *others)
    assert {hit.passage.article.id for hit in found.search(["regatta"], 10)} == {"10", "11", "12"}


@pytest.mark.parametrize("articles", [(), MIXED[:1], MIXED[1:3]])
@pytest.mark.parametrize("code", ["de", "en", "fr"])
def test_one_language_alone_is_searched_as_it_is(code: str, articles: tuple[Article, ...]) -> None:
    whole = snapshot(*articles)
    assert prefer_language(whole, find_language(code), AT) is whole


def test_a_language_that_no_article_is_in_leaves_all() -> None:
    whole = snapshot(*MIXED)
    assert prefer_language(whole, find_language("fr"), AT) is whole


def test_what_is_published_later_counts_for_nothing() -> None:
    whole = snapshot(*MIXED)
    assert prefer_language(whole, find_language("en"), date(2026, 3, 2)) is whole


def test_counts_stay_those_of_the_whole() -> None:
    found, whole = prefer("de", *MIXED), snapshot(*MIXED)
    assert found.stats() == whole.stats()
    assert found.document_frequencies(["nato"]) == whole.document_frequencies(["nato"]) == [4]
    assert found.languages() == whole.languages()


def test_the_newest_of_a_language_are_listed_however_few_they_are() -> None:
    english = [article(number, "NATO meets in Talmor.", "en", 9) for number in range(10, 60)]
    found = prefer("de", *MIXED, *english)
    assert [ref.passage.article.id for ref in found.openings(1)] == ["0"]
    assert found.openings(0) == []
