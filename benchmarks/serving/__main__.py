"""Print how the real process serves questions at several rates, on the benchmark's articles."""

import argparse
import asyncio
import os
import time
from collections.abc import Coroutine, Sequence
from pathlib import Path

from benchmarks.engines.corpus import asked
from benchmarks.engines.restarting import prepare
from benchmarks.serving.load import Crowd, LoadResult
from benchmarks.serving.processes import read_family_seconds, read_memory, read_seconds
from tests.benchmark import VARIABLE
from tests.processes import list_family
from tests.telegram.process import BotProcess
from tests.telegram.server import Server

_HEADER = (
    "| Asked a second | Answered a second | p50, ms | p99, ms | Unanswered "
    "| Bot, ms a question | Answer processes, ms a question | Test server, ms a question "
    "| Memory, MB | Processes |\n| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |"
)
_WARM_UP_SECONDS = 10.0


async def measure(
    bot: BotProcess, questions: Sequence[str], rates: Sequence[float], seconds: float, together: int
) -> None:
    """Print a row for each rate, and one for the most that the process can do."""
    await bot.server.start()
    crowd = Crowd(bot.server.world, questions)
    try:
        await bot.start()
        await bot.ready()
        await crowd.ask_together(together, _WARM_UP_SECONDS)
        print(_HEADER, flush=True)
        for rate in rates:
            await _measure_row(bot, f"{rate:g}", crowd.ask_at_rate(rate, seconds))
        name = f"{together} at any time"
        await _measure_row(bot, name, crowd.ask_together(together, seconds))
        await bot.stop()
    finally:
        await bot.dispose()
        await bot.server.stop()
    print(*bot.server.violations, sep="\n", end="")


async def _measure_row(
    bot: BotProcess, name: str, load: Coroutine[object, object, LoadResult]
) -> None:
    before = (
        read_seconds(bot.process_id),
        read_family_seconds(bot.process_id),
        time.process_time(),
    )
    result = await load
    after = (read_seconds(bot.process_id), read_family_seconds(bot.process_id), time.process_time())
    alone, together, server = (
        (last - first) / max(result.questions, 1) * 1000
        for first, last in zip(before, after, strict=True)
    )
    family = list_family(bot.process_id)
    memory = sum(read_memory(process).pss for process in family)
    print(
        f"| {name} | {result.rate:.1f} | {result.percentile(0.5) * 1000:.0f} "
        f"| {result.percentile(0.99) * 1000:.0f} | {result.unanswered} "
        f"| {alone:.1f} | {together - alone:.1f} | {server:.1f} | {memory:.0f} | {len(family)} |",
        flush=True,
    )


def main() -> None:
    """Prepare the folder and measure; settings of the environment are those of the bot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("benchmark", type=Path)
    parser.add_argument("--rates", default="10,20,30,40,50")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--together", type=int, default=16)
    options = parser.parse_args()
    prepare(options.folder, options.benchmark / "articles.jsonl.gz")
    questions = [text for text, _ in asked(options.benchmark / "questions.jsonl")]
    settings = {name: value for name, value in os.environ.items() if name.startswith("DATELINE_")}
    settings.pop(VARIABLE, None)
    bot = BotProcess(Server(), options.folder, **settings)
    rates = [float(rate) for rate in options.rates.split(",") if rate]
    asyncio.run(measure(bot, questions, rates, options.seconds, options.together))


if __name__ == "__main__":
    main()
