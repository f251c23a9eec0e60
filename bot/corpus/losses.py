"""Losses: files that are gone in a way in which folders vanish, rather than are tidied up.

A disk that is not mounted and a share that is away look like a folder from which somebody
deleted everything. So what is lost like that is a deletion only once an admin says so.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from bot.corpus.audit import AuditLog
from bot.corpus.folder import Scan
from bot.corpus.trash import Trash
from bot.localization.english import count_noun
from bot.reading.source import display_path

MARKER = ".dateline-empty"
"""A file of this name in a folder says that its articles are gone on purpose."""

ADVICE = (
    "If the folder comes back, such as a disk that is not mounted, nothing else is to be done. "
    "If they were deleted on purpose, confirm that: dateline index build --accept-deletions"
)

CountArticles = Callable[[], Mapping[str, int]]


class LossKind(StrEnum):
    """What became of a folder, or of a file that is searched by itself."""

    MISSING = "missing"
    EMPTY = "empty"
    REPLACED = "replaced"
    """It holds other files only."""


_STATES = {
    LossKind.MISSING: "is missing",
    LossKind.EMPTY: "is empty",
    LossKind.REPLACED: "has none of the files that it had",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Articles whose files are gone with their folder, and which stay in the index until then."""

    path: str
    kind: LossKind
    files: int
    articles: int

    def __str__(self) -> str:
        return (
            f"{self.path} {_STATES[self.kind]}: {count_noun('article', self.articles)} of "
            f"{count_noun('file', self.files)} can still be searched, as they were"
        )

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return {
            "path": self.path, "kind": self.kind.value,
            "files": self.files, "articles": self.articles,
        }  # fmt: skip


class RemovalRecord:
    """What was removed through Dateline, which is deliberate: the trash and the log know."""

    def __init__(self, data: Path | None) -> None:
        self._data = data

    def list_removals(self) -> frozenset[tuple[str, str]]:
        """Return the name and the SHA-256 of each file that was removed and not added again."""
        if self._data is None:
            return frozenset()
        removals: dict[str, str] = {}
        logged_ids: set[str] = set()
        try:
            for entry in AuditLog(self._data / "audit.jsonl"):
                logged_ids.add(entry.id)
                if entry.action in _REMOVALS:
                    removals[entry.file] = entry.hash
                elif entry.action in _PLACING:
                    removals.pop(entry.file, None)
        except OSError:
            removals = {}
        # The log follows a moment after the trash.
        recent = (entry for entry in Trash(self._data / "trash") if entry.id not in logged_ids)
        return frozenset({*removals.items(), *((entry.file, entry.hash) for entry in recent)})


# A correction, and a purge of what is in the trash, say nothing of whether the file is there.
_PLACING = ("added", "restored", "updated")
_REMOVALS = ("removed", "deleted")


def find_losses(
    roots: Sequence[Path],
    scans: Sequence[Scan],
    hashes: Mapping[str, str],
    removals: RemovalRecord,
    count_articles: CountArticles,
    held_paths: Set[str] = frozenset(),
) -> dict[Path, tuple[LossKind, frozenset[str]]]:
    """Return which of the files that were known are lost, by the folder that lost them.

    ``hashes`` has the files that were known, each with its SHA-256; ``held_paths`` are those that
    were lost before: they stay so until one of them is back. What is gone in another way was
    deleted.
    """
    losses: dict[Path, tuple[LossKind, frozenset[str]]] = {}
    for root, scan in zip((root.absolute() for root in roots), scans, strict=True):
        names = frozenset(_list_below(str(root), hashes))
        files = {str(path.absolute()) for path in scan.files}
        faults = {path.absolute() for path in scan.faults}
        unseen = tuple(str(path) for path in faults - {root})
        unseen_names = {name for name in names - files if _lies_in_any(name, unseen)}
        gone = set(names - files - unseen_names)
        if not gone or (root in faults and not is_absent(root)):
            continue
        known_removals = removals.list_removals()
        gone = {
            name
            for name in gone
            if (os.path.relpath(name, root), hashes[name]) not in known_removals
        }
        search = _LossSearch(str(root), names, files | unseen_names, gone, count_articles)
        stays_held = not held_paths & files & names
        for name in gone:
            folder = search.find_folder(name)
            if (
                folder is None
                and name in held_paths
                and stays_held
                and not search.is_accepted(name)
            ):
                folder = str(root)
            if folder is not None:
                kind, others = losses.get(Path(folder), (search.tell_kind(folder), frozenset()))
                losses[Path(folder)] = kind, others | {name}
    return losses


