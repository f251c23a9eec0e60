"""The promises of a run, each with what it came to."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.soak.checks import (
    count_occasions,
    count_repeats,
    find_disorder,
    find_excess,
    find_haste,
    find_impatience,
    find_losses,
)
from benchmarks.soak.journal import Journal
from benchmarks.soak.measures import MemoryMeasure, PhaseMeasure

MOST_DRIFT = 0.05
SHORTEST_JUDGED = 240.0
"""Over fewer seconds memory is not judged: at first, pages of the index come into memory."""

_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised, whether it was kept, and the figures or the breaches."""

    name: str
    is_kept: bool
    detail: str = ""
    breaches: Sequence[str] = ()


def promise_none(name: str, breaches: Iterable[str]) -> Promise:
    """Return a promise that nothing happens of what ``breaches`` are."""
    lines = [*breaches]
    return Promise(name, not lines, f"{len(lines):,}", lines[:_MOST_LINES])


def judge_ceiling(ceiling: float, least: float) -> Promise:
    """Judge the highest rate that was sustained."""
    return Promise(
        f"The ceiling is at least {least:g} questions a second", ceiling >= least, f"{ceiling:g}"
    )


def judge_rates(journal: Journal, *phases: str) -> Iterator[Promise]:
    """Judge what came, however late, of the questions at all rates, also those too high."""
    if phases:
        yield promise_none("Above the ceiling, too, nothing is lost", find_losses(journal, *phases))


def judge_steady(
    journal: Journal, measure: PhaseMeasure, memory: MemoryMeasure, latency: float
) -> Iterator[Promise]:
    """Judge the minutes without faults."""
    yield promise_none("Steady: nothing is lost", find_losses(journal, "steady"))
    yield Promise("Steady: no answer fails", measure.failures == 0, f"{measure.failures}")
    repeats = count_repeats(journal, "steady")
    yield Promise("Steady: nothing is answered twice", repeats == 0, f"{repeats}")
    yield promise_none("Steady: answers are in order", find_disorder(journal, "steady"))
    yield Promise(
        f"Steady: p99 is under {latency * 1000:.0f} ms", measure.p99 < latency,
        f"{measure.p99 * 1000:.0f} ms",
    )  # fmt: skip
    drift = f"{memory.drift:+.1%}, {memory.early:,.0f} to {memory.late:,.0f} MB"
    if measure.seconds < SHORTEST_JUDGED:
        yield Promise("Steady: memory is flat", True, f"not judged over so short a time ({drift})")
    else:
        yield Promise(
            f"Steady: memory drifts by less than {MOST_DRIFT:.0%}",
            abs(memory.drift) < MOST_DRIFT, drift,
        )  # fmt: skip


def judge_chaos(journal: Journal, failures: Sequence[str], is_idle: bool) -> Iterator[Promise]:
    """Judge the minutes with faults, and the time after them."""
    yield Promise("Chaos: afterwards the bot comes to rest", is_idle)
    yield promise_none("Chaos: nothing is lost", find_losses(journal, "chaos"))
    repeats, occasions = count_repeats(journal, "chaos"), count_occasions(journal)
    yield Promise(
        "Chaos: at most one repeat for each kill or cut connection", repeats <= occasions,
        f"{repeats} repeats, {occasions} kills and cut connections",
    )  # fmt: skip
    yield promise_none("Chaos: nothing is repeated without a cause", find_excess(journal, "chaos"))
    yield promise_none("Chaos: answers are in order", find_disorder(journal, "chaos"))
    yield promise_none("Chaos: the bot never ends by itself", failures)


def judge_requests(journal: Journal, violations: Sequence[str]) -> Iterator[Promise]:
    """Judge what the bot asked Telegram for, in the whole run."""
    yield promise_none("No request breaks a rule of Telegram's", violations)
    yield promise_none(
        "No chat is written to while Telegram wants a pause", find_impatience(journal)
    )
    yield promise_none("No chat is written to faster than Telegram bears", find_haste(journal))


def is_state_idle(path: Path) -> bool:
    """Tell whether the state of a bot, which may run, has no update that waits.

    What may have arrived is sent again only when its time limit has passed.
    """
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as state:
            (count,) = state.execute(
                "SELECT count(*) FROM updates WHERE body IS NOT NULL"
            ).fetchone()
    except sqlite3.Error:
        return False
    return not count


def judge_state(path: Path) -> Iterator[Promise]:
    """Judge the state of a bot that has stopped."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as state:
            rows = state.execute("SELECT id, attempts FROM updates WHERE body IS NOT NULL")
            waiting = [f"update {number}, attempts: {attempts}" for number, attempts in rows]
            check = [str(row[0]) for row in state.execute("PRAGMA integrity_check")]
    except sqlite3.Error as error:
        yield Promise("state.db can be read", False, str(error))
        return
    yield promise_none("state.db has no update that waits", waiting)
    yield Promise("state.db is sound", check == ["ok"], check[0])


def judge_index(
    folder: Path, environment: Mapping[str, str], articles: float | None
) -> Iterator[Promise]:
    """Judge the index of a bot that has stopped, which last said how many articles it had."""
    run = subprocess.run(
        [sys.executable, "-m", "bot", "index", "verify", "--json"],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        facts = json.loads(run.stdout)
    except ValueError:
        yield Promise("The index equals the folder", False, (run.stderr or run.stdout)[-500:])
        return
    yield promise_none("The index equals the folder", facts["differences"])
    yield Promise(
        "The running bot had what is in the folder", articles == facts["articles"],
        f"{articles or 0:,.0f} of {facts['articles']:,} articles",
    )  # fmt: skip
