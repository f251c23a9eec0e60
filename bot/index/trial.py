"""Trial: a dry run in a process of its own, so that whoever asks questions meanwhile waits no more.

It is given JSON on standard input and answers with JSON: ``python -m bot.index.trial``.
"""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.articles.bounds import DEFAULT_BOUNDS, Bounds
from bot.articles.keeper import Keeper
from bot.errors import DatelineError
from bot.index.desk import Records

_LOGGER = logging.getLogger(__name__)

_NICENESS = 10


class TrialError(DatelineError):
    """Say why files could not be looked through."""


class Trial:
    """Looks through files in another process, one after the other."""

    def __init__(
        self, corpus: Path, data: Path, roots: Sequence[Path], bounds: Bounds = DEFAULT_BOUNDS
    ) -> None:
        self._given = {
            "corpus": str(corpus.absolute()),
            "data": str(data.absolute()),
            "roots": [str(root.absolute()) for root in roots],
            "bounds": asdict(bounds),
        }
        self._free = asyncio.Semaphore(1)

    async def dry_run(self, paths: Sequence[Path]) -> dict[str, Any]:
        """Return what would come of adding files, as ``DryRun.to_json`` has it."""
        return await self._run([str(path.absolute()) for path in paths])

    async def update(self) -> None:
        """Bring what is known of the corpus up to date."""
        await self._run([])

    async def _run(self, paths: list[str]) -> dict[str, Any]:
        async with self._free:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.index.trial",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=environment(),
            )  # fmt: skip
            try:
                out, err = await process.communicate(
                    json.dumps({**self._given, "paths": paths}).encode()
                )
            finally:
                if process.returncode is None:
                    process.kill()
        try:
            answer = json.loads(out)
        except ValueError:
            _LOGGER.error("A dry run broke off: %s", err.decode(errors="replace").strip())
            raise TrialError("the files could not be looked through; the log says why") from None
        if "fault" in answer:
            raise TrialError(answer["fault"])
        return dict(answer)


def environment() -> dict[str, str]:
    """Return what a process of ours may know: where the code is, and no secret."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("DATELINE_")}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def main() -> None:
    """Answer one request."""
    os.nice(_NICENESS)
    given = json.load(sys.stdin)
    corpus, data = Path(given["corpus"]), Path(given["data"])
    roots = [Path(root) for root in given["roots"]]
    records = Records(Keeper(corpus, data), roots, data, Bounds(**given["bounds"]))
    try:
        if given["paths"]:
            answer = records.dry_run([Path(path) for path in given["paths"]]).to_json()
        else:
            with records.register():
                answer = {}
    except DatelineError as error:
        answer = {"fault": str(error)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
