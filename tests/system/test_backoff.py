from hypothesis import given
from hypothesis import strategies as st

from bot.system.backoff import Backoff, compute_pause


def test_pauses_double_up_to_the_longest() -> None:
    backoff = Backoff(0.5, 3.0)
    assert [backoff.next_pause() for _ in range(5)] == [0.5, 1.0, 2.0, 3.0, 3.0]


def test_a_success_begins_again_with_the_first_pause() -> None:
    backoff = Backoff(1.0, 30.0)
    for _ in range(4):
        backoff.next_pause()
    backoff.reset()
    assert backoff.pause == backoff.next_pause() == 1.0


@given(st.floats(0.01, 10), st.floats(10, 100), st.integers(0, 50))
def test_no_pause_is_longer_than_the_longest_or_shorter_than_the_one_before(
    first: float, longest: float, count: int
) -> None:
    backoff = Backoff(first, longest)
    pauses = [backoff.next_pause() for _ in range(count)]
    assert pauses == sorted(pauses)
    assert all(first <= pause <= longest for pause in pauses)


def test_a_pause_is_known_by_the_number_of_failed_attempts() -> None:
    assert [compute_pause(attempts, 60, 3600) for attempts in (1, 2, 3, 7, 10**6)] == [
        60, 120, 240, 3600, 3600,
    ]  # fmt: skip
