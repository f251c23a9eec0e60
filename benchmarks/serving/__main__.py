"""Print how the real process serves questions at several rates, on the benchmark's articles."""

import argparse
import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from benchmarks.engines.corpus import asked
from benchmarks.engines.restarting import prepare
from benchmarks.serving.load import Crowd, LoadResult
from benchmarks.serving.processes import list_family, read_family_seconds, read_memory
from tests.telegram.process import BotProcess
from tests.telegram.server import Server

_HEADER = (
    "| Asked a second | Answered a second | p50, ms | p99, ms | Unanswered "
    "| Processor, ms a question | Memory, MB | Processes |\n"
    "| --: | --: | --: | --: | --: | --: | --: | --: |"
)


async def measure(
    folder: Path, questions: Sequence[str], rates: Sequence[float], seconds: float, together: int
) -> None:
    """Print a row for each rate, and one for the most that the process can do."""
    server = Server()
    await server.start()
    kept = {name: os.environ[name] for name in os.environ if name.startswith("DATELINE_")}
    kept.pop("DATELINE_BENCHMARK", None)
    bot = BotProcess(server, folder, **kept)
    for state in folder.glob("data/state.db*"):
        state.unlink()  # it remembers the messages of another server
    crowd = Crowd(server.world, questions)
    try:
        await bot.start()
        await bot.ready()
        await crowd.ask_together(together, 5)
        print(_HEADER, flush=True)
        for rate in rates:
            await _measure_row(bot, f"{rate:g}", crowd.ask_at_rate(rate, seconds))
        await _measure_row(bot, f"{together} at once", crowd.ask_together(together, seconds))
        await bot.stop()
    finally:
        await bot.dispose()
        await server.stop()
    if server.violations:
        print("Violations:", *server.violations, sep="\n")


async def _measure_row(bot: BotProcess, name: str, load) -> None:  # type: ignore[no-untyped-def]
    process = bot.pid
    before = read_family_seconds(process)
    result: LoadResult = await load
    spent = read_family_seconds(process) - before
    family = list_family(process)
    memory = sum(read_memory(each).pss for each in family)
    print(
        f"| {name} | {result.rate:.1f} | {result.percentile(0.5) * 1000:.0f} "
        f"| {result.percentile(0.99) * 1000:.0f} | {result.unanswered} "
        f"| {spent / max(result.questions, 1) * 1000:.1f} | {memory:.0f} | {len(family)} |",
        flush=True,
    )


def main() -> None:
    """Prepare the folder and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("benchmark", type=Path)
    parser.add_argument("--rates", default="10,20,30,40,50")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--together", type=int, default=16)
    options = parser.parse_args()
    prepare(options.folder, options.benchmark / "articles.jsonl.gz")
    questions = [text for text, _ in asked(options.benchmark / "questions.jsonl")]
    rates = [float(rate) for rate in options.rates.split(",") if rate]
    asyncio.run(measure(options.folder, questions, rates, options.seconds, options.together))


if __name__ == "__main__":
    main()
