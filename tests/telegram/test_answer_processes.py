"""Answers from processes of their own, as people and operators meet them."""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path

from tests.newsroom import write_newsroom
from tests.processes import children, command
from tests.telegram.client import Private
from tests.telegram.process import running

QUESTION = "How many people died in the Oskarvik bridge collapse?"


def answer_processes(pid: int) -> list[int]:
    """Return the processes that answer, which the one that was started by the bot starts."""
    servers = [child for child in children(pid) if "fork_program" in command(child)]
    return [process for server in servers for process in children(server)]


async def test_people_are_answered_while_processes_are_killed(tmp_path: Path) -> None:
    write_newsroom(tmp_path / "corpus")
    async with running(
        tmp_path, DATELINE_SEEDS="", DATELINE_ENGINE="disk", DATELINE_WORKERS="2"
    ) as bot:
        world = bot.server.world
        people = [Private(world) for _ in range(4)]
        assert "15" in (await people[0].ask(QUESTION))["text"]
        processes = set(answer_processes(bot.process_id))
        assert len(processes) == 2

        async def kill() -> None:
            for _ in range(6):
                for process in answer_processes(bot.process_id):
                    with suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)
                await asyncio.sleep(0.3)

        killer = asyncio.create_task(kill())
        for _ in range(3):
            await asyncio.gather(*(person.ask(QUESTION) for person in people))
        await killer
        assert "15" in (await people[0].ask(QUESTION))["text"]
        left = answer_processes(bot.process_id)
        assert not processes & set(left)
    await world.wait_for(lambda: not any(map(command, left)), "the end of the answer processes")


async def test_processes_end_with_a_bot_that_is_killed(tmp_path: Path) -> None:
    write_newsroom(tmp_path / "corpus")
    async with running(
        tmp_path, DATELINE_SEEDS="", DATELINE_ENGINE="disk", DATELINE_WORKERS="1"
    ) as bot:
        await Private(bot.server.world).ask(QUESTION)
        processes = [*children(bot.process_id), *answer_processes(bot.process_id)]
        assert len(processes) >= 2
        await bot.kill()
        await bot.server.world.wait_for(
            lambda: not any(map(command, processes)), "the end of the answer processes"
        )
        await bot.start()
        await bot.ready()
