from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InputTextMessageContent

from bot.answers.answer import Answer, Quote
from bot.answers.question.kind import QuestionKind
from bot.chat.inline.cards import LONGEST_ID, MOST_CARDS, Card, is_note, make_cards
from bot.chat.inline.results import convert_card
from bot.chat.rich_text import Reply
from bot.language.span import Span
from bot.localization.current import use_language
from bot.localization.offered_languages import list_languages
from tests.chat.replies.sending import any_answer, any_text, links, sent
from tests.chat.replies.test_rendering import check_verbatim
from tests.chat.samples import NO_ARTICLES, answer, article, quote
from tests.telegram.client import quotes

BRIDGE = article("The bridge opened on Monday. It cost 14 million euros.")


def quote_numbered(number: int) -> Quote:
    bridge = article(f"The bridge number {number} opened on Monday.")
    return quote(replace(bridge, id=f"a{number}"))


def mark(of: Quote, words: str) -> Quote:
    start = of.article.text.index(words)
    return replace(of, highlight=Span(start, start + len(words)))


@given(st.sampled_from(list_languages()), any_answer, st.lists(any_text, max_size=3))
def test_any_answer_becomes_cards_that_telegram_takes_with_verbatim_quotes(
    language: str, any_kind: Answer, examples: list[str]
) -> None:
    with use_language(language):
        cards = make_cards(any_kind, examples)
    assert 1 <= len(cards) <= MOST_CARDS
    assert len({card.id for card in cards}) == len(cards)
    for card in cards:
        assert 1 <= len(card.id.encode()) <= LONGEST_ID
        assert card.title.strip()
        assert card.message.keyboard == ()
        check_verbatim(card.message, any_kind)
        assert len(quotes(sent(card.message))) == (0 if is_note(card) else 1)


def test_a_card_is_a_whole_dated_quote_with_its_source() -> None:
    (card,) = make_cards(answer(quote(BRIDGE)))
    message = sent(card.message)
    assert quotes(message) == [BRIDGE.text]
    assert message["text"] == f"{BRIDGE.text}\nThe Example · 7 January 2026 [Monday = 5 January]"
    assert links(message) == {"The Example": "https://news.example/bridge"}
    assert card.title == BRIDGE.text
    assert card.description == "The Example · 7 January 2026"


def test_the_answer_is_the_title_where_it_is_known() -> None:
    (card,) = make_cards(answer(mark(quote(BRIDGE), "14 million euros")))
    assert card.title == "14 million euros"
    assert card.description == f"The Example · 7 January 2026\n{BRIDGE.text}"


def test_the_answers_quotes_come_before_the_others_and_ten_are_enough() -> None:
    quotations = [quote_numbered(number) for number in range(12)]
    cards = make_cards(replace(answer(*quotations[:2]), more=tuple(quotations[2:])))
    assert [card.title for card in cards] == [each.text for each in quotations[:10]]


def test_the_same_quote_is_one_card_with_the_same_id_in_any_answer() -> None:
    first = make_cards(replace(answer(quote(BRIDGE)), more=(quote(BRIDGE),)))
    (again,) = make_cards(answer(quote(BRIDGE), question="What did it cost?"))
    assert [card.id for card in first] == [again.id] == [f"a1:0-{len(BRIDGE.text)}"]


def test_a_quote_that_no_message_can_show_is_left_out() -> None:
    giant = quote(article("Very long. " * 1000))
    cards = make_cards(answer(giant, quote(BRIDGE)))
    assert [card.title for card in cards] == [BRIDGE.text]


def test_where_no_quote_can_be_shown_the_article_is_named() -> None:
    (card,) = make_cards(answer(quote(article("Very long. " * 1000))))
    assert is_note(card)
    assert "too long to show here" in card.title


def test_a_story_is_a_card_with_its_headline() -> None:
    lead = quote(BRIDGE, "The bridge opened on Monday.")
    stories = replace(answer(lead), kind=QuestionKind.BROWSE)
    (card,) = make_cards(stories)
    assert card.title == "A bridge opens"
    assert card.description.splitlines()[1] == "The bridge opened on Monday."
    assert quotes(sent(card.message)) == ["The bridge opened on Monday."]
    assert "A bridge opens" in card.message.text
    assert "7 January 2026" in card.message.text


def test_what_is_only_near_says_so_before_it_is_sent() -> None:
    (card,) = make_cards(replace(answer(quote(BRIDGE)), is_nearest=True))
    assert card.description == "The nearest I have: The Example · 7 January 2026"


def test_a_refusal_is_one_card_that_says_why() -> None:
    (card,) = make_cards(answer(missing=("bridge",)))
    assert is_note(card)
    assert card.title == "None of the articles mentions “bridge”."
    assert card.description == "Check how it is spelt, or try other words for it."
    assert "1 article, from 7 January 2026" in card.message.text


def test_without_articles_the_card_says_that_there_are_none() -> None:
    (card,) = make_cards(answer(stats=NO_ARTICLES))
    assert "no articles" in card.title


def test_a_greeting_offers_questions() -> None:
    courtesy = replace(answer(question="hello"), kind=QuestionKind.COURTESY)
    (card,) = make_cards(courtesy, ["When did the bridge open?"])
    assert "When did the bridge open?" in card.message.text


def test_credits_are_in_the_language_of_the_reader() -> None:
    with use_language("de"):
        (card,) = make_cards(answer(quote(BRIDGE)))
    assert card.description == "The Example · 7. Januar 2026"


def test_a_card_whose_message_shows_nothing_sends_a_calm_line_instead(
    caplog: pytest.LogCaptureFixture,
) -> None:
    result = convert_card(Card("1", "Title", "", Reply("\u3164")))
    content = result.input_message_content
    assert isinstance(content, InputTextMessageContent)
    assert "not your fault (incident " in content.message_text
    assert "shows nothing" in caplog.text
