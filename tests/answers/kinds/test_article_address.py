from dataclasses import replace
from datetime import date

import pytest

from bot.answers.answerer import Answerer
from bot.answers.kinds.article_address import cut_addresses, is_address
from bot.answers.question.kind import QuestionKind
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.computing import computing_at_most
from tests.newsroom import TODAY, publish_articles

URL = "https://courier.example/storm-closes-the-harbour-of-marenne"


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    analyzer = Analyzer()
    return Answerer(MemoryIndex(publish_articles(), analyzer), analyzer)


@pytest.mark.parametrize(
    "text", [URL, f" {URL}\n", "www.courier.example/storm", "courier.example/storm?x=1"]
)
def test_an_address_alone_is_one(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text", ["courier.example", f"Is {URL} right?", "and/or", "12/03/2026", "", "https://", "a/b"]
)
def test_other_texts_are_none(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    "piece", ["-", ".", "a", "a.", "a-.", "-a.b", "www.", "<", ":", "é.", "a.bc ", "http:/", "_"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    with computing_at_most(20):
        assert len(cut_addresses(text)) <= len(text)
        assert not is_address(text)


def test_it_is_answered_with_what_the_article_is_about(answerer: Answerer) -> None:
    answer = answerer.answer(URL, TODAY)
    assert answer.kind is QuestionKind.ARTICLE
    assert {quote.article.url for quote in answer.quotes} == {URL}
    assert answer.quotes[0].text.startswith("A storm closed the harbour of Marenne")
    survey = answerer.survey(URL, TODAY)
    assert (survey.by_day, survey.by_source) == ((), ())


def test_an_article_of_a_later_day_is_not_there_yet(answerer: Answerer) -> None:
    answer = answerer.answer(URL, date(2026, 2, 19))
    assert answer.quotes == ()
    assert replace(answer, stats=answer.stats).kind is QuestionKind.ARTICLE


def test_of_several_addresses_the_first_that_an_article_has_is_answered(
    answerer: Answerer,
) -> None:
    answer = answerer.answer(f"https://courier.example/none\n<{URL}>", TODAY)
    assert answer.kind is QuestionKind.ARTICLE
    assert {quote.article.url for quote in answer.quotes} == {URL}


@pytest.mark.parametrize("link", [f"{URL}?ref=x", "www.wire.example/a", "<https://wire.example>"])
def test_the_words_of_an_address_in_a_question_are_not_asked_for(
    answerer: Answerer, link: str
) -> None:
    plain = answerer.answer("Which storm closed the harbour of Marenne?", TODAY)
    answer = answerer.answer(f"Which storm closed the harbour of Marenne? {link}", TODAY)
    assert answer.missing == plain.missing
    assert [quote.text for quote in answer.quotes] == [quote.text for quote in plain.quotes]


@pytest.mark.parametrize(
    "text",
    ["source:https://wire.example storm", '"https://wire.example" storm', "24/7", URL, "and/or"],
)
def test_what_is_no_address_beside_a_question_stays(text: str) -> None:
    assert cut_addresses(text) == text
