import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from telegram import Update

from bot.chat.transport.inbound import question_tracker
from bot.chat.transport.inbound.question_tracker import QuestionTracker


def update(
    number: int, message: int, *, chat: str = "private", kind: str = "message", age: float = 0
) -> Update:
    date = datetime.now(UTC) - timedelta(seconds=age)
    body = {
        "message_id": message,
        "date": int(date.timestamp()),
        "chat": {"id": 5 if chat == "private" else -5, "type": chat},
        "text": "Who?",
    }
    return Update.de_json({"update_id": number, kind: body}, None)


@pytest.fixture
def tracker() -> QuestionTracker:
    return QuestionTracker()


def test_an_answer_right_below_its_question_needs_no_quote(tracker: QuestionTracker) -> None:
    question = update(1, 100)
    tracker.note_arrival(question)
    assert not tracker.needs_quote(question)


def test_a_second_message_in_answer_to_a_question_needs_none(tracker: QuestionTracker) -> None:
    question = update(1, 100)
    tracker.note_arrival(question)
    tracker.note_message(5, 101, question=100)
    assert not tracker.needs_quote(question)


def test_a_later_question_makes_quotes_necessary_for_both(tracker: QuestionTracker) -> None:
    first, second = update(1, 100), update(2, 101)
    tracker.note_arrival(first)
    tracker.note_arrival(second)
    assert tracker.needs_quote(first)
    tracker.note_message(5, 102, question=100)
    assert tracker.needs_quote(second)


def test_an_edited_question_that_is_still_last_needs_none(tracker: QuestionTracker) -> None:
    tracker.note_arrival(update(1, 100))
    edit = update(2, 100, kind="edited_message", age=3600)
    tracker.note_arrival(edit)
    assert not tracker.needs_quote(edit)


def test_a_group_always_needs_a_quote(tracker: QuestionTracker) -> None:
    question = update(1, 100, chat="supergroup")
    tracker.note_arrival(question)
    assert tracker.needs_quote(question)


def test_a_late_answer_needs_a_quote(
    tracker: QuestionTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = update(1, 100)
    tracker.note_arrival(question)
    later = time.monotonic() + 21
    monkeypatch.setattr(question_tracker, "time", SimpleNamespace(monotonic=lambda: later))
    assert tracker.needs_quote(question)


def test_what_waited_at_telegram_needs_a_quote(tracker: QuestionTracker) -> None:
    question = update(1, 100, age=600)
    tracker.note_arrival(question)
    assert tracker.needs_quote(question)


def test_a_clock_that_differs_a_little_makes_no_difference(tracker: QuestionTracker) -> None:
    for number, age in enumerate((60, -3600)):
        question = update(number, 100 + number, age=age)
        tracker.note_arrival(question)
        assert not tracker.needs_quote(question)


def test_what_waited_for_a_restart_needs_a_quote(tracker: QuestionTracker) -> None:
    question = update(1, 100)
    tracker.note_return(question)
    assert tracker.needs_quote(question)


def test_what_is_not_known_needs_a_quote(tracker: QuestionTracker) -> None:
    assert tracker.needs_quote(update(1, 100))
