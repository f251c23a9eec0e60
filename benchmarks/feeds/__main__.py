"""Print what following feeds keeps and costs: ``python -m benchmarks.feeds week``."""

import argparse
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.feeds.meanwhile import measure_meanwhile, print_meanwhile
from benchmarks.feeds.peers import print_peers, read_peers
from benchmarks.feeds.thousand import measure_hours, print_hours
from benchmarks.feeds.week import Week, WeekOptions, WeekResult


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a part and print its table; return 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("week", "hours", "questions", "peers"))
    parser.add_argument("peers", type=Path, nargs="?", help="the folder with others' test feeds")
    parser.add_argument("--feeds", type=int, help="100 for a week, 1,000 for hours")
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--hours", type=int, default=2)
    parser.add_argument("--every", type=float, default=9, help="seconds between looks at feeds")
    parser.add_argument("--rate", type=float, default=8, help="questions a second")
    parser.add_argument("--seconds", type=float, default=25, help="of a window of questions")
    parser.add_argument("--pairs", type=int, default=6, help="of windows")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--keep", action="store_true", help="leave the folder for a closer look")
    options = parser.parse_args(arguments)
    if options.part == "peers":
        if options.peers is None:
            parser.error("name the folder with the test feeds")
        peers = read_peers(options.peers)
        print_peers(peers)
        return int(bool(peers.faults))
    folder = Path(tempfile.mkdtemp(prefix="dateline-feeds-"))
    print(f"The machine's load: {os.getloadavg()[0]:.1f}; the folder: {folder}", flush=True)
    try:
        if options.part == "hours":
            print_hours(measure_hours(folder / "hours", options.feeds or 1000, options.hours))
            return 0
        if options.part == "questions":
            meanwhile = measure_meanwhile(
                folder / "questions", options.feeds or 100, options.every, options.rate,
                options.seconds, options.pairs,
            )  # fmt: skip
            print_meanwhile(meanwhile)
            return 0
        week = WeekOptions(options.seed, options.feeds or 100, options.days, options.kills)
        result = Week(folder / "week", week).run()
        print_week(result)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return int(not all(promise.is_kept for promise in result.promises))


def print_week(result: WeekResult) -> None:
    """Print the figures and the promises of a week."""
    statuses = ", ".join(
        f"{status or 'none'} {n:,}" for status, n in sorted(result.statuses.items())
    )
    memory = ", ".join(f"{value:.0f}" for _, value in sorted(result.memory.items()))
    print(
        f"{result.hosts} hosts, {result.entries:,} entries, {result.articles:,} articles, "
        f"{result.troubles} troubles, {result.kills} kills; "
        f"{result.seconds:.0f} s, of which {result.processor_seconds:.0f} s of the processor\n"
        f"Answers: {statuses}\nMemory at the end of each day, MB: {memory}\n\n"
        "| Promise | Kept | Figures |\n| --- | --- | --- |"
    )
    for promise in result.promises:
        print(f"| {promise.name} | {'yes' if promise.is_kept else 'NO'} | {promise.detail} |")
    for promise in result.promises:
        for line in promise.breaches if not promise.is_kept else ():
            print(f"  {promise.name}: {line}")


if __name__ == "__main__":
    raise SystemExit(main())
