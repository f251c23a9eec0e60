import json
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answerer import Answerer
from bot.answers.explain.contributions import NO_WORDS, find_contributions, name_group
from bot.answers.explain.explainer import explain_answer
from bot.answers.explain.explanation import Explanation
from bot.answers.features.sentence_features import COLUMNS
from bot.articles.article import Article, derive_id
from bot.corpus.folder import CorpusFolder
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.paths import SEEDS

AT = date(2026, 1, 8)
MEMORIAL = "What did Ju Ae wear at the memorial?"


def article(text: str, day: str = "2026-01-07", title: str = "") -> Article:
    published = date.fromisoformat(day)
    return Article(derive_id("", published, title, text), text, published, "a.txt", title=title)


def answerer(*articles: Article) -> Answerer:
    analyzer = Analyzer()
    return Answerer(MemoryIndex(articles, analyzer), analyzer)


@pytest.fixture(scope="module")
def seed() -> Answerer:
    return answerer(*(f for f in CorpusFolder(SEEDS).read() if isinstance(f, Article)))


@pytest.fixture(scope="module")
def asked(seed: Answerer) -> Callable[[str], Explanation]:
    return lambda question: explain_answer(seed, question, AT)


def reasons(explained: Explanation) -> dict[str, int]:
    return {one.reason: one.count for one in explained.drops if one.count}


def test_words_have_terms_and_how_many_passages_hold_them(
    asked: Callable[[str], Explanation],
) -> None:
    words = asked("Did Ju Ae sign the treaty in Lisbon?").words
    assert [(word.word, word.terms, word.df, word.is_entity) for word in words] == [
        ("Ju", ("ju",), 2, True),
        ("Ae", ("ae",), 2, True),
        ("sign", ("sign",), 1, False),
        ("treaty", ("treati",), 1, False),
        ("Lisbon", ("lisbon",), 0, True),
    ]
    assert sum(word.share for word in words) == pytest.approx(1)
    by_word = {word.word: word for word in words}
    assert by_word["Lisbon"].idf > by_word["sign"].idf > by_word["Ju"].idf
    assert asked("Did Ju Ae sign the treaty in Lisbon?").missing == ("Lisbon",)


def test_an_explanation_has_the_days_that_the_question_names(
    asked: Callable[[str], Explanation],
) -> None:
    found = asked("What is the latest on Kim since March 2025?")
    assert (found.since, found.until, found.fresh) == (date(2025, 3, 1), None, True)
    found = asked("Who is Kim?")
    assert (found.since, found.until, found.fresh) == (None, None, False)


def test_hits_have_their_score_by_its_parts(asked: Callable[[str], Explanation]) -> None:
    hits = asked(MEMORIAL).hits
    assert len(hits) == 2
    assert hits[0].covers == pytest.approx(1)
    for hit in hits:
        assert hit.score == pytest.approx(hit.bm25 * hit.factor)
        assert hit.factor > 1
        assert hit.published == date(2026, 1, 7)


def test_candidates_come_likeliest_first_with_their_supporting_articles() -> None:
    three = answerer(
        article("Ann Marsh won the race in Lisbon."),
        article("In Lisbon the race was won by Ann Marsh."),
        article("Bob Field came second in the race in Lisbon."),
    )
    candidates = explain_answer(three, "Who won the race in Lisbon?", AT).candidates
    likely = [one.likelihood for one in candidates]
    assert likely == sorted(likely, reverse=True)
    assert 0 < sum(likely) <= 1 + 1e-6
    by_text = {one.text: one for one in candidates}
    ann = by_text["ann marsh"]
    assert (ann.articles, ann.kind, ann.is_expected) == (2, "name", True)


def test_quotes_are_those_of_the_answer(seed: Answerer) -> None:
    answer = seed.answer(MEMORIAL, AT)
    quotes = (*answer.quotes, *answer.more)
    explained = explain_answer(seed, MEMORIAL, AT).quotes
    assert [(one.text, one.value) for one in explained] == [(q.text, q.score) for q in quotes]
    assert "wore a red muffler" in explained[0].text


def test_quotes_that_are_ordered_by_day_are_explained_in_that_order() -> None:
    texts = ("Ann Marsh leads the harbour of Marenne.", "Bob Field leads the harbour of Marenne.")
    asking = answerer(article(texts[0], "2025-12-01"), article(texts[1], "2026-01-06"))
    question = "Who leads the harbour of Marenne now?"
    explained = explain_answer(asking, question, AT)
    assert explained.fresh
    assert [one.text for one in explained.quotes] == [
        quote.text for quote in asking.answer(question, AT).quotes
    ]
    assert explained.quotes[0].text == texts[1]


def test_the_value_of_a_quote_is_the_sum_of_its_parts(
    asked: Callable[[str], Explanation],
) -> None:
    quotes = asked("How many troops did North Korea send to Russia?").quotes
    assert quotes
    assert quotes[0].repetition_cost == 0
    for one in quotes:
        parts = one.score - one.length_cost - one.repetition_cost + one.candidate_gain
        assert one.value == pytest.approx(parts)


def test_a_candidate_is_added_by_one_quote_alone(asked: Callable[[str], Explanation]) -> None:
    found = asked(MEMORIAL).quotes
    new = [word for quote in found for word in quote.new_candidates]
    assert new
    assert len(set(new)) == len(new)


def test_drops_have_a_reason(seed: Answerer) -> None:
    found = explain_answer(seed, MEMORIAL, AT)
    assert reasons(found)["shares too little with the question"] > 0
    quoted = {quote.text for quote in found.quotes}
    for one in found.drops:
        assert len(one.examples) <= one.count
        assert quoted.isdisjoint(one.examples)


def test_copies_of_a_quote_are_listed_as_dropped() -> None:
    copies = answerer(
        *(article("The comet passes Earth on Friday night.", f"2026-01-0{n}") for n in (1, 2, 3))
    )
    found = explain_answer(copies, "When does the comet pass Earth?", AT)
    assert len(found.quotes) == 1
    assert sum(reasons(found).values()) == 2
    assert set(reasons(found)) <= {"says the same as quote 1", "too far behind the first quote"}


def test_a_long_sentence_is_listed_as_dropped() -> None:
    text = "The comet passes Earth, " + "and people look up at it, " * 15 + "on Friday."
    found = explain_answer(answerer(article(text)), "When does the comet pass Earth?", AT)
    assert reasons(found) == {"longer than 300 characters": 1}
    assert found.drops[2].examples == (text,)
    assert found.refusal == "no sentence shares enough with the question and is short enough"


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("What is the price of gold?", "no passage holds any of its words"),
        ("the", "the question has no word to search for"),
        ("", "the question has no word to search for"),
        ("Did Kim play chess in Lisbon with Macron?", "the passage that covers most has"),
    ],
)
def test_a_refusal_says_why(
    asked: Callable[[str], Explanation], question: str, refused: str
) -> None:
    found = asked(question)
    assert found.refusal.startswith(refused)
    assert found.quotes == ()


def test_without_articles_the_explanation_says_so() -> None:
    assert explain_answer(answerer(), MEMORIAL, AT).refusal == "there is no article up to this day"
    later = explain_answer(answerer(article("The comet is here.")), "comet", date(2020, 1, 1))
    assert later.refusal == "there is no article up to this day"
    assert (later.passages, later.hits, later.missing) == (0, (), ("comet",))


def test_every_feature_has_plain_words_or_one_value_for_all_sentences(seed: Answerer) -> None:
    trace = seed.trace(MEMORIAL, AT)
    assert trace.is_sure
    assert trace.selection
    features = trace.selection.quotables.features
    for number, name in enumerate(COLUMNS):
        assert name_group(name) != NO_WORDS, name
        if not name_group(name):
            assert len(np.unique(features[:, number])) == 1, name


def test_a_contribution_is_what_a_score_loses_without_it() -> None:
    rows = np.zeros((3, len(COLUMNS)), np.float32)
    words, age = COLUMNS.index("coverage_sentence"), COLUMNS.index("age")
    rows[2, words], rows[2, age] = 1, 1
    found = find_contributions(rows, 2, lambda given: 3 * given[:, words] - given[:, age])
    assert [(one.group, one.difference) for one in found] == [
        ("its words are the question's", 3.0),
        ("its day", -1.0),
    ]


words = st.sampled_from("Kim said that the missile tested on Monday She U.S. “Why?” \n".split(" "))


@given(st.lists(st.lists(words | st.text(max_size=5)).map(" ".join), max_size=3), st.data())
def test_every_question_is_explained_as_it_is_answered(
    texts: list[str], data: st.DataObject
) -> None:
    asking = answerer(*map(article, texts))
    question = data.draw(st.lists(words).map(" ".join) | st.text())
    found = explain_answer(asking, question, AT)
    quotes = asking.answer(question, AT).quotes
    assert [one.text for one in found.quotes] == [quote.text for quote in quotes]
    assert bool(found.refusal) == (not quotes)
    assert json.loads(json.dumps(found.to_json())) == found.to_json()


def test_a_refusal_for_want_of_confidence_says_so() -> None:
    articles = [
        Article(f"{n}", f"A ferry of the line {n} sank.", date(2020, 1, 1 + n), "a.txt")
        for n in range(9)
    ]
    analyzer = Analyzer()
    index = MemoryIndex(articles, analyzer)
    given = explain_answer(
        Answerer(index, analyzer), "Who painted a ferry in Lisbon?", date(2026, 1, 8)
    )
    assert "the confidence of 0.0" in given.refusal


def test_a_hyponym_of_the_noun_is_an_expected_candidate() -> None:
    text = "A lynx escaped from the zoo on Monday by an open gate. Ada Lorne said all are well."
    explained = explain_answer(answerer(article(text)), "Which animal escaped from the zoo?", AT)
    first = explained.candidates[0]
    assert (first.text, first.kind, first.is_expected) == ("lynx", "word", True)
    assert not next(one for one in explained.candidates if one.text == "gate").is_expected
