"""What a run is asked to do."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SoakOptions:
    """Durations in seconds, rates in questions a second.

    ``least_rate`` is the ceiling that is promised, ``latency`` the p99 up to which a rate counts.
    Where the rates of the later phases are not set, they are shares of the ceiling.
    """

    scratch: Path = Path(".soak")
    docs: Path | None = None
    people: Path | None = None
    passages: int = 300_000
    synthetic: bool = False
    engine: str = "auto"
    seed: int = 18
    rates: Sequence[float] = (10, 20, 30, 40, 50, 60)
    bisections: int = 3
    warm_up_seconds: float = 10.0
    ceiling_seconds: float = 30.0
    steady_seconds: float = 300.0
    chaos_seconds: float = 600.0
    drain_seconds: float = 300.0
    steady_rate: float | None = None
    chaos_rate: float | None = None
    least_rate: float = 40.0
    latency: float = 0.3
    kills: tuple[float, float] = (20.0, 40.0)
    child_kills: tuple[float, float] = (15.0, 45.0)
    changes: tuple[float, float] = (1.0, 5.0)


def read_options(arguments: Sequence[str] | None = None) -> SoakOptions:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.soak", description="Leave the bot alone under load and faults."
    )
    plain = SoakOptions()
    parser.add_argument(
        "--scratch", type=Path, default=plain.scratch, help="a folder for its files"
    )
    parser.add_argument(
        "--docs", type=Path, help="the folder with soak.md, to be brought up to date"
    )
    parser.add_argument(
        "--people", type=Path, help="a file of more questions, a JSON object a line"
    )
    parser.add_argument("--passages", type=int, default=plain.passages)
    parser.add_argument("--synthetic", action="store_true", help="use invented articles")
    parser.add_argument("--engine", default=plain.engine)
    parser.add_argument("--seed", type=int, default=plain.seed)
    parser.add_argument("--rates", type=float, nargs="+", default=plain.rates)
    parser.add_argument("--bisections", type=int, default=plain.bisections)
    for name in ("warm_up", "ceiling", "steady", "chaos", "drain"):
        parser.add_argument(
            f"--{name.replace('_', '-')}-seconds", type=float,
            default=getattr(plain, f"{name}_seconds"),
        )  # fmt: skip
    parser.add_argument("--steady-rate", type=float, help="instead of 0.8 of the ceiling")
    parser.add_argument("--chaos-rate", type=float, help="instead of 0.5 of the ceiling")
    parser.add_argument("--least-rate", type=float, default=plain.least_rate)
    parser.add_argument("--latency", type=float, default=plain.latency)
    for name in ("kills", "child_kills", "changes"):
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=float, nargs=2, metavar=("FROM", "TO"),
            default=getattr(plain, name), help="seconds between two of them",
        )  # fmt: skip
    return SoakOptions(**vars(parser.parse_args(arguments)))
