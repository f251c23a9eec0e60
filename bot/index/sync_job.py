"""Sync job: an index is brought up to date with its folders by another process."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from bot.index.engine import ENGINES, IndexConfig
from bot.index.engine_names import EngineName
from bot.index.errors import BrokenIndexError
from bot.index.sync.result import SyncResult
from bot.language.analyzer import Analyzer
from bot.system.job import JobError, SubprocessJob, serve_job
from bot.system.progress import Progress, no_progress

_MODULE = "bot.index.sync_job"


@dataclass(frozen=True, slots=True)
class _Request:
    """Which index to bring up to date; of new and changed files, ``files`` alone are ready."""

    engine: EngineName
    roots: tuple[str, ...]
    data: str
    config: IndexConfig
    files: tuple[str, ...]
    retry: bool


def run_sync_job(
    engine: EngineName,
    roots: Sequence[Path],
    config: IndexConfig,
    files: Collection[str],
    track: Progress = no_progress,
    *,
    retry: bool = False,
) -> SyncResult:
    """Have another process update an index from its folders; of new files, index only ``files``.

    Who has the index open finds the changes there. Raise JobError or UnavailableError where
    nothing, or not everything, could be indexed: the next update goes on from there. Raise
    BrokenIndexError where the index is to be built anew.
    """
    request = _Request(
        engine,
        tuple(str(root.absolute()) for root in roots),
        str(config.data and config.data.absolute()),
        config,
        tuple(files),
        retry,
    )
    job = SubprocessJob(_MODULE)
    try:
        answer = job.run(_encode(request), track, "Reading articles")
    finally:
        job.close()
    if "broken_folder" in answer:
        raise BrokenIndexError(Path(answer["broken_folder"]), answer["reason"])
    return msgspec.convert(answer, SyncResult)


def _work(request: dict[str, Any], track: Progress) -> Mapping[str, object]:
    job_request = msgspec.convert(request, _Request, dec_hook=lambda kind, value: kind(value))
    config, files = replace(job_request.config, data=Path(job_request.data)), set(job_request.files)
    try:
        engine = ENGINES[job_request.engine](
            [Path(root) for root in job_request.roots], config, Analyzer()
        )
        try:
            result = engine.update(track, lambda path: str(path) in files, retry=job_request.retry)
        finally:
            engine.close()
    except BrokenIndexError as error:
        return {"broken_folder": str(error.folder), "reason": error.reason}
    except OSError as error:
        raise JobError(str(error)) from error
    return _encode(result)


def _encode(value: object) -> dict[str, Any]:
    return dict(msgspec.to_builtins(value, enc_hook=str))


if __name__ == "__main__":
    serve_job(_work)
