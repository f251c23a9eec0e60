import time
from contextvars import copy_context

from bot.workers.time_limit import compute_end, limit_time


def test_a_context_without_a_limit_has_the_default() -> None:
    assert 90 < compute_end(100) - time.monotonic() <= 100


def test_the_limit_of_a_block_goes_before_the_default_and_ends_with_it() -> None:
    with limit_time(1000):
        end = compute_end(1)
        assert 900 < end - time.monotonic() <= 1000
        assert copy_context().run(compute_end, 1) == end
    assert compute_end(1) - time.monotonic() <= 1
