"""The lock on the corpus folder, which one process at a time changes."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.articles.ignored import is_ignored
from bot.errors import DatelineError
from bot.reading.source import display_path
from bot.system.locks import hold_lock

_ADVICE = {
    errno.ENOSPC: "the disk is full: free some space and try again",
    errno.EDQUOT: "the disk's quota is used up: free some space and try again",
    errno.EFBIG: "it is larger than this disk allows a file to be",
    errno.EACCES: "permission denied: allow the user who runs Dateline to read and write there",
    errno.EPERM: "permission denied: allow the user who runs Dateline to read and write there",
    errno.EROFS: "the disk is mounted read-only",
    errno.ENOENT: "it does not exist, or not any more",
}


class CorpusError(DatelineError):
    """Say why a file was not added, removed or restored; nothing has changed."""


class MissingFolderError(CorpusError):
    """Say that the corpus folder is not there."""

    def __init__(self, corpus: Path) -> None:
        super().__init__(
            f"there is no folder {display_path(corpus)}: create it, or set DATELINE_CORPUS"
        )


@contextmanager
def hold_corpus(corpus: Path, data: Path, failure: str) -> Iterator[None]:
    """Hold the lock on a corpus folder, which is released when the process ends.

    Raise CorpusError where the system refuses something: the ``failure``, why, and what to do.
    """
    _check(corpus, data)
    try:
        data.mkdir(parents=True, exist_ok=True)
        with hold_lock(data / "corpus.lock", "is changing the corpus"):
            yield
    except OSError as error:
        path = f"{display_path(os.fsdecode(error.filename))}: " if error.filename else ""
        reason = _ADVICE.get(error.errno or 0, str(error.strerror or error))
        raise CorpusError(f"{failure}: {path}{reason}") from error


def _check(corpus: Path, data: Path) -> None:
    if not corpus.is_dir():
        raise MissingFolderError(corpus)
    inner, outer = data.absolute(), corpus.absolute()
    if not inner.is_relative_to(outer):
        return
    if not any(is_ignored(part, at_root=False) for part in inner.relative_to(outer).parts):
        raise CorpusError(
            f"{display_path(data)} would be searched, because it is inside "
            f"{display_path(corpus)}: set DATELINE_DATA to a folder outside of it"
        )
