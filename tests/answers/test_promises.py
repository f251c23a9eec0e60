"""What holds of every answer, whatever is asked."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.answer import Answer, Quote, Turn
from bot.answers.question.kind import QuestionKind
from tests.newsroom import ARTICLES, TODAY, newsroom_answerer

STORY_KINDS = (QuestionKind.TOPIC, QuestionKind.BROWSE)
SILENT_KINDS = (QuestionKind.COURTESY, QuestionKind.ABOUT_BOT, QuestionKind.EMPTY)
MAX_SENTENCE_QUOTES = 3
MAX_STORIES = 5

PARTS = (
    "bridge", "Oskarvik", "Carrow", "carow", "Pellworth", "Mila Vance", "the", "who is", "why did",
    "What happened on 7 March?", "did", "latest on", "news", "yesterday", "last week", "2026",
    '"death toll"', '"', "-election", "-", "OR", "source:lantern", "source:", "before:2026-03-10",
    "before:soon", "after:2026-03-01", "after:2026-13-45", "according to the Courier", "and", "?",
    "!!!", "🙂", "👩‍👩‍👧",
    "מה קרה", "ماذا حدث", "\u202e", "\u200d", "\x00", "東京", "NOT", "(", ")", "*", "~",
    "thanks", "hi", "please", "who are you", "and when?", "what about Marenne?", "he", "14,000",
    "4.25%", "\n", "\t", "’", "ＷＨＯ", "ﬁre", "s" * 400,
)  # fmt: skip

QUESTIONS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=12).map(" ".join),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join),
)
DAYS = st.integers(0, 40).map(lambda days: TODAY - timedelta(days=days))


def overlap(left: Quote, right: Quote) -> bool:
    if left.article.id != right.article.id:
        return False
    return left.span.start < right.span.end and right.span.start < left.span.end


def check_answer(answer: Answer, at: date) -> None:
    articles = {article.id: article for article in ARTICLES}
    quotes = (*answer.quotes, *answer.more)
    for quote in quotes:
        article = articles[quote.article.id]
        start, end = quote.span.start, quote.span.end
        assert 0 <= start < end <= len(article.text)
        assert quote.text == article.text[start:end]
        assert article.published <= at
        assert all(one.published <= at for one in quote.confirmations)
        if quote.highlight is not None:
            assert start <= quote.highlight.start < quote.highlight.end <= end
    for left, right in combinations(quotes, 2):
        assert not overlap(left, right)
    assert all(value.article.published <= at for value in answer.differing_values)
    assert answer.closest is None or answer.closest.published <= at
    if answer.kind in SILENT_KINDS:
        assert quotes == ()
    limit = MAX_STORIES if answer.kind in STORY_KINDS else MAX_SENTENCE_QUOTES
    assert len(answer.quotes) <= limit
    assert answer.quotes or not answer.more


@given(QUESTIONS, DAYS)
def test_every_quote_of_every_answer_is_a_slice_of_an_article_that_was_there(
    question: str, at: date
) -> None:
    check_answer(newsroom_answerer().answer(question, at), at)


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(QUESTIONS, max_size=3), QUESTIONS)
def test_the_same_holds_behind_any_conversation(before: Sequence[str], question: str) -> None:
    answerer = newsroom_answerer()
    turns: tuple[Turn, ...] = ()
    for earlier in before:
        turns += (Turn(earlier, answerer.answer(earlier, TODAY, turns).quotes),)
    check_answer(answerer.answer(question, TODAY, turns), TODAY)


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in the collapse of the bridge of Oskarvik? " * 62,
        "x" * 4000,
        "bridge " * 570,
        "🙂" * 4000,
        "\u202eגשר אוסקרוויק" * 300,
        '"bridge" -"tower" OR ' * 190,
        "source:lantern " * 260,
        "\ud800 bridge \udfff",
    ],
    ids=["sentences", "one word", "a word again", "emoji", "right to left", "operators",
         "sources", "lone surrogates"],
)  # fmt: skip
def test_what_fills_a_whole_message_is_answered_or_refused(question: str) -> None:
    check_answer(newsroom_answerer().answer(question, TODAY), TODAY)


PADDED_QUESTIONS = (
    "How many people died in the collapse of the Oskarvik bridge?",
    "Who won the election in Valdoria?",
    "Why did Petra Holm resign?",
    "Did Norwing and its pilots agree?",
    "How much is the reward of the Terrano museum?",
    "When was Halden-3 launched?",
)
PADDING = (
    ("Hello, could you please tell me: ", ""),
    ("Hi there! ", " Thanks a lot in advance!"),
    ("I would like to know ", ""),
    ("", " Thanks a lot in advance, you would make my grandmother very happy."),
    ("Sorry to bother you again, but I was wondering about this over dinner last night. ",
     " Many thanks and have a nice day!"),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after"), PADDING)
@pytest.mark.parametrize("question", PADDED_QUESTIONS)
def test_politeness_changes_neither_the_first_quote_nor_whether_there_is_one(
    question: str, before: str, after: str
) -> None:
    answerer = newsroom_answerer()
    plain = answerer.answer(question, TODAY)
    padded = answerer.answer(f"{before}{question}{after}", TODAY)
    assert plain.quotes
    assert padded.quotes
    assert padded.quotes[0].text == plain.quotes[0].text


@pytest.mark.parametrize(
    "message",
    ["hi", "Hello!", "good morning", "thanks", "Thank you so much!", "bye", "who are you?",
     "what can you do", "help", "Hey 👋", "ok thanks", "How are you?"],
)  # fmt: skip
def test_courtesy_is_never_answered_with_quotes(message: str) -> None:
    answer = newsroom_answerer().answer(message, TODAY)
    assert (answer.quotes, answer.more, answer.closest) == ((), (), None)
    assert answer.kind in SILENT_KINDS


def test_what_is_hardly_sure_is_shown_as_the_nearest_only() -> None:
    answerer = newsroom_answerer()
    assert answerer.trace("How many died in the Zephyrline crash?", TODAY).is_nearest
    assert not answerer.answer("Why did Petra Holm resign?", TODAY).is_nearest


@pytest.mark.parametrize(
    "question", ["How many died in the Zephyrline crash?", "Did the minister Gorvath resign?"]
)
def test_a_name_that_occurs_nowhere_is_a_reason_to_refuse(question: str) -> None:
    answer = newsroom_answerer().answer(question, TODAY)
    assert (answer.quotes, answer.more) == ((), ())
    assert answer.missing


def test_the_closest_article_has_the_word_that_weighs_most() -> None:
    answerer = newsroom_answerer()
    article = answerer.answer("Is Petra Holm a Martian dentist?", TODAY).closest
    assert article is None
    assert answerer.answer("Why did Zephyrline crash near the harbour?", TODAY).closest is None


def test_a_second_quote_shares_something_with_the_question() -> None:
    answerer = newsroom_answerer()
    assert len(answerer.answer("How many houses burned down near Pellworth?", TODAY).quotes) == 2
    (quote,) = answerer.answer("Who is Karin Dahl?", TODAY).quotes
    assert "chief executive, Karin Dahl" in quote.text
