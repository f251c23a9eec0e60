"""Takeover: an index is brought to what its folders hold, as an errand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.articles.findings import Rejection
from bot.index.engine import ENGINES, EngineName, IndexConfig
from bot.index.sync.sync import SyncResult
from bot.language.analyzer import Analyzer
from bot.reading.limits import ReadLimits
from bot.system.job import JobError, SubprocessJob, serve_job
from bot.system.progress import Progress, no_progress

_MODULE = "bot.index.sync_job"


def run_sync_job(
    engine: EngineName,
    roots: Sequence[Path],
    place: IndexConfig,
    files: Collection[str],
    track: Progress = no_progress,
) -> SyncResult:
    """Have another process update an index from the folders; of new files take only ``files``.

    Whoever has the index open finds the changes there. Raise ErrandError or UnavailableError
    where nothing, or not everything, could be taken over: the next time goes on from there.
    """
    given = {
        "engine": engine,
        "roots": [str(root.absolute()) for root in roots],
        "place": {**asdict(place), "data": str(place.data.absolute())},
        "files": list(files),
    }
    job = SubprocessJob(_MODULE)
    try:
        found = job.run(given, track, "Reading articles")
    finally:
        job.close()
    refusals, faults = (
        [Rejection(**one) for one in found[name]] for name in ("refusals", "faults")
    )
    return SyncResult(found["read"], found["gone"], refusals, frozenset(faults))


def _work(given: dict[str, Any], track: Progress) -> Mapping[str, object]:
    place = given["place"] | {
        "data": Path(given["place"]["data"]),
        "limits": ReadLimits(**given["place"]["limits"]),
    }
    roots, files = [Path(root) for root in given["roots"]], set(given["files"])
    try:
        engine = ENGINES[given["engine"]](roots, IndexConfig(**place), Analyzer())
        try:
            changes = engine.update(track, lambda path: str(path) in files)
        finally:
            engine.close()
    except OSError as error:
        raise JobError(str(error)) from error
    return {**asdict(changes), "faults": [asdict(fault) for fault in changes.faults]}


if __name__ == "__main__":
    serve_job(_work)
