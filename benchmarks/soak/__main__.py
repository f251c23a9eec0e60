"""Run the soak test: ``make soak``, or ``python -m benchmarks.soak``."""

import asyncio
import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.soak.chart import draw
from benchmarks.soak.corpus import IndexMeasure, build_index, reset, write_corpus
from benchmarks.soak.journal import Journal
from benchmarks.soak.options import SoakOptions, read_options
from benchmarks.soak.questions import draw_conversations, read_conversations
from benchmarks.soak.report import format_table, make_report, update_page
from benchmarks.soak.run import SoakRun
from benchmarks.soak.service import RecordingServer
from benchmarks.soak.supervisor import SoakBot
from benchmarks.soak.traffic import Traffic
from tests.benchmark import VARIABLE, benchmark_folder


async def soak(
    options: SoakOptions, folder: Path, index: IndexMeasure, sources: Sequence[Path | None],
    program: Sequence[str] = (),
) -> dict[str, object]:  # fmt: skip
    """Run everything on a folder with articles and their index, and return the report."""
    journal = Journal()
    server = RecordingServer(journal)
    await server.start()
    bot = SoakBot(server, folder, program, DATELINE_ENGINE=options.engine)
    conversations = draw_conversations(read_conversations(*sources), options.seed)
    traffic = Traffic(server.world, journal, conversations, options.seed)
    run = SoakRun(options, server, bot, journal, traffic, index.articles)
    try:
        result = await run.run()
    finally:
        await bot.dispose()
        await server.stop()
    return make_report(options, index, result, journal, run.sampler.samples)


def prepare(options: SoakOptions, articles: Path | None) -> tuple[Path, IndexMeasure]:
    """Return the folder of a run with its articles, and their index."""
    kind = "real" if articles else "synthetic"
    folder = options.scratch.resolve() / f"{kind}-{options.passages}"
    write_corpus(folder, options.passages, articles)
    reset(folder)
    bot = SoakBot(RecordingServer(Journal()), folder, DATELINE_ENGINE=options.engine)
    return folder, build_index(folder, bot.environment)


def write_report(report: dict[str, object], options: SoakOptions) -> str:
    """Write the files of a report into the scratch folder, and into the documentation's if asked.

    Return its tables.
    """
    table = format_table(report)
    options.scratch.mkdir(parents=True, exist_ok=True)
    for folder in filter(None, (options.scratch, options.docs)):
        text = json.dumps(report, indent=None, allow_nan=False)
        (folder / "soak.json").write_text(text + "\n", encoding="utf-8")
        draw(report, folder / "soak.png")
    (options.scratch / "soak.txt").write_text(table + "\n", encoding="utf-8")
    if options.docs:
        update_page(options.docs / "soak.md", table)
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 where all promises are kept, 1 where one is broken, 2 where nothing can be run."""
    options = read_options(arguments)
    benchmark = None if options.synthetic else benchmark_folder()
    if benchmark is None and not options.synthetic:
        print(
            f"soak: the articles are not here: set {VARIABLE} to their folder, or use invented "
            "ones with --synthetic",
            file=sys.stderr,
        )
        return 2
    gc.set_threshold(50_000, 20, 100)  # so that the server seldom holds up what it measures
    folder, index = prepare(options, benchmark / "articles.jsonl.gz" if benchmark else None)
    print(
        f"{index.passages:,} passages of {index.articles:,} articles; the index "
        f"is built ({index.seconds:.0f} s).",
        flush=True,
    )
    sources = (benchmark / "questions.jsonl" if benchmark else None, options.people)
    report = asyncio.run(soak(options, folder, index, sources))
    print(f"\n{write_report(report, options)}\n")
    promises = report["promises"]
    assert isinstance(promises, list)
    broken = [promise for promise in promises if not promise["is_kept"]]
    for promise in broken:
        print(f"Broken: {promise['name']} ({promise['detail']})", *promise["breaches"], sep="\n  ")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
