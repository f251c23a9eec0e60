"""What is large is taken over beside the bot, which answers meanwhile, and may be killed."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.processes import children, command
from tests.telegram.client import Private, button, quotes
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Message
from tests.telegram.test_uploads import card_of, files, log, rows
from tests.waiting import LAST_RESORT, wait_for_async

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.xdist_group("large_uploads"),
    pytest.mark.slow,
]

FORKLIFT = "Who stood on the forklift?"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield one process, which has moved to the disk engine after the first upload."""
    admins = ",".join(str(number) for number in range(1001, 1200))
    async with running(tmp_path_factory.mktemp("bot"), DATELINE_ADMINS=admins) as process:
        yield process


@pytest.fixture
def admin(bot: BotProcess) -> Private:
    return Private(bot.server.world)


@pytest.fixture
def reader(bot: BotProcess) -> Private:
    return Private(bot.server.world, "Bea")


def many(word: str, number: int = 300) -> bytes:
    """Return more than a megabyte of articles, of which two are about ``word``."""
    text = " ".join(f"Ship {n} sailed with grain and salt." for n in range(120))
    row = '{"id": "%s-%d", "published": "2026-03-01", "source": "The Gazette", "text": "%s"}\n'
    more = "".join(row % (f"more-{word}", n, text) for n in range(number))
    return rows(word) + more.encode()


def sync_jobs(bot: BotProcess) -> list[int]:
    """Return the bot's processes that take articles over."""
    assert bot._process is not None
    return list(filter(is_sync_job, children(bot._process.pid)))


def is_sync_job(process: int) -> bool:
    return "bot.index.sync_job" in command(process)


async def begun(bot: BotProcess, admin: Private, card: Message) -> int:
    """Press Add, and return the number of the process that takes the articles over."""
    admin.press(admin.user, card, button(card, "Add"))
    return (await wait_for_async(lambda: sync_jobs(bot), "the process"))[0]


async def gone(process: int) -> None:
    await wait_for_async(lambda: not is_sync_job(process), "the end of the process")


async def end(admin: Private, card: Message) -> str:
    def added() -> str:
        text = str(admin.dialog.messages[card["message_id"]]["text"])
        return text if "can be searched" in text else ""

    return await admin.world.wait_for(added, "the end of adding")


@pytest.mark.parametrize("word", ["lagoon", "fjord"])
async def test_questions_are_answered_while_many_articles_are_added(
    bot: BotProcess, admin: Private, reader: Private, word: str
) -> None:
    card = await card_of(admin, f"{word}.jsonl", many(word) + b"broken\n")
    assert f"{word}.jsonl:303: it is not JSON" in card["text"]
    process = await begun(bot, admin, card)
    assert all([quotes(await reader.ask(FORKLIFT)) for _ in range(3)])
    assert is_sync_job(process)
    assert (await end(admin, card)).startswith(f"Added {word}.jsonl: ")
    assert not is_sync_job(process)
    assert "opened by the mayor" in quotes(await reader.ask(f"Who opened the {word}?"))[0]
    assert bot.log.count("MB came at once") == 1


async def test_a_small_file_is_indexed_without_a_sync_job(bot: BotProcess, admin: Private) -> None:
    card = await card_of(admin, "cove.jsonl", rows("cove"))
    admin.press(admin.user, card, button(card, "Add"))

    def is_added_without_a_job() -> bool:
        assert not sync_jobs(bot)
        return "can be searched" in str(admin.dialog.messages[card["message_id"]]["text"])

    await wait_for_async(is_added_without_a_job, "the end of adding")
    assert quotes(await admin.ask("Who opened the cove?"))


async def test_a_killed_sync_job_is_reported_and_retried(bot: BotProcess, admin: Private) -> None:
    card = await card_of(admin, "delta.jsonl", many("delta"))
    os.kill(await begun(bot, admin, card), signal.SIGKILL)
    said = await admin.answer_to(card)
    assert said["text"].startswith("The files are in the corpus folder, but not searchable yet: ")
    assert "bot.index.sync_job crashed (signal SIGKILL)" in bot.log
    async with asyncio.timeout(LAST_RESORT):
        while not quotes(await admin.ask("Who opened the delta?")):  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    admin.press(admin.user, card, button(card, "Add"))
    assert (await end(admin, card)).startswith("Added delta.jsonl: ")


async def test_a_bot_killed_during_a_sync_job_leaves_no_process_and_loses_nothing(
    bot: BotProcess, admin: Private
) -> None:
    card = await card_of(admin, "estuary.jsonl", many("estuary"))
    process = await begun(bot, admin, card)
    await asyncio.sleep(0.5)
    await bot.kill()
    await gone(process)
    await bot.start()
    await bot.ready()
    assert (await end(admin, card)).startswith("Added estuary.jsonl: ")
    assert log(bot).count(("added", "estuary.jsonl")) == 1
    assert "estuary.jsonl" in files(bot)
    assert "opened by the mayor" in quotes(await admin.ask("Who opened the estuary?"))[0]


async def test_a_bot_stopped_during_a_sync_job_stops_in_order(
    bot: BotProcess, admin: Private
) -> None:
    card = await card_of(admin, "strait.jsonl", many("strait"))
    process = await begun(bot, admin, card)
    await bot.stop()
    await gone(process)
    await bot.start()
    await bot.ready()
    assert (await end(admin, card)).startswith("Added strait.jsonl: ")
