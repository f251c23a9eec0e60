"""The messages that are sent unasked."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer, Quote
from bot.answers.question.kind import QuestionKind
from bot.chat.follows.digest_notice import write_digest_notice
from bot.chat.follows.match_notice import write_match_notice
from bot.chat.rich_text import MOST_ENTITIES, MOST_UNITS, Reply, count_units
from bot.language.span import Span
from bot.localization.current import use_language
from tests.chat.samples import ONE_ARTICLE, article, quote

DAY = date(2026, 3, 19)


def digest(*quotes: Quote) -> Answer:
    return Answer("", date(2026, 3, 20), quotes, (), ONE_ARTICLE, kind=QuestionKind.BROWSE)


def check_sendable(reply: Reply) -> None:
    assert 0 < count_units(reply.text) <= MOST_UNITS
    assert len(reply.entities) <= MOST_ENTITIES
    assert all(0 <= e.offset < e.offset + e.length <= count_units(reply.text)
               for e in reply.entities)  # fmt: skip


def test_a_notice_names_its_topic_above_the_quote_and_the_source_below() -> None:
    notice = write_match_notice(
        7, "bridge opening", [quote(article(), "It cost 14 million euros.")]
    )
    lines = notice.text.splitlines()
    assert lines[0] == "New on “bridge opening”:"
    assert "It cost 14 million euros." in lines
    assert lines[-1] == "The Example · 7 January 2026"
    assert [[button.data for button in row] for row in notice.keyboard] == [["1|uf|7"]]


def test_the_newest_quote_comes_first() -> None:
    quotes = [quote(article(f"It is {day}.", published=date(2026, 1, day))) for day in (3, 9, 6)]
    text = write_match_notice(1, "days", quotes).text
    assert text.index("It is 9.") < text.index("It is 6.") < text.index("It is 3.")


def test_a_digest_lists_stories_below_its_day() -> None:
    notice = write_digest_notice(digest(quote(article(published=DAY))), DAY)
    assert notice.text.splitlines()[0] == "The stories of 19 March 2026, the most covered first:"
    assert "A bridge opens" in notice.text
    assert [[button.data for button in row] for row in notice.keyboard] == [["1|dg|stop"]]


TEXT = st.text(min_size=1, max_size=1500)


@given(TEXT, st.lists(TEXT, min_size=1, max_size=12), st.sampled_from(["en", "de", "ar", "zh"]))
def test_anything_that_is_told_fits_a_message(topic: str, texts: list[str], language: str) -> None:
    quotes = [
        Quote(article(text, title=text[:99], published=DAY), Span(0, len(text)), 0.0)
        for text in texts
    ]
    with use_language(language):
        check_sendable(write_match_notice(10**9, topic, quotes))
        check_sendable(write_digest_notice(digest(*quotes), DAY))
