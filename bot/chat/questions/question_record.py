"""Question record: what is noted of a question while it is handled, for its line in the log.

A record is the current one while an update is handled, in all that runs for it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum

from bot.answers.answer import Answer
from bot.answers.kinds.courtesy import UNSEARCHED_KINDS
from bot.answers.question.kind import QuestionKind
from bot.answers.verification.verification import Verification
from bot.errors import UnavailableError


class QuestionOutcome(StrEnum):
    """What became of a question; of two that are noted, the later one here counts."""

    ANSWERED = "answered"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    TOO_SLOW = "too_slow"
    FAILED = "failed"
    DROPPED = "dropped"


class Stage(StrEnum):
    """What a question spends its time on.

    It waits for its chat's turn and for a worker, is searched for, rendered and sent.
    """

    QUEUE = "queue"
    WORKER = "worker"
    SEARCH = "search"
    RENDER = "render"
    SEND = "send"


_RANKS = {outcome: rank for rank, outcome in enumerate(QuestionOutcome)}


class QuestionRecord:
    """What is known so far of the question that an update asks, if it asks any.

    ``outcome`` is None until something was searched or failed. ``seconds`` are those that each
    stage took, in all.
    """

    def __init__(self) -> None:
        self.outcome: QuestionOutcome | None = None
        self.reason = ""
        self.kind = ""
        self.language = ""
        self.quote_count = 0
        self.seconds: dict[Stage, float] = {}

    def note(self, outcome: QuestionOutcome, reason: str = "") -> None:
        """Note an outcome, unless a graver one is noted."""
        if self.outcome is None or _RANKS[outcome] >= _RANKS[self.outcome]:
            self.outcome, self.reason = outcome, reason

    def note_answer(self, answer: Answer) -> None:
        """Note the kind, the language and the outcome of an answer."""
        self.kind, self.language = answer.kind.value, answer.language
        self.quote_count = len(answer.quotes)
        reason = explain_refusal(answer)
        self.note(QuestionOutcome.REFUSED if reason else QuestionOutcome.ANSWERED, reason)

    def note_verification(self, verification: Verification) -> None:
        """Note how many sentences of a text are in the articles."""
        self.kind, self.language = "verification", verification.language
        self.quote_count = sum(check.quote is not None for check in verification.checks)
        self.note(QuestionOutcome.ANSWERED)

    def measure(self, stage: Stage, seconds: float) -> None:
        """Add the time that a stage took."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


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
    """Add the time that the block takes to a stage of the current question."""
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


def explain_refusal(answer: Answer) -> str:
    """Return why an answer has no quotes, empty where it has some or needs none."""
    if answer.quotes or answer.kind in UNSEARCHED_KINDS:
        return ""
    if not answer.stats.articles:
        return "no_articles"
    if answer.kind == QuestionKind.ARTICLE:
        return "unknown_address"
    if answer.kind == QuestionKind.BROWSE:
        return "no_article_of_days"
    if answer.missing_language:
        return "other_language"
    if answer.missing:
        return "unknown_words"
    last, asked = answer.stats.last, answer.fit.range
    if last and asked and asked.first and asked.first > last:
        return "after_newest"
    return "no_sentence"
