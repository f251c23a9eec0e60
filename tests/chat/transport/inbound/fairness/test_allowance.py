from bot.chat.transport.inbound.fairness.allowance import Allowance


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def ask(allowance: Allowance, count: int, sent: float, person: str = "Ada") -> int:
    """Ask at once, and return how many questions are within the allowance."""
    return sum(allowance.charge(person, sent) for _ in range(count))


def test_a_minutes_allowance_can_be_used_at_once() -> None:
    for rate in (1, 7, 40, 60, 1000):
        assert ask(Allowance(rate), rate + 5, 0.0) == rate


def test_whoever_keeps_the_rate_is_never_slowed() -> None:
    allowance = Allowance(40)
    assert all(allowance.charge("Ada", 1.5 * number) for number in range(1000))


def test_what_was_written_long_before_it_arrives_counts_by_when_it_was_written() -> None:
    allowance = Allowance(2)
    assert all(allowance.charge("Ada", 60.0 * hour) for hour in range(100))


def test_an_older_message_that_comes_later_costs_no_more_than_others() -> None:
    allowance = Allowance(40)
    assert ask(allowance, 1, 5000.0) == 1
    assert ask(allowance, 1, 10.0) == 1


def test_pauses_grow_to_a_bound_and_end_a_minute_after_the_last_excess() -> None:
    clock = Clock()
    allowance = Allowance(2, clock, longest_pause=10.0)
    assert ask(allowance, 3, 0.0) == 2
    assert allowance.slow("Ada")
    pauses = []
    for _ in range(5):
        allowance.note_turn("Ada")
        pauses.append(allowance.compute_delay("Ada"))
        clock.seconds += pauses[-1]
    assert pauses == [2.0, 4.0, 8.0, 10.0, 10.0]
    clock.seconds = 1061.0
    allowance.note_turn("Ada")
    assert allowance.compute_delay("Ada") == 0.0


def test_the_first_excess_in_a_while_is_told_and_repeated_offenders_go_on_where_they_were() -> None:
    clock = Clock()
    allowance = Allowance(2, clock)
    ask(allowance, 3, 0.0)
    told = []
    for seconds in (0.0, 1.0, 500.0, 601.0, 2000.0):
        clock.seconds = 1000.0 + seconds
        told.append(allowance.slow("Ada"))
        allowance.note_turn("Ada")
    assert told == [True, False, False, False, True]
    assert allowance.compute_delay("Ada") == 2.0


def test_who_never_asked_waits_for_nothing() -> None:
    allowance = Allowance(2)
    allowance.note_turn("Ada")
    assert allowance.compute_delay("Ada") == 0.0
