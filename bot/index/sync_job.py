"""Takeover: an index is brought to what its folders hold, as an errand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.articles.findings import Refusal
from bot.index.engine import OPENED, Name, Place
from bot.index.sync.sync import Changes
from bot.language.analyzer import Analyzer
from bot.reading.limits import Bounds
from bot.system.job import Errand, ErrandError, serve
from bot.system.progress import Track, untracked

_MODULE = "bot.index.sync_job"


def take_over(
    engine: Name,
    roots: Sequence[Path],
    place: Place,
    files: Collection[str],
    track: Track = untracked,
) -> Changes:
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
    errand = Errand(_MODULE)
    try:
        found = errand.answer(given, track, "Reading articles")
    finally:
        errand.end()
    refusals, faults = ([Refusal(**one) for one in found[name]] for name in ("refusals", "faults"))
    return Changes(found["read"], found["gone"], refusals, frozenset(faults))


def _work(given: dict[str, Any], track: Track) -> Mapping[str, object]:
    place = given["place"] | {
        "data": Path(given["place"]["data"]),
        "bounds": Bounds(**given["place"]["bounds"]),
    }
    roots, files = [Path(root) for root in given["roots"]], set(given["files"])
    try:
        engine = OPENED[given["engine"]](roots, Place(**place), Analyzer())
        try:
            changes = engine.update(track, lambda path: str(path) in files)
        finally:
            engine.close()
    except OSError as error:
        raise ErrandError(str(error)) from error
    return {**asdict(changes), "faults": [asdict(fault) for fault in changes.faults]}


if __name__ == "__main__":
    serve(_work)
