from dataclasses import replace
from datetime import date

import pytest

from bot.answers.question.time_focus import TimeFit
from bot.chat.reply import render
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
            "I have nothing on this from 3 to 9 January 2026; the nearest is from 12 January.",
        ),
        (
            TimeFit(days("2025-12-01", "2025-12-31"), NEW),
            "I have nothing on this from December 2025; the nearest is from 7 January 2026.",
        ),
        (
            TimeFit(days("2025-12-29", "2026-01-04"), NEW),
            (
                "I have nothing on this from 29 December 2025 to 4 January 2026; "
                "the nearest is from 7 January 2026."
            ),
        ),
        (
            TimeFit(days("2026-01-09", ""), NEW),
            "I have nothing on this since 9 January 2026; the nearest is from 7 January.",
        ),
        (
            TimeFit(days("", "2019-12-31"), NEW),
            "I have nothing on this up to 31 December 2019; the nearest is from 7 January 2026.",
        ),
        (
            TimeFit(days("2026-02-20", "2026-02-20"), NEW, NEW),
            "I have nothing newer than 7 January 2026.",
        ),
        (
            TimeFit(days("2026-01-05", "2026-01-11"), date(2025, 3, 1), NEW),
            (
                "I have nothing newer than 7 January 2026. I have nothing on this from 5 to 11 "
                "January 2026; the nearest is from 1 March 2025."
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


def test_a_refusal_begins_with_the_same_line() -> None:
    lines = render(replace(answer(missing=("gold",)), fit=TimeFit(newest=NEW))).text.splitlines()
    assert lines[:2] == [
        "I have nothing newer than 7 January 2026.",
        "The articles do not answer this.",
    ]
