"""From a start of the bot on an index that is there to its first answer in Telegram."""

import asyncio
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.engines.corpus import asked
from tests.telegram.client import Private
from tests.telegram.process import BotProcess
from tests.telegram.server import Server

ROUNDS = 5


def prepare(folder: Path, articles: Path) -> None:
    """Put the articles into the bot's corpus folder, and build the index where it is missing."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    if not (corpus / articles.name).exists():
        shutil.copyfile(articles, corpus / articles.name)
    for state in folder.glob("data/state.db*"):
        state.unlink()  # it remembers the messages of another server
    # With the settings of the bot that is measured, so that it is the same index.
    bot = BotProcess(Server(), folder)
    subprocess.run(
        [sys.executable, "-m", "bot", "index", "build"],
        cwd=folder, env=bot.environment, stdout=sys.stderr, check=True,
    )  # fmt: skip


async def restart(folder: Path, questions: Iterable[str]) -> list[dict[str, float]]:
    """Return for each question the seconds from a start until the bot polls, and answers it."""
    server = Server()
    await server.start()
    bot = BotProcess(server, folder)
    rounds = []
    try:
        for question in questions:
            person = Private(server.world)
            message = person.send(question)  # it was asked while the bot was away
            began = time.perf_counter()
            await bot.start()
            await bot.ready()
            polling = time.perf_counter() - began
            await person.reply_to(message)
            rounds.append({"polling": polling, "answered": time.perf_counter() - began})
            await bot.stop()
    finally:
        await bot.dispose()
        await server.stop()
    return rounds


def main() -> None:
    """Print one JSON object: the median of each, and the slowest answer."""
    folder, articles, questions = map(Path, sys.argv[1:])
    prepare(folder, articles)
    rounds = asyncio.run(restart(folder, [question for question, _ in asked(questions)[:ROUNDS]]))
    found = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    print(json.dumps(found | {"slowest": max(each["answered"] for each in rounds)}))


if __name__ == "__main__":
    main()
