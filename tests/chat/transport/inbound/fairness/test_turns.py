import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.transport.inbound.fairness.turns import OverloadError, Turns

PATIENCE = 60.0


async def serve(turns: Turns, people: Sequence[str]) -> list[str]:
    """Let ``people`` ask in this order while all workers are busy; return the order of turns."""
    order: list[str] = []

    async def ask(person: str) -> None:
        await turns.acquire(person, PATIENCE)
        order.append(person)
        turns.release()

    await turns.acquire("somebody", PATIENCE)
    tasks = [asyncio.create_task(ask(person)) for person in people]
    await asyncio.sleep(0)
    turns.release()
    await asyncio.gather(*tasks)
    return order


async def test_turns_go_round_by_person() -> None:
    order = await serve(Turns(1), ["Ada", "Ada", "Ada", "Bea", "Bea", "Cleo"])
    assert order == ["Ada", "Bea", "Cleo", "Ada", "Bea", "Ada"]


async def test_a_newcomer_comes_before_all_who_had_a_turn() -> None:
    turns = Turns(1)
    flood = [f"flooder {number}" for number in range(200)]
    assert await serve(turns, flood) == flood
    assert (await serve(turns, [*flood, "Zoe"]))[0] == "Zoe"


async def test_who_asks_seconds_after_the_last_turn_is_a_newcomer() -> None:
    seconds = [0.0]
    turns = Turns(1, clock=lambda: seconds[0])
    await serve(turns, ["Ada", "Bea"])
    seconds[0] = 2.0
    assert await serve(turns, ["Bea", "Ada", "Cleo"]) == ["Cleo", "Ada", "Bea"]
    seconds[0] = 6.0
    assert await serve(turns, ["Bea", "Ada", "Cleo"]) == ["Bea", "Ada", "Cleo"]


async def test_one_turn_of_four_is_for_those_who_just_had_one() -> None:
    turns = Turns(1)
    await serve(turns, ["Ada", "Bea"])
    order = await serve(turns, ["Ada", "Bea", *"cdefghi"])
    assert order == [*"cde", "Ada", *"fgh", "Bea", "i"]


async def test_what_came_before_its_persons_last_turn_makes_no_newcomer() -> None:
    seconds = [0.0]
    turns = Turns(1, clock=lambda: seconds[0])
    await serve(turns, ["Ada"])
    seconds[0] = 10.0
    await turns.acquire("somebody", PATIENCE)
    order: list[str] = []

    async def ask(person: str, arrival: float) -> None:
        await turns.acquire(person, PATIENCE, arrival)
        order.append(person)
        turns.release()

    # Ada wrote both of hers at once; only now is the first answered.
    tasks = [asyncio.create_task(ask("Ada", 0.0)), asyncio.create_task(ask("Bea", 10.0))]
    await asyncio.sleep(0)
    turns.release()
    await asyncio.gather(*tasks)
    assert order == ["Bea", "Ada"]


async def test_without_a_turn_in_time_there_is_none() -> None:
    turns = Turns(1)
    await turns.acquire("Ada", PATIENCE)
    with pytest.raises(OverloadError):
        await turns.acquire("Bea", 0.01)
    assert len(turns) == 0
    turns.release()
    await turns.acquire("Bea", 0.01)


async def test_beyond_the_room_whoever_waits_most_often_is_refused() -> None:
    turns = Turns(1, room=3)
    await turns.acquire("somebody", PATIENCE)
    tasks = {
        name: asyncio.create_task(turns.acquire(name[:3], PATIENCE))
        for name in ("Ada 1", "Ada 2", "Ada 3", "Bea 1")
    }
    results = await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_COMPLETED)
    assert results[0] == {tasks["Ada 3"]}
    assert isinstance(tasks["Ada 3"].exception(), OverloadError)
    assert len(turns) == 3
    for task in tasks.values():
        task.cancel()


async def test_the_wait_is_estimated_by_what_turns_took() -> None:
    turns = Turns(2)
    for person in ("Ada", "Bea"):
        await turns.acquire(person, PATIENCE)
    assert turns.estimate_wait() == 0
    tasks = [asyncio.create_task(turns.acquire(name, PATIENCE)) for name in "abcdefgh"]
    await asyncio.sleep(0)
    turns.release(4.0)
    assert turns.estimate_wait() == pytest.approx(7 * 4.0 / 2)
    for task in tasks:
        task.cancel()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=30))
def test_no_turn_is_lost_when_people_leave(asks: list[tuple[str, bool]]) -> None:
    async def run() -> None:
        turns = Turns(2)
        for _ in range(2):
            await turns.acquire("somebody", PATIENCE)
        tasks = [asyncio.create_task(turns.acquire(person, PATIENCE)) for person, _ in asks]
        await asyncio.sleep(0)
        for task, (_, leaves) in zip(tasks, asks, strict=True):
            if leaves:
                task.cancel()
        # The last one leaves in the moment in which it gets its turn.
        turns.release()
        turns.release()
        for number in range(len(asks)):
            await asyncio.sleep(0)
            served = sum(task.done() and not task.cancelled() for task in tasks)
            if served > number:
                turns.release()
        await asyncio.wait(tasks) if tasks else None
        assert len(turns) == 0
        for (_, leaves), task in zip(asks, tasks, strict=True):
            assert task.cancelled() == leaves

    asyncio.run(run())
