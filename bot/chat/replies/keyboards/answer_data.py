"""Answer data: what the buttons below an answer send back.

The version, what the button does, the day of the question, the question's digest, and arguments.
"""

from datetime import date, datetime
from enum import StrEnum

from bot.chat.keyboard import digest_question, encode_data
from bot.language.span import Span

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class AnswerAction(StrEnum):
    """What a button below an answer does; ``ANSWER`` leads back to it."""

    ANSWER = "b"
    REMAINDER = "m"
    CONTEXT = "c"
    TIMELINE = "t"
    SOURCES = "s"
    STORY = "n"
    SUGGESTION = "d"
    ORIGIN = "o"
    FOLLOW = "f"
    VOTE = "v"
    REMOVE = "x"


def encode_answer_data(action: AnswerAction, question: str, day: date, *arguments: str) -> str:
    """Return the data of a button below the answer to ``question``, asked on ``day``."""
    return encode_data(action, day.strftime("%Y%m%d"), digest_question(question), *arguments)


def parse_day(text: str) -> date | None:
    """Return the day in a button's data, None where it is none."""
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007
    except ValueError:
        return None


def encode_span(span: Span) -> tuple[str, str]:
    """Return the start and the length of a span, as short as possible."""
    return _encode_number(span.start), _encode_number(span.end - span.start)


def decode_span(start: str, length: str) -> Span | None:
    """Return a span, None where the two texts stand for none."""
    try:
        first, size = int(start, 36), int(length, 36)
    except ValueError:
        return None
    return Span(first, first + size) if first >= 0 and size > 0 else None


def _encode_number(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits
