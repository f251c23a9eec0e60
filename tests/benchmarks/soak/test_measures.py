import math

import pytest

from benchmarks.soak.journal import Arrival, Journal, Request, RequestKind
from benchmarks.soak.measures import measure_memory, measure_phase, percentile
from benchmarks.soak.processes import CORES, HARNESS, Sample
from benchmarks.soak.promises import judge_ceiling, judge_steady, promise_none
from bot.chat.executor import TOO_SLOW


def sample(at: float, memory: float = 100.0, bot: float = 0.0, busy: float = 0.0) -> Sample:
    return Sample(at, memory, memory / 2, 1, {"bot": bot, HARNESS: at / 10}, busy, 0.25, 1)


def question(latency: float | None, text: str = "It rained.") -> Request:
    arrivals = [] if latency is None else [Arrival(1 + latency, 5, text)]
    return Request(RequestKind.QUESTION, "steady", 1, 1, arrivals=arrivals)


def test_a_percentile_is_a_value_that_occurs() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert [percentile(values, share) for share in (0.5, 0.95, 0.99)] == [50, 95, 99]
    assert percentile([], 0.5) == 0


def test_one_question_in_fifty_without_an_answer_makes_p99_endless() -> None:
    questions = [*[question(0.1)] * 49, question(None)]
    measure = measure_phase(questions, [], 10, 5)
    assert measure.p50 == pytest.approx(0.1)
    assert math.isinf(measure.p99)
    assert measure.unanswered == 1


def test_an_answer_that_only_says_that_something_failed_is_a_failure() -> None:
    assert measure_phase([question(1, TOO_SLOW), question(1)], [], 10, 5).failures == 1


def test_what_bounds_the_rate_is_read_from_the_processors() -> None:
    def bound(bot: float, busy: float) -> str:
        return measure_phase([], [sample(0), sample(10, bot=bot, busy=busy)], 10, 10).bound

    assert bound(9.5, 0.6 * 10 * CORES) == "one core is busy with: bot"
    assert bound(9.5, 0.99 * 10 * CORES).startswith(f"all {CORES} cores are busy")
    assert bound(1, 0.2 * 10 * CORES).startswith("no core")


def test_drift_compares_the_second_fifth_with_the_last() -> None:
    samples = [sample(at, 100 if at < 200 else 108) for at in range(300)]
    memory = measure_memory(samples)
    assert memory.drift == pytest.approx(0.08)
    journal = Journal()
    measure = measure_phase([question(0.1)], samples, 10, 300)
    broken = [each for each in judge_steady(journal, measure, memory, 0.3) if not each.is_kept]
    assert [promise.name for promise in broken] == ["Steady: memory drifts by less than 5%"]
    assert broken[0].detail == "+8.0%, 100 to 108 MB"


def test_a_slow_steady_phase_and_a_low_ceiling_break_their_promises() -> None:
    samples = [sample(at) for at in range(10)]
    measure = measure_phase([question(0.4)], samples, 10, 10)
    promises = judge_steady(Journal(), measure, measure_memory(samples), 0.3)
    assert [each.name for each in promises if not each.is_kept] == ["Steady: p99 is under 300 ms"]
    assert not judge_ceiling(39.9, 40).is_kept
    assert judge_ceiling(40, 40).is_kept


def test_a_promise_shows_some_breaches_and_counts_all() -> None:
    promise = promise_none("Nothing is lost", (f"update {number}" for number in range(1000)))
    assert not promise.is_kept
    assert promise.detail == "1,000"
    assert len(promise.breaches) < 1000
