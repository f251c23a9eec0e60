from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Quote
from bot.answers.views.survey import Survey
from bot.chat.replies.views.timeline_view import DAYS_PER_PAGE, TimelinePage, render_timeline
from bot.chat.rich_text import Reply
from bot.localization.current import use_language
from tests.chat.replies.sending import any_quote, links, parts, sent
from tests.chat.replies.views.drawing import LANGUAGES, bare
from tests.chat.samples import answer, article, quote
from tests.newsroom import TODAY, newsroom_answerer
from tests.telegram.client import quotes
from tests.telegram.shapes import Message

FIRST = date(2026, 1, 7)


def make_survey(count: int, lead: int = 0) -> Survey:
    """Return a survey of as many days, of which one has the answer."""
    by_day = tuple(
        quote(
            replace(
                article(f"Sentence {number}.", source=f"Paper {number}"),
                published=FIRST + timedelta(number),
            )
        )
        for number in range(count)
    )
    return Survey(answer(by_day[lead]), by_day, by_day[lead : lead + 1])


def show(page: TimelinePage) -> Message:
    return sent(Reply(page.message.text, page.message.entities))


def test_each_day_has_its_quote_and_below_it_its_source_the_oldest_first() -> None:
    message = show(render_timeline(make_survey(3, lead=1)))
    assert message["text"] == (
        "7 January 2026\nSentence 0.\nPaper 0\n\n"
        "8 January 2026 · the answer\nSentence 1.\nPaper 1\n\n"
        "9 January 2026\nSentence 2.\nPaper 2"
    )
    assert parts(message, "bold") == [
        "7 January 2026", "8 January 2026 · the answer", "9 January 2026",
    ]  # fmt: skip
    assert quotes(message) == ["Sentence 0.", "Sentence 1.", "Sentence 2."]
    assert set(links(message)) == {"Paper 0", "Paper 1", "Paper 2"}


def test_relative_dates_are_explained_behind_the_source() -> None:
    monday = quote(article("The bridge opened on Monday."))
    message = show(render_timeline(Survey(answer(monday), (monday,), (monday,))))
    assert message["text"].splitlines()[-1] == "The Example [Monday = 5 January]"


def test_a_long_timeline_opens_at_the_answer_and_is_walked_page_by_page() -> None:
    survey = make_survey(12, lead=7)
    first = render_timeline(survey)
    assert (first.number, first.count) == (2, 3)
    assert first.has_older
    assert first.has_newer
    assert quotes(show(first)) == [f"Sentence {number}." for number in range(5, 10)]
    pages = [render_timeline(survey, number) for number in (1, 2, 3)]
    assert [text for page in pages for text in quotes(show(page))] == [
        f"Sentence {number}." for number in range(12)
    ]
    assert [page.has_older for page in pages] == [False, True, True]
    assert [page.has_newer for page in pages] == [True, True, False]


def test_a_page_beyond_the_last_or_before_the_first_is_the_nearest() -> None:
    survey = make_survey(12)
    assert render_timeline(survey, 99) == render_timeline(survey, 3)
    assert render_timeline(survey, -1) == render_timeline(survey, 1)


def test_a_day_that_cannot_be_sent_whole_is_left_out() -> None:
    survey = make_survey(3)
    unsendable = [quote(article(text)) for text in ("x" * 5000, "Half \ud83d of one.", " \n ")]
    longer = replace(survey, by_day=(*unsendable, *survey.by_day))
    assert quotes(show(render_timeline(longer))) == [f"Sentence {number}." for number in range(3)]
    only = render_timeline(replace(survey, by_day=tuple(unsendable)))
    assert only.message.text == "None of these sentences can be shown here."
    assert (only.number, only.count) == (1, 1)


def test_the_timeline_of_a_real_answer_marks_the_day_of_its_quote() -> None:
    survey = newsroom_answerer().survey("Who stole The Blue Heron?", TODAY)
    message = show(render_timeline(survey))
    assert parts(message, "bold") == [
        "26 February 2026", "27 February 2026", "18 March 2026 · the answer", "19 March 2026",
    ]  # fmt: skip


@given(
    language=st.sampled_from(LANGUAGES),
    by_day=st.lists(any_quote(), max_size=9).map(tuple),
    number=st.none() | st.integers(-1, 12),
)
def test_any_page_keeps_telegrams_limits_and_every_quote_is_verbatim(
    language: str, by_day: tuple[Quote, ...], number: int | None
) -> None:
    survey = Survey(answer(*by_day[1:2]), by_day, by_day[1:2])
    with use_language(language):
        page = render_timeline(survey, number)
        message = show(page)
        assert 1 <= page.number <= page.count
        assert len(quotes(message)) <= DAYS_PER_PAGE
        texts = [
            bare(text)
            for each in range(1, page.count + 1)
            for text in quotes(show(render_timeline(survey, each)))
        ]
    wanted = [bare(each.text) for each in by_day]
    assert all(text in wanted for text in texts if text)
    assert len(texts) <= len(wanted)
