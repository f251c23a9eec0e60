from datetime import date

import pytest

from bot.answers.question.query import Query
from bot.answers.question.query_parser import parse_query
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer

AT = date(2026, 4, 2)
ANALYZER = Analyzer()
TEXTS = (
    "The bridge in Talmor fell on Monday, and nobody was hurt.",
    "The juice is best by March 26, 2026, the shop said.",
)


def query(question: str) -> Query:
    articles = [
        Article(str(number), text, date(2026, 3, 26), "") for number, text in enumerate(TEXTS)
    ]
    snapshot = MemoryIndex(articles, ANALYZER).snapshot()
    return parse_query(question, AT, snapshot, snapshot.stats(until=AT), ANALYZER)


@pytest.mark.parametrize(
    "question",
    ["What happened with the bridge on March 26, 2026?", "Which bridge fell last week?"],
)
def test_words_that_only_say_when_weigh_nothing(question: str) -> None:
    words = {word.text: word for word in query(question).words}
    assert words["bridge"].weight > 0
    assert not any(word.weight for word in words.values() if word.is_temporal)
    assert any(word.is_temporal for word in words.values())
    assert not {"26", "march", "2026", "week"} & set(query(question).search_terms)
    assert not query(question).missing or "26" not in query(question).missing


def test_a_date_alone_is_searched_for() -> None:
    assert query("March 26, 2026").search_terms


def test_the_masks_of_words_hold_what_may_stand_in_their_place() -> None:
    article = Article("a", "Iranian women cut their hair.", date(2026, 1, 1), "a.txt")
    analyzer = Analyzer()
    snapshot = MemoryIndex([article], analyzer).snapshot()
    query = parse_query("Iran", date(2026, 1, 2), snapshot, snapshot.stats(), analyzer)
    (word,) = query.words
    (alternative,) = word.alternatives
    assert query.topical_mask == query.mask(word.terms) | query.mask(alternative.terms)
