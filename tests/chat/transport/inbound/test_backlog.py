from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.chat.transport.inbound.backlog import Backlog
from bot.chat.transport.inbound.lane import Disposition, WaitingUpdate
from bot.chat.transport.inbound.update_traits import UpdateKind, UpdateTraits


def entry(
    number: int, person: int = 1, kind: UpdateKind = UpdateKind.QUESTION, lane: int = 5
) -> WaitingUpdate:
    return WaitingUpdate(number, Update(number), UpdateTraits(kind, lane, person))


def take_all(backlog: Backlog, lane: int = 5) -> list[int]:
    """Take everything from a lane, one after the other."""
    numbers = []
    while item := backlog.take(lane):
        numbers.append(item.id)
        backlog.take_skips(lane)
        backlog.release(lane)
    return numbers


def test_a_lane_gives_one_update_at_a_time() -> None:
    backlog = Backlog(10, 100)
    for number in (1, 2):
        backlog.add(entry(number))
    assert backlog.take(5) is not None
    assert backlog.take(5) is None
    backlog.release(5)
    assert take_all(backlog) == [2]
    assert backlog.list_lanes() == []


def test_in_a_group_turns_go_round_by_person_and_newcomers_come_first() -> None:
    backlog = Backlog(100, 1000)
    for number in range(6):
        backlog.add(entry(number, person=1 + number % 2))
    assert backlog.take(5) == entry(0, person=1)
    backlog.release(5)
    assert backlog.take(5) == entry(1, person=2)
    backlog.release(5)
    backlog.add(entry(9, person=9))
    assert take_all(backlog) == [9, 2, 3, 4, 5]


def test_a_button_goes_before_the_questions_that_wait() -> None:
    backlog = Backlog(10, 100)
    backlog.add(entry(1))
    backlog.add(entry(2))
    backlog.add(entry(3, kind=UpdateKind.PRESS))
    assert take_all(backlog) == [3, 1, 2]


def test_the_oldest_of_whoever_asks_most_is_skipped() -> None:
    backlog = Backlog(3, 100)
    backlog.add(entry(0, person=2))
    for number in range(1, 10):
        backlog.add(entry(number))
    assert take_all(backlog) == [0, 8, 9]


def test_uploads_and_changes_are_not_skipped() -> None:
    backlog = Backlog(2, 100)
    for number, kind in enumerate((UpdateKind.UPLOAD, UpdateKind.EVENT) * 4):
        backlog.add(entry(number, kind=kind))
    for number in range(10, 20):
        backlog.add(entry(number))
    assert take_all(backlog) == [*range(8), 18, 19]


def test_of_buttons_the_newest_are_kept_without_a_word() -> None:
    backlog = Backlog(2, 100)
    presses = [entry(number, kind=UpdateKind.PRESS) for number in range(4)]
    assert [backlog.add(press) for press in presses] == [[], [], presses[:1], presses[1:2]]
    assert take_all(backlog) == [2, 3]


def test_what_was_left_from_the_last_run_is_skipped_only_far_beyond_the_limit() -> None:
    backlog = Backlog(2, 1000)
    traits = UpdateTraits(UpdateKind.QUESTION, 5, 1)
    for number in range(25):
        backlog.add(WaitingUpdate(number, Update(number), traits, is_restored=True))
    for number in range(30, 33):
        backlog.add(entry(number))
    assert take_all(backlog) == [*range(7, 25), 31, 32]


def test_all_chats_together_have_a_bound_and_the_longest_queue_is_cut() -> None:
    backlog = Backlog(10, 12)
    for number in range(10):
        backlog.add(entry(number))
    for number in range(10, 15):
        backlog.add(entry(number, lane=number))
    assert len(backlog) == 12
    assert take_all(backlog) == [3, 4, 5, 6, 7, 8, 9]
    assert take_all(backlog, 14) == [14]


def test_skips_are_told_when_no_more_comes_for_a_while() -> None:
    seconds = [0.0]
    backlog = Backlog(2, 100, clock=lambda: seconds[0])
    for number in range(10):
        backlog.add(entry(number))
    assert backlog.take(5) == entry(8)
    assert backlog.take_skips(5) == ()
    seconds[0] = 3.0
    assert backlog.take_skips(5) == tuple(range(8))
    assert backlog.take_skips(5) == ()


def test_where_it_never_ends_skips_are_told_rarely() -> None:
    seconds = [0.0]
    backlog = Backlog(2, 100, clock=lambda: seconds[0])
    times = []
    for second in range(3600):
        seconds[0] = second
        for number in range(3):
            backlog.add(entry(3 * second + number))
        backlog.take(5)
        if backlog.take_skips(5):
            times.append(second)
        backlog.release(5)
    assert times == [30, 631, 1232, 1833, 2434, 3035]


def test_where_nothing_is_left_the_last_that_was_skipped_is_told() -> None:
    backlog = Backlog(1, 1)
    backlog.add(entry(1))
    backlog.add(entry(2, lane=6))
    item = backlog.take(5)
    assert item is not None
    assert (item.id, item.disposition) == (1, Disposition.SKIP)
    assert backlog.take_skips(5) == (1,)
    backlog.release(5)
    assert backlog.take(5) is None
    assert backlog.list_lanes() == [6]


def test_whoever_is_slowed_lets_others_go_first() -> None:
    delays = {1: 7.0}
    backlog = Backlog(10, 100, lambda item: delays.get(item.traits.person or 0, 0.0))
    backlog.add(entry(1, person=1))
    assert backlog.take(5) is None
    assert backlog.compute_pause(5) == 7.0
    backlog.add(entry(2, person=2))
    assert take_all(backlog) == [2]
    delays.clear()
    assert take_all(backlog) == [1]


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(UpdateKind)), max_size=60))
def test_everything_is_taken_skipped_or_dropped_and_each_persons_in_order(
    updates: list[tuple[int, UpdateKind]],
) -> None:
    backlog = Backlog(3, 1000)
    drops: list[int] = []
    skips: list[int] = []
    for number, (person, kind) in enumerate(updates):
        drops += [item.id for item in backlog.add(entry(number, person, kind)) if item.is_press]
    order = []
    while item := backlog.take(5):
        order.append(item)
        skips += backlog.take_skips(5)
        backlog.release(5)
    numbers = [item.id for item in order]
    assert Counter([*numbers, *drops, *skips]) == Counter(range(len(updates)))
    for person in range(1, 5):
        for is_press in (True, False):
            own = [
                item.id
                for item in order
                if item.traits.person == person
                and (item.traits.kind == UpdateKind.PRESS) == is_press
            ]
            assert own == sorted(own)
    assert len(backlog) == 0
