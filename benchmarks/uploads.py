"""How long questions wait while an admin uploads articles, beside how long they wait otherwise.

Run by hand, on the benchmark's articles: python -m benchmarks.uploads [small|half]

The real bot, over real HTTP. ``small``: it has the seed articles alone and moves to the disk
engine. ``half``: half of the articles are in its folder, and the others are uploaded. The same
questions are asked, five a second, before, meanwhile and after.
"""

import asyncio
import gzip
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import numpy as np

from tests.benchmark import benchmark_folder
from tests.telegram.client import Private
from tests.telegram.process import SEEDS, BotProcess
from tests.telegram.server import Server
from tests.telegram.shapes import Message

_INTERVAL = 0.2
_QUESTIONS = 300
_IDLE_SECONDS = _QUESTIONS * _INTERVAL
_PEOPLE = 10
_FILES = 5  # Telegram hands out at most 20 MB of one
_PATIENCE = 1800.0


class Readers:
    """People who ask one question after the other, whatever becomes of those before."""

    def __init__(self, bot: BotProcess, questions: Sequence[str]) -> None:
        self._world = bot.server.world
        self._people = [Private(self._world, "Bea") for _ in range(_PEOPLE)]
        self._questions = questions

    async def ask(self, until: asyncio.Event) -> list[float]:
        """Ask until the event is set; return how many seconds each answer took."""
        asked: list[tuple[Private, Message, float]] = []
        began = time.monotonic()
        for number in count():
            await asyncio.sleep(max(0.0, began + number * _INTERVAL - time.monotonic()))
            if until.is_set():
                break
            person = self._people[number % _PEOPLE]
            question = self._questions[number % len(self._questions)]
            asked.append((person, person.send(question), time.monotonic()))
        return [(await person.reply_to(sent)).at - at for person, sent, at in asked]


async def measure(half: bool) -> None:
    """Print the table of one case."""
    folder = benchmark_folder()
    if folder is None:
        sys.exit("set DATELINE_BENCHMARK to the benchmark's folder")
    with gzip.open(folder / "articles.jsonl.gz", "rb") as file:
        lines = file.readlines()
    with (folder / "questions.jsonl").open(encoding="utf-8") as file:
        questions = [json.loads(line)["question"] for line in file][:_QUESTIONS]
    there = lines[: len(lines) // 2] if half else []
    sent = lines[len(there) :]
    packed = [gzip.compress(b"".join(sent[number::_FILES])) for number in range(_FILES)]
    server = Server()
    await server.start()
    with tempfile.TemporaryDirectory() as place:
        bot = BotProcess(
            server,
            Path(place),
            seeds="" if half else str(SEEDS),
            DATELINE_ADMINS=",".join(map(str, range(1001, 1020))),
        )
        if there:
            (bot.corpus / "there.jsonl.gz").write_bytes(gzip.compress(b"".join(there)))
        try:
            await bot.start()
            await server.world.wait_for(lambda: server.polling.count, "the bot", _PATIENCE)
            await _phases(bot, questions, packed)
            await bot.stop()
        finally:
            await bot.dispose()
            await server.stop()


async def _phases(bot: BotProcess, questions: Sequence[str], packed: Sequence[bytes]) -> None:
    readers = Readers(bot, questions)
    await _idle(readers)  # until everything is warm
    before = await _idle(readers)
    done = asyncio.Event()
    asking = asyncio.create_task(readers.ask(done))
    began = time.monotonic()
    text = await _upload(bot, packed)
    seconds = time.monotonic() - began
    done.set()
    meanwhile = await asking
    after = await _idle(readers)
    print(f"{text}\nThe upload took {seconds:.0f} s with its dry run.")
    print("| the bot is | questions | p50 | p99 | longest |\n|---|---:|---:|---:|---:|")
    for name, waits in (
        ("idle, before", before),
        ("taking an upload over", meanwhile),
        ("idle, after", after),
    ):
        middle, late, longest = np.percentile(waits, [50, 99, 100]) * 1000
        print(f"| {name} | {len(waits)} | {middle:.0f} ms | {late:.0f} ms | {longest:.0f} ms |")


async def _idle(readers: Readers) -> list[float]:
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(_IDLE_SECONDS, over.set)
    return await readers.ask(over)


async def _upload(bot: BotProcess, packed: Sequence[bytes]) -> str:
    """Send the files as one album, press Add, and return what the card says at the end."""
    admin = Private(bot.server.world)
    for number, content in enumerate(packed):
        admin.send_file(f"part-{number}.jsonl.gz", content, album="upload")

    def shown(words: str) -> Message | None:
        return next((each for each in admin.answers if words in each["text"]), None)

    world = bot.server.world
    card = await world.wait_for(lambda: shown("published from"), "a card", _PATIENCE)
    rows = card["reply_markup"]["inline_keyboard"]
    assert isinstance(rows, list)
    admin.press(admin.user, card, str(rows[0][0]["callback_data"]))
    added = await world.wait_for(lambda: shown("searchable, "), "the end of it", _PATIENCE)
    return str(added["text"])


if __name__ == "__main__":
    asyncio.run(measure("half" in sys.argv[1:]))
