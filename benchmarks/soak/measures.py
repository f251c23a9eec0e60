"""What a phase of a run came to: latencies, processor time, memory, and what bounds the rate."""

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.soak.journal import Request
from benchmarks.soak.notices import is_failure
from benchmarks.soak.processes import CORES, HARNESS, Sample

_SATURATED = 0.9
_SINGLE_CORE = 0.8


@dataclass(frozen=True, slots=True)
class PhaseMeasure:
    """How the questions of a phase fared; seconds, and cores by role.

    ``busy``: the share of all cores that was used, by whatever. ``age``: the longest wait of a
    question without an answer, at any second.
    """

    rate: float
    seconds: float
    questions: int
    unanswered: int
    failures: int
    p50: float
    p95: float
    p99: float
    age: float
    cores: Mapping[str, float]
    busy: float

    @property
    def load(self) -> float:
        """Return how many cores others used."""
        return max(0.0, self.busy * CORES - sum(self.cores.values()))

    @property
    def bound(self) -> str:
        """Return what keeps the rate from being higher, as far as the processors tell."""
        if self.busy > _SATURATED:
            others = f"; other programs used {self.load:.1f}" if self.load > 0.1 else ""
            return f"all {CORES} cores are busy{others}"
        roles = [role for role, cores in self.cores.items() if cores > _SINGLE_CORE]
        if roles:
            return f"one core is busy with: {', '.join(sorted(roles))}"
        return f"no core: {self.busy:.0%} of the {CORES} are used"


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that this share of ``values`` does not exceed; 0 where there are none."""
    ordered = sorted(values)
    return ordered[min(math.ceil(len(ordered) * share), len(ordered)) - 1] if ordered else 0.0


def measure_phase(
    questions: Sequence[Request], samples: Sequence[Sample], rate: float, seconds: float
) -> PhaseMeasure:
    """Return what came of questions, after all have had time to be answered."""
    latencies = [math.inf if each.latency is None else each.latency for each in questions]
    spans = _spend(samples)
    return PhaseMeasure(
        rate, seconds, len(questions), latencies.count(math.inf),
        sum(is_failure(arrival.text) for each in questions for arrival in each.arrivals),
        percentile(latencies, 0.5), percentile(latencies, 0.95), percentile(latencies, 0.99),
        max((each.age for each in samples), default=0.0), *spans,
    )  # fmt: skip


def _spend(samples: Sequence[Sample]) -> tuple[Mapping[str, float], float]:
    if len(samples) < 2:
        return {}, 0.0
    first, last = samples[0], samples[-1]
    elapsed = last.at - first.at
    cores = {
        role: (seconds - first.seconds.get(role, 0.0)) / elapsed
        for role, seconds in last.seconds.items()
    }
    used = {role: share for role, share in cores.items() if share >= 0.005 or role == HARNESS}
    return used, (last.busy - first.busy) / elapsed / CORES


@dataclass(frozen=True, slots=True)
class MemoryMeasure:
    """Memory in MB: the medians of the second and of the last fifth of a phase."""

    early: float
    late: float
    most: float
    anonymous: float

    @property
    def drift(self) -> float:
        """Return by which share it grew, or shrank."""
        return self.late / self.early - 1 if self.early else 0.0


def measure_memory(samples: Sequence[Sample]) -> MemoryMeasure:
    """Return the memory of all the bot's processes: of five minutes, the second and the last."""
    fifth = max(len(samples) // 5, 1)
    early, late = samples[fifth : 2 * fifth] or samples, samples[-fifth:]
    return MemoryMeasure(
        statistics.median([each.memory for each in early]),
        statistics.median([each.memory for each in late]),
        max(each.memory for each in samples),
        statistics.median([each.anonymous for each in late]),
    )
