"""Reports: what was said of files and folders, so that it is said again only when it changes."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.articles.findings import Rejection
from bot.corpus.losses import Loss
from bot.corpus.manifest.manifest import Manifest

_FILE, _FAULT, _LOSS = "file", "fault", "loss"


def note_reports(
    manifest: Manifest,
    files: Mapping[str, Sequence[Rejection]],
    faults: Collection[Rejection],
    losses: Collection[Loss],
) -> tuple[frozenset[Rejection], frozenset[Loss]]:
    """Return what was reported before; note in the manifest that all of it is reported now.

    ``files`` has the rejections of each file that was read, by its path and its hash with a null
    character in between.
    """
    earlier = manifest.reports()
    reports: dict[str, str] = {
        subject: ""
        for subject in earlier
        if subject.partition(":")[0] in (_FAULT, _LOSS)  # but for those that are still there
    }
    repeated: set[Rejection] = set()
    for name, rejections in files.items():
        path, _, version = name.partition("\0")
        digest = _digest((version, *map(_describe, rejections))) if rejections else ""
        if _note(reports, f"{_FILE}:{path}", digest, earlier):
            repeated.update(rejections)
    repeated.update(
        fault
        for fault in faults
        if _note(reports, f"{_FAULT}:{fault.path}", _digest(_describe(fault)), earlier)
    )
    repeated_losses = frozenset(
        loss
        for loss in losses
        if _note(reports, f"{_LOSS}:{loss.path}", _digest((loss.kind, str(loss.files))), earlier)
    )
    changes = {
        subject: digest for subject, digest in reports.items() if earlier.get(subject, "") != digest
    }
    if changes:
        manifest.note_reports(changes)
    return frozenset(repeated), repeated_losses


def _note(reports: dict[str, str], subject: str, digest: str, earlier: Mapping[str, str]) -> bool:
    """Note a report; tell whether it is the same as before."""
    reports[subject] = digest
    return bool(digest) and earlier.get(subject) == digest


def _describe(rejection: Rejection) -> str:
    return f"{rejection.path}:{rejection.line}: {rejection.reason}"


def _digest(parts: Iterable[str]) -> str:
    text = "\0".join(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