def describe_losses(
    losses: Mapping[Path, tuple[LossKind, Collection[str]]], counts: Mapping[str, int]
) -> tuple[Loss, ...]:
    """Return losses with their numbers of files and articles, by path."""
    return tuple(
        Loss(display_path(path), kind, len(names), sum(counts.get(name, 0) for name in names))
        for path, (kind, names) in sorted(losses.items())
    )


class _LossSearch:
    """Finds the folder with which a file of one root was lost."""

    def __init__(
        self,
        root: str,
        names: Set[str],
        files: Set[str],
        gone: Set[str],
        count_articles: CountArticles,
    ) -> None:
        self._root = root
        self._names = names
        self._gone = gone
        self._count_articles = count_articles
        # Folders with files of any kind, and with such as were known.
        self._full = self._list_folders(files)
        self._known = self._list_folders(names & files)
        self._find = cache(self._find_from)
        self._accepts = cache(self._is_accepted_from)

    def is_accepted(self, name: str) -> bool:
        """Tell whether a marker stands in one of the folders around a file."""
        return self._accepts(_get_parent(name))

    def find_folder(self, name: str) -> str | None:
        """Return the outermost folder that was lost with a file, None where it was deleted."""
        if self.is_accepted(name):
            return None
        return self._find(name if name == self._root else _get_parent(name))

    def tell_kind(self, folder: str) -> LossKind:
        """Return what became of a folder."""
        if not Path(folder).exists():
            return LossKind.MISSING
        return LossKind.REPLACED if folder in self._full else LossKind.EMPTY

    def _find_from(self, folder: str) -> str | None:
        return next(filter(self._is_lost, self._list_parents(folder)), None)

    def _is_accepted_from(self, folder: str) -> bool:
        return any(os.path.lexists(Path(parent, MARKER)) for parent in self._list_parents(folder))

    def _is_lost(self, folder: str) -> bool:
        if folder in self._known:
            return False
        # A single file that makes room for others is replaced by them.
        is_replaced = folder in self._full and len(self._gone) == 1
        if folder == self._root or is_replaced:
            return not is_replaced
        if folder not in self._full and Path(folder).is_dir():
            return True
        counts = self._count_articles()
        total = sum(counts.get(name, 0) for name in self._names)
        return 2 * sum(counts.get(name, 0) for name in _list_below(folder, self._gone)) > total

    def _list_parents(self, folder: str) -> list[str]:
        """Return a folder and those around it, from the root on; none where it is outside."""
        parents = [folder]
        while len(parents[-1]) > len(self._root):
            parents.append(_get_parent(parents[-1]))
        return parents[::-1] if parents[-1] == self._root else []

    def _list_folders(self, files: Set[str]) -> frozenset[str]:
        direct = {name if name == self._root else _get_parent(name) for name in files}
        return frozenset(parent for folder in direct for parent in self._list_parents(folder))


def _list_below(folder: str, names: Collection[str]) -> Iterator[str]:
    prefix = folder.rstrip("/") + "/"
    return (name for name in names if name == folder or name.startswith(prefix))


def _get_parent(name: str) -> str:
    return name.rpartition("/")[0]


def _lies_in_any(name: str, folders: tuple[str, ...]) -> bool:
    return any(name == folder or name.startswith(f"{folder}/") for folder in folders)


def is_absent(root: Path) -> bool:
    """Tell whether a path does not exist, rather than cannot be looked into."""
    try:
        root.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
