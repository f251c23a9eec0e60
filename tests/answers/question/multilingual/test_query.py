from collections.abc import Sequence
from datetime import date

import pytest

from bot.answers.question.multilingual.multilingual_query import (
    parse_multilingual_query,
)
from bot.answers.question.query import ENTITY_WEIGHT, Query
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import find_language

AT = date(2026, 4, 2)
ANALYZER = Analyzer()
GERMAN = ("Der Bürgermeister von Talmor eröffnete die Brücke über den Fluss.",
          "Die Kosten der Brücke betrugen 14.000 Euro.", "Ein Fest begann.")  # fmt: skip


def query(
    question: str, code: str, texts: Sequence[str], others: Sequence[tuple[str, str]] = ()
) -> Query:
    written = [*((code, text) for text in texts), *others]
    articles = [
        Article(str(number), text, date(2026, 3, 26), "", language=language)
        for number, (language, text) in enumerate(written)
    ]
    snapshot = MemoryIndex(articles, ANALYZER).snapshot()
    return parse_multilingual_query(
        question, AT, snapshot, snapshot.stats(until=AT), ANALYZER, find_language(code)
    )


def words_of(found: Query) -> dict[str, tuple[str, ...]]:
    return {
        word.text: tuple(term for one in word.alternatives for term in one.terms)
        for word in found.words
    }


def test_words_that_ask_are_not_searched_for_and_never_missing() -> None:
    found = query("Wer eröffnete die Brücke in Talmor?", "de", GERMAN)
    assert list(words_of(found)) == ["eröffnete", "Brücke", "Talmor"]
    assert found.missing == ()
    assert found.language.code == "de"


def test_words_that_no_article_has_are_missing() -> None:
    found = query("Wer sprengte die Brücke in Zarnow?", "de", GERMAN)
    assert set(found.missing) == {"sprengte", "Zarnow"}
    assert found.has_unknown_name


def test_a_noun_that_asks_for_a_value_is_left_out_where_no_article_has_it() -> None:
    assert "Preis" not in words_of(query("Wie hoch ist der Preis der Brücke?", "de", GERMAN))
    assert "Kosten" in words_of(query("Wie hoch sind die Kosten der Brücke?", "de", GERMAN))


def test_a_number_is_found_however_it_is_written() -> None:
    (number,) = (w for w in query("Was kostete 14 000 Euro?", "de", GERMAN).words if w.is_entity)
    assert (number.terms, number.df) == (("14000",), 1)


def test_a_name_weighs_more_than_another_word_as_rare() -> None:
    words = {word.text: word for word in query("Wer eröffnete sie in Talmor?", "de", GERMAN).words}
    assert words["Talmor"].is_entity
    assert not words["eröffnete"].is_entity
    assert words["Talmor"].weight == pytest.approx(ENTITY_WEIGHT * words["eröffnete"].weight)


def test_a_german_noun_is_no_name_for_its_capital() -> None:
    found = query("Wer eröffnete die Brücke?", "de", GERMAN)
    assert not any(word.is_entity for word in found.words)


def test_a_time_weighs_nothing() -> None:
    found = query("Wer eröffnete am 3. März 2026 die Brücke?", "de", GERMAN)
    assert not {"3", "2026"} & set(found.search_terms)
    assert found.focus.range is not None


@pytest.mark.parametrize(
    ("question", "code", "text", "word", "alternative"),
    [
        # A word that is spelt alike.
        ("Wer sah die Brüke?", "de", GERMAN[0], "Brüke", "bruck"),
        # A compound whose parts are known.
        ("Wer sah die Flussbrücke?", "de", GERMAN[0], "Flussbrücke", "bruck"),
        ("Wie groß ist der Brückenfluss?", "de", GERMAN[0], "Brückenfluss", "fluss"),
    ],
)
def test_what_is_like_an_unknown_word_stands_for_it(
    question: str, code: str, text: str, word: str, alternative: str
) -> None:
    found = query(question, code, [text])
    assert alternative in words_of(found)[word]
    assert found.missing == () or word not in found.missing


def test_a_name_stands_in_the_form_of_another_language() -> None:
    articles = [("en", "The singer Iglesias performs.")]
    found = query("¿Quién vio a Iglesias?", "es", ["El alcalde vio la calle."], articles)
    (name,) = (word for word in found.words if word.is_entity)
    assert name.df == 0
    (alternative,) = name.alternatives
    assert alternative.terms == tuple(ANALYZER.terms("Iglesias"))
    assert (alternative.weight, found.missing) == (1.0, ())


def test_pairs_across_known_words_are_no_unknown_words() -> None:
    found = query("谁赢得了塔尔莫选举？", "zh", ["塔尔莫的人投票。", "选举结束，他赢得胜利。"])
    weights = {word.text: word.weight for word in found.words}
    assert weights["选举"] > 0
    assert weights.get("莫选", 0.0) == 0.0
    assert not found.is_mostly_unknown


def test_an_unknown_name_without_spaces_counts_as_much_as_its_characters() -> None:
    found = query("谁赢得了奥斯陆选举？", "zh", ["塔尔莫的选举结束，他赢得胜利。"])
    unknown = [word for word in found.words if not word.df]
    assert sum(word.weight for word in unknown) > 0
    assert all(word.weight <= word.idf for word in unknown)


@pytest.mark.parametrize("question", ["", "?", "wer", "谁", "من", "12", "a" * 5_000, "的" * 500])
@pytest.mark.parametrize("code", ["de", "zh", "ar", "ko", "vi"])
def test_any_question_becomes_a_query(question: str, code: str) -> None:
    found = query(question, code, GERMAN)
    assert all(word.terms for word in found.words)
    assert len({word.terms for word in found.words}) == len(found.words)
