import threading
from datetime import date

import pytest

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.chat.executor import SearchExecutor
from bot.chat.inline.card_search import CardSearch
from bot.errors import UnavailableError
from bot.localization.current import use_language
from tests.chat.samples import ONE_ARTICLE, Echo
from tests.waiting import LAST_RESORT


@pytest.fixture
def echo() -> Echo:
    return Echo()


def make_search(echo: Echo) -> CardSearch:
    return CardSearch(SearchExecutor(echo), limit=LAST_RESORT)


async def test_a_question_finds_cards_that_may_be_shown_again(echo: Echo) -> None:
    result = await make_search(echo).find_cards(" More on the bridge? ")
    assert [card.title for card in result.cards][:1] == ["Somebody asked: More on the bridge?"]
    assert result.has_quotes
    assert 30 <= result.cache_seconds <= 300


async def test_no_question_asks_what_is_new_in_the_readers_language(echo: Echo) -> None:
    await make_search(echo).find_cards(" \n")
    assert echo.asked == ["What's new?"]
    echo.asked.clear()
    with use_language("de"):
        await make_search(echo).find_cards("")
    assert echo.asked == ["was gibt es neues", "What's new?"]  # the echo knows no news


async def test_news_in_the_readers_language_are_asked_for_once(
    echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def browse(question: str, at: date, *_: object) -> Answer:
        echo.asked.append(question)
        return Answer(question, at, (), (), ONE_ARTICLE, kind=QuestionKind.BROWSE)

    monkeypatch.setattr(echo, "answer", browse)
    with use_language("fr"):
        await make_search(echo).find_cards("")
    assert echo.asked == ["quoi de neuf"]


async def test_nothing_found_is_one_card_that_is_soon_forgotten(echo: Echo) -> None:
    result = await make_search(echo).find_cards("Nothing on this")
    assert [card.title for card in result.cards] == ["None of the articles mentions “Nothing”."]
    assert not result.has_quotes
    assert 0 < result.cache_seconds <= 30


async def test_a_search_that_takes_too_long_is_one_card(echo: Echo) -> None:
    gate = threading.Event()

    def wait(question: str) -> None:
        gate.wait(LAST_RESORT)

    echo.before = wait
    try:
        result = await CardSearch(SearchExecutor(echo), limit=0.1).find_cards("Who won?")
    finally:
        gate.set()
    assert "took too long" in result.cards[0].title
    assert (result.has_quotes, result.cache_seconds) == (False, 0)


async def test_an_index_out_of_reach_is_one_card(echo: Echo) -> None:
    def fail(question: str) -> None:
        raise UnavailableError("the cluster is away")

    echo.before = fail
    result = await make_search(echo).find_cards("Who won?")
    assert "unavailable at the moment" in result.cards[0].title
    assert result.cache_seconds == 0


async def test_a_failure_is_one_card_with_its_number_in_the_log(
    echo: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(question: str) -> None:
        raise ValueError("what nobody expects")

    echo.before = fail
    result = await make_search(echo).find_cards("Who won?")
    incident = result.cards[0].title.partition("(incident ")[2].partition(")")[0]
    assert f"[incident {incident}]" in caplog.text
    assert "what nobody expects" not in result.cards[0].message.text
