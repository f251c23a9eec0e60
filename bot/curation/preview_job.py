"""Preview job: a preview by another process, since it takes as long as reading the files."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from bot.corpus.preview import Preview
from bot.corpus.store import CorpusStore
from bot.curation.service import CorpusReader
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.system.job import run_job, serve_job
from bot.system.progress import Progress

_MODULE = "bot.curation.preview_job"


@dataclass(frozen=True, slots=True)
class _Request:
    """Which files to preview; with none, only the manifest is brought up to date."""

    corpus: str
    data: str
    roots: tuple[str, ...]
    limits: ReadLimits
    paths: tuple[str, ...] = ()
    keep: bool = False


class PreviewJob:
    """Previews files one after the other; raises JobError where that fails."""

    def __init__(
        self, corpus: Path, data: Path, roots: Sequence[Path], limits: ReadLimits = DEFAULT_LIMITS
    ) -> None:
        self._request = _Request(
            str(corpus.absolute()),
            str(data.absolute()),
            tuple(str(root.absolute()) for root in roots),
            limits,
        )
        self._turn = asyncio.Semaphore(1)

    async def preview(self, paths: Sequence[Path], *, keep: bool = False) -> Preview:
        """Return what adding files would do; with ``keep``, adding them reads nothing again."""
        names = tuple(str(path.absolute()) for path in paths)
        answer = await self._run(replace(self._request, paths=names, keep=keep))
        return msgspec.convert(answer, Preview)

    async def update(self) -> None:
        """Bring what is known of the corpus up to date."""
        await self._run(self._request)

    async def _run(self, request: _Request) -> dict[str, Any]:
        async with self._turn:
            return await run_job(_MODULE, msgspec.to_builtins(request))


def _work(message: dict[str, Any], track: Progress) -> Mapping[str, object]:
    request = msgspec.convert(message, _Request)
    corpus, data = Path(request.corpus), Path(request.data)
    roots = [Path(root) for root in request.roots]
    reader = CorpusReader(CorpusStore(corpus, data), roots, data, request.limits)
    if request.paths:
        preview = reader.preview([Path(path) for path in request.paths], keep=request.keep)
        return dict(msgspec.to_builtins(preview))
    with reader.open_current():
        return {}


if __name__ == "__main__":
    serve_job(_work)
