"""Question record: what is noted of a question while it is handled.

A record is the current one while an update is handled, in all that runs for it. What was noted
becomes a line in the log and is counted, both when the update ends.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum

from bot.answers.answer import Answer
from bot.answers.verification.verification import Verification
from bot.chat.monitoring.refusal_reasons import find_refusal_reason
from bot.errors import UnavailableError


class Stage(StrEnum):
    """The stages between a message and its answer.

    It waits for its chat's turn and for a worker, is searched for, rendered and sent.
    """

    QUEUE = "queue"
    WORKER = "worker"
    SEARCH = "search"
    RENDER = "render"
    SEND = "send"


class QuestionOutcome(StrEnum):
    """What became of a question; of two that are noted, the later one here counts."""

    ANSWERED = "answered"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    TOO_SLOW = "too_slow"
    FAILED = "failed"
    DROPPED = "dropped"


class QuestionPlace(StrEnum):
    """Where a question was asked; inline and as a guest, it is answered with cards."""

    PRIVATE = "private"
    GROUP = "group"
    BUTTON = "button"
    INLINE = "inline"
    GUEST = "guest"


_RANKS = {outcome: rank for rank, outcome in enumerate(QuestionOutcome)}
_ANSWERS = (QuestionOutcome.ANSWERED, QuestionOutcome.REFUSED)


class QuestionRecord:
    """What is known so far of the question that an update asks, if it asks any.

    ``outcome`` is None until something was searched or failed. ``seconds`` are those that each
    stage took, in all; stages are measured of every update.
    """

    def __init__(self) -> None:
        self.is_question = False
        self.outcome: QuestionOutcome | None = None
        self.reason = ""
        self.kind = ""
        self.language = ""
        self.quote_count = 0
        self.seconds: dict[Stage, float] = {}

    def note_question(self) -> None:
        """Note that the update asks a question."""
        self.is_question = True

    def note(self, outcome: QuestionOutcome, reason: str = "") -> None:
        """Note an outcome, unless a graver one is noted; without a reason, keep the same one's."""
        if outcome == self.outcome:
            self.reason = reason or self.reason
        elif self.outcome is None or _RANKS[outcome] > _RANKS[self.outcome]:
            self.outcome, self.reason = outcome, reason

    def note_answer(self, answer: Answer) -> None:
        """Note the kind, the language and the outcome of an answer, in place of an earlier one."""
        reason = find_refusal_reason(answer)
        outcome = QuestionOutcome.REFUSED if reason else QuestionOutcome.ANSWERED
        self._describe(answer.kind.value, answer.language, len(answer.quotes))
        self.note(outcome, reason or "")

    def note_verification(self, verification: Verification) -> None:
        """Note how many sentences of a text are in the articles."""
        count = sum(check.quote is not None for check in verification.checks)
        self._describe("verification", verification.language, count)
        self.note(QuestionOutcome.ANSWERED)

    def measure(self, stage: Stage, seconds: float) -> None:
        """Add the time that a stage took."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def _describe(self, kind: str, language: str, quote_count: int) -> None:
        self.kind, self.language, self.quote_count = kind, language, quote_count
        if self.outcome in _ANSWERS:
            self.outcome, self.reason = None, ""


_current: ContextVar[QuestionRecord | None] = ContextVar("question_record", default=None)


@contextmanager
def use_record(record: QuestionRecord) -> Iterator[None]:
    """Make a record the current one inside the block."""
    token = _current.set(record)
    try:
        yield
    finally:
        _current.reset(token)


def get_record() -> QuestionRecord:
    """Return the current record, one that nobody reads where there is none."""
    return _current.get() or QuestionRecord()


@contextmanager
def measure_stage(stage: Stage) -> Iterator[None]:
    """Add the time that the block takes to a stage of the current question, however it ends."""
    start = time.perf_counter()
    try:
        yield
    finally:
        get_record().measure(stage, time.perf_counter() - start)


@contextmanager
def note_delay(stage: Stage) -> Iterator[None]:
    """Do the same, and note it where the stage takes too long or no engine can search."""
    try:
        with measure_stage(stage):
            yield
    except TimeoutError:
        get_record().note(QuestionOutcome.TOO_SLOW, stage.value)
        raise
    except UnavailableError:
        get_record().note(QuestionOutcome.UNAVAILABLE)
        raise
