"""Trial: a dry run as an errand, since it takes as long as reading all files does."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.corpus.store import CorpusStore
from bot.curation.service import CorpusReader
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.system.job import run_job, serve_job
from bot.system.progress import Progress

_MODULE = "bot.curation.preview_job"


class PreviewJob:
    """Looks through files, one after the other; raises ErrandError where that fails."""

    def __init__(
        self, corpus: Path, data: Path, roots: Sequence[Path], limits: ReadLimits = DEFAULT_LIMITS
    ) -> None:
        self._given = {
            "corpus": str(corpus.absolute()),
            "data": str(data.absolute()),
            "roots": [str(root.absolute()) for root in roots],
            "limits": asdict(limits),
        }
        self._free = asyncio.Semaphore(1)

    async def preview(self, paths: Sequence[Path]) -> dict[str, Any]:
        """Return what would come of adding files, as ``DryRun.to_json`` has it."""
        return await self._run([str(path.absolute()) for path in paths])

    async def update(self) -> None:
        """Bring what is known of the corpus up to date."""
        await self._run([])

    async def _run(self, paths: list[str]) -> dict[str, Any]:
        async with self._free:
            return await run_job(_MODULE, {**self._given, "paths": paths})


def _work(given: dict[str, Any], track: Progress) -> Mapping[str, object]:
    corpus, data = Path(given["corpus"]), Path(given["data"])
    roots = [Path(root) for root in given["roots"]]
    records = CorpusReader(CorpusStore(corpus, data), roots, data, ReadLimits(**given["limits"]))
    if given["paths"]:
        return records.preview([Path(path) for path in given["paths"]]).to_json()
    with records.register():
        return {}


if __name__ == "__main__":
    serve_job(_work)
