"""Give every reader so many inputs, keep what breaks a promise, and say how many did."""

import argparse
import random
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from bot.articles.article import Article
from tests.fuzz.building import FILES
from tests.fuzz.mutation import mutated, seeds
from tests.fuzz.promises import keep_promises

_KEPT = Path(".venv-fuzz/kept")


class Tally:
    """What came of the inputs."""

    def __init__(self) -> None:
        self.inputs = self.articles = 0
        self.broken: Counter[str] = Counter()
        self.slowest = 0.0

    def give(self, name: str, data: bytes) -> None:
        """Read one input, and keep it where that breaks a promise."""
        began = time.process_time()
        self.inputs += 1
        try:
            findings = keep_promises(name, data)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
            if not self.broken[fault]:
                _KEPT.mkdir(parents=True, exist_ok=True)
                (_KEPT / f"{len(self.broken)}-{name}").write_bytes(data)
                print(f"{fault}: {str(error)[:200]!r} ({name})", flush=True)
                print(traceback.format_exc(limit=-6), flush=True)
            self.broken[fault] += 1
        else:
            self.articles += sum(isinstance(finding, Article) for finding in findings)
        self.slowest = max(self.slowest, time.process_time() - began)

    def __str__(self) -> str:
        return (
            f"inputs: {self.inputs:,}; articles read: {self.articles:,}; broken promises: "
            f"{sum(self.broken.values()):,}; slowest: {self.slowest:.1f} s"
        )


def mutate(tally: Tally, inputs: int, number: int) -> None:
    """Read files that are nearly right."""
    chance, given_files = random.Random(number), seeds()
    for _ in range(inputs):
        tally.give(*mutated(given_files, chance))


def build(tally: Tally, inputs: int, number: int) -> None:
    """Read files that have the form of their format."""

    @seed(number)
    @given(built=FILES)
    @settings(
        max_examples=inputs,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def take(built: tuple[str, bytes]) -> None:
        tally.give(*built)

    take()


def guide(inputs: int, number: int) -> bool:
    """Read what atheris finds to lead into code that was not reached before."""
    folder = _KEPT.parent / "guided"
    folder.mkdir(parents=True, exist_ok=True)
    _KEPT.mkdir(exist_ok=True)
    for count, (name, data) in enumerate(seeds()):
        (folder / f"{count:04}").write_bytes(name.encode() + b"\0" + data)
    options = [f"-runs={inputs}", f"-seed={number}", "-timeout=60", "-rss_limit_mb=4096"]
    command = [sys.executable, "-m", "tests.fuzz.guided", *options, str(folder)]
    return subprocess.run([*command, f"-artifact_prefix={_KEPT}/"], check=False).returncode == 0


def main() -> None:
    """Run the three ways, and end with 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutated", type=int, default=60_000, metavar="INPUTS")
    parser.add_argument("--built", type=int, default=30_000, metavar="INPUTS")
    parser.add_argument("--guided", type=int, default=20_000, metavar="INPUTS")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    sound = True
    for name, way, inputs in (("mutated", mutate, wanted.mutated), ("built", build, wanted.built)):
        tally = Tally()
        if inputs:
            way(tally, inputs, wanted.seed)
            print(f"{name}: {tally}", flush=True)
        sound = sound and not tally.broken
    if wanted.guided:
        sound = guide(wanted.guided, wanted.seed) and sound
    sys.exit(not sound)


if __name__ == "__main__":
    main()
