from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.question.filters.operators import Filters, ParsedOperators, parse_operators

ORIGINS = ("bbc.co.uk", "Talmor Times")


@pytest.mark.parametrize(
    ("question", "parsed"),
    [
        ('who said "fully open" today', ParsedOperators(
            'who said "fully open" today', Filters(phrases=("fully open",)))),
        ("bridge -ferry", ParsedOperators("bridge", Filters(exclusions=("ferry",)))),
        ("bridge source:bbc", ParsedOperators(
            "bridge", Filters(sources=frozenset({"bbc.co.uk"})))),
        ("bridge before:2026-01-07 after:2025", ParsedOperators(
            "bridge", Filters(since=date(2026, 1, 1), until=date(2026, 1, 6)))),
        ("bridge OR tunnel open", ParsedOperators(
            "bridge open", either=(("bridge", "tunnel"),))),
    ],
)  # fmt: skip
def test_an_operator_is_read(question: str, parsed: ParsedOperators) -> None:
    if parsed.either:
        assert parse_operators(question, ORIGINS).either == parsed.either
    else:
        assert parse_operators(question, ORIGINS) == parsed


@pytest.mark.parametrize(
    "question",
    ["bridge source:nowhere", "before:soon", "-ferry", 'a "', "OR", "OR bridge", "bridge OR",
     "before:2026-13-45", "-5 degrees", "a well-known bridge", '""', "source:bbc"],
)  # fmt: skip
def test_an_operator_used_wrongly_is_words(question: str) -> None:
    assert parse_operators(question, ORIGINS) == ParsedOperators(question)


@given(st.text(alphabet='ab "-:OR0129sourcebefaft', max_size=60))
def test_no_question_is_an_error(question: str) -> None:
    parsed = parse_operators(question, ORIGINS)
    assert bool(parsed.text.strip()) == bool(question.strip())
