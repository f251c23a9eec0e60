"""A short run of what ``make fuzz`` does at length."""

import random

from hypothesis import HealthCheck, given, settings

from tests.fuzz.building import FILES, Built
from tests.fuzz.mutation import mutated, seeds
from tests.fuzz.promises import keep_promises


def test_mutated_files_break_no_promise() -> None:
    chance, given_files = random.Random(7), seeds()
    for _ in range(300):
        name, data = mutated(given_files, chance)
        try:
            assert keep_promises(name, data)
        except Exception as error:
            error.add_note(f"{name}: {data[:2000]!r}")
            raise


@given(built=FILES)
@settings(max_examples=settings().max_examples * 3 // 2, suppress_health_check=list(HealthCheck))
def test_generated_files_break_no_promise(built: Built) -> None:
    assert keep_promises(*built)
