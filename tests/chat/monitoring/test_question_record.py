"""What counts of what was noted of a question."""

import pytest

from bot.chat.monitoring.question_record import (
    QuestionOutcome,
    QuestionRecord,
    Stage,
    get_record,
    measure_stage,
    note_delay,
    use_record,
)
from bot.errors import UnavailableError
from tests.chat.samples import answer, article, quote

ANSWERED = answer(quote(article()))
REFUSED = answer(missing=("private",))


def test_the_gravest_outcome_counts_whatever_comes_after_it() -> None:
    record = QuestionRecord()
    record.note_answer(ANSWERED)
    record.note(QuestionOutcome.DROPPED, "chat_closed")
    record.note(QuestionOutcome.FAILED, "incident 1")
    assert (record.outcome, record.reason) == (QuestionOutcome.DROPPED, "chat_closed")


def test_the_last_of_several_searches_is_the_answer() -> None:
    record = QuestionRecord()
    record.note_answer(REFUSED)
    assert (record.outcome, record.reason) == (QuestionOutcome.REFUSED, "unknown_words")
    record.note_answer(ANSWERED)
    assert (record.outcome, record.reason) == (QuestionOutcome.ANSWERED, "")
    assert record.quote_count == 1


def test_an_outcome_keeps_its_reason_where_it_is_noted_again_without_a_reason() -> None:
    record = QuestionRecord()
    record.note(QuestionOutcome.TOO_SLOW, "worker")
    record.note(QuestionOutcome.TOO_SLOW)
    assert record.reason == "worker"


@pytest.mark.parametrize(
    ("error", "outcome", "reason"),
    [
        (TimeoutError(), QuestionOutcome.TOO_SLOW, "search"),
        (UnavailableError("away"), QuestionOutcome.UNAVAILABLE, ""),
        (ZeroDivisionError(), None, ""),
    ],
)
def test_what_fails_is_noted_timed_and_passed_on(
    error: Exception, outcome: QuestionOutcome | None, reason: str
) -> None:
    record = QuestionRecord()
    with pytest.raises(type(error)), use_record(record), note_delay(Stage.SEARCH):
        raise error
    assert (record.outcome, record.reason) == (outcome, reason)
    assert record.seconds.keys() == {Stage.SEARCH}


def test_a_stage_adds_up_and_nothing_is_kept_outside_of_an_update() -> None:
    record = QuestionRecord()
    with use_record(record):
        for _ in range(2):
            with measure_stage(Stage.SEND):
                pass
        record.measure(Stage.SEND, 5)
    assert record.seconds[Stage.SEND] >= 5
    with measure_stage(Stage.SEND):
        get_record().note(QuestionOutcome.FAILED)
    assert get_record().outcome is None
