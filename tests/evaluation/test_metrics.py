from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evaluation.metrics import ALL_NAMES, NAMES, Metric, compare_runs, compute_metrics
from bot.evaluation.runs import Outcome, Run


def outcome(number: int, rank: int | None, milliseconds: float = 1.0, quotes: int = 3) -> Outcome:
    within = (rank == 1, rank is not None, rank is not None)
    return Outcome(str(number), within, rank, quotes, 100 * quotes, milliseconds)


def run(*ranks: int | None) -> Run:
    return Run(tuple(outcome(number, rank) for number, rank in enumerate(ranks)))


def test_figures_are_shares_and_averages_of_what_there_is() -> None:
    outcomes = (outcome(0, 1, 2.0), outcome(1, 3, 4.0), outcome(2, None, 6.0, quotes=0))
    found = {name: metric.value for name, metric in compute_metrics(Run(outcomes)).items()}
    assert tuple(found) == ALL_NAMES
    assert (found["in_300"], found["in_600"], found["in_first_quote"]) == (1 / 3, 2 / 3, 1 / 3)
    assert (found["rank"], found["characters"], found["p50"]) == (2.0, 300.0, 4.0)
    assert round(found["refused"] or 0, 9) == round(1 / 3, 9)


def test_a_figure_without_data_has_no_value() -> None:
    nothing = Metric(None, None, None)
    refused = compute_metrics(Run((outcome(0, None, quotes=0),)))
    assert refused["rank"] == refused["characters"] == nothing
    assert refused["refused"] == Metric(1.0, 1.0, 1.0)
    assert set(compute_metrics(Run(())).values()) == {nothing}


@settings(max_examples=settings().max_examples // 6)
@given(st.lists(st.sampled_from([None, 1, 2, 3]), min_size=1, max_size=30))
def test_an_interval_holds_its_share_and_stays_between_0_and_1(ranks: list[int | None]) -> None:
    found = compute_metrics(run(*ranks))
    for name in ("in_300", "in_600", "in_first_quote", "refused"):
        metric = found[name]
        assert metric.value is not None
        assert metric.low is not None
        assert metric.high is not None
        assert 0 <= metric.low <= metric.value <= metric.high <= 1


def test_the_interval_of_a_share_is_as_wide_as_the_binomial_law_says() -> None:
    metric = compute_metrics(run(*[1, None] * 200))["in_300"]
    assert metric.low is not None
    assert metric.high is not None
    assert abs((metric.high - metric.low) - 2 * 1.96 * 0.5 / 20) < 0.005


def test_more_questions_make_an_interval_narrower() -> None:
    few, many = (compute_metrics(run(*[1, None] * count))["in_300"] for count in (20, 200))
    assert few.low is not None
    assert many.low is not None
    assert few.low < many.low


def test_the_same_run_gives_the_same_numbers() -> None:
    assert compute_metrics(run(1, 2, None)) == compute_metrics(run(1, 2, None))


def test_a_run_does_not_differ_from_itself() -> None:
    same = compare_runs(run(1, None, 2), run(1, None, 2))
    assert {same[name] for name in NAMES} == {Metric(0.0, 0.0, 0.0)}


def test_a_difference_is_surer_on_the_same_questions_than_between_two_samples() -> None:
    old = [1, None] * 50
    new: list[int | None] = [1, *old[1:]]
    new[1] = 1
    paired = compare_runs(run(*new), run(*old))["in_300"]
    alone = compute_metrics(run(*new))["in_300"]
    assert paired.value == 0.51 - 0.50
    assert paired.low is not None
    assert paired.high is not None
    assert alone.low is not None
    assert alone.high is not None
    assert paired.high - paired.low < (alone.high - alone.low) / 2
    assert paired.low >= 0
