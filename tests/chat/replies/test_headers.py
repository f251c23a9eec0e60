from dataclasses import replace
from datetime import date

import pytest

from bot.answers.answer import Correction
from bot.answers.question.kind import QuestionKind
from bot.answers.question.time_focus import TimeFit
from bot.chat.replies.rendering import render
from bot.chat.rich_text import count_units
from bot.language.temporal.calendar import DayRange
from tests.chat.samples import answer, article, quote

NEW = date(2026, 1, 7)


def render_with(fit: TimeFit) -> str:
    return render(replace(answer(quote(article())), fit=fit)).text


def first_line(fit: TimeFit) -> str:
    return render_with(fit).splitlines()[0]


def days(first: str, last: str) -> DayRange:
    ends = [date.fromisoformat(day) if day else None for day in (first, last)]
    return DayRange(*ends)


@pytest.mark.parametrize(
    ("fit", "line"),
    [
        (TimeFit(newest=NEW), "I have nothing newer than 7 January 2026."),
        (
            TimeFit(days("2026-01-03", "2026-01-09"), date(2026, 1, 12)),
            "Nothing on this from 3 to 9 January; the nearest is from 12 January.",
        ),
        (
            TimeFit(days("2025-12-01", "2025-12-31"), NEW),
            "Nothing on this from December 2025; the nearest is from 7 January.",
        ),
        (
            TimeFit(days("2025-12-29", "2026-01-04"), NEW),
            (
                "Nothing on this from 29 December 2025 to 4 January 2026; "
                "the nearest is from 7 January."
            ),
        ),
        (
            TimeFit(days("2026-01-09", ""), NEW),
            "Nothing on this since 9 January; the nearest is from 7 January.",
        ),
        (
            TimeFit(days("", "2019-12-31"), NEW),
            "Nothing on this up to 31 December 2019; the nearest is from 7 January.",
        ),
        (
            TimeFit(days("2026-02-20", "2026-02-20"), NEW, NEW),
            "I have nothing newer than 7 January 2026.",
        ),
        (
            TimeFit(days("2026-01-05", "2026-01-11"), date(2025, 3, 1), NEW),
            (
                "I have nothing newer than 7 January 2026. Nothing on this from 5 to 11 January; "
                "the nearest is from 1 March 2025."
            ),
        ),
    ],
)
def test_the_first_line_says_what_there_is_nothing_of(fit: TimeFit, line: str) -> None:
    assert first_line(fit) == line
    assert render_with(fit).split("\n\n")[1].startswith("The bridge opened")


def test_where_the_days_fit_nothing_is_said() -> None:
    assert first_line(TimeFit(days("2026-01-03", "2026-01-09"))).startswith("The bridge opened")


def test_entities_come_after_the_line_and_the_message_keeps_its_limit() -> None:
    long = replace(answer(quote(article("x" * 4000)), quote(article())), fit=TimeFit(newest=NEW))
    reply = render(long)
    assert count_units(reply.text) <= 4096
    shown = reply.text.encode("utf-16-le")
    spans = [shown[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")
             for e in reply.entities if "blockquote" in e.type]  # fmt: skip
    assert spans == ["x" * 4000] or spans == [article().text]


def test_corrected_words_are_said() -> None:
    corrections = (Correction("Zelinsky", "Zelensky"), Correction("Kyjiv", "Kyiv"))
    corrected = replace(answer(quote(article())), corrections=corrections)
    assert render(corrected).text.splitlines()[0] == "Searched for Zelensky and Kyiv."


def test_quotes_that_are_only_near_are_marked_as_the_nearest() -> None:
    near = replace(answer(quote(article())), is_nearest=True)
    assert render(near).text.splitlines()[0] == "The nearest I have:"


def test_days_of_which_there_is_nothing_at_all_are_said_without_a_matter() -> None:
    fit = TimeFit(days("2026-02-03", "2026-02-03"), NEW)
    browsed = replace(answer(quote(article())), kind=QuestionKind.BROWSE, fit=fit)
    line = render(browsed).text.splitlines()[0]
    assert line == "Nothing from 3 February; the nearest is from 7 January."
