"""Shelf: the corpus folder's files, each with what it holds and who added it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.corpus.inventory import Inventory
from bot.corpus.store import CorpusStore
from bot.reading.source import display_path


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file; ``who`` is empty where it was copied into the folder, ``when`` its mtime then.

    ``id`` names the entry of the log that added it.
    """

    file: str
    size: int
    articles: int
    refusals: int
    first: date | None
    last: date | None
    when: datetime
    who: str
    id: str

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return {
            "file": display_path(self.file),
            "size": self.size,
            "articles": self.articles,
            "refusals": self.refusals,
            "first": self.first and self.first.isoformat(),
            "last": self.last and self.last.isoformat(),
            "when": self.when.isoformat(timespec="seconds"),
            "who": self.who or None,
            "id": self.id or None,
        }


def list_corpus_files(keeper: CorpusStore, register: Inventory) -> list[CorpusFile]:
    """Return the folder's files as ``register`` knows them, the last added first."""
    found = sorted(_files(keeper, register), key=lambda shelved: shelved.file)
    return sorted(found, key=lambda shelved: shelved.when, reverse=True)


def _files(keeper: CorpusStore, register: Inventory) -> Iterator[CorpusFile]:
    added = keeper.added()
    for file in keeper.files():
        summary = register.summary((keeper.corpus / file).absolute())
        if summary is None:
            continue  # it came this moment
        entry = added.get((file, summary.size))
        yield CorpusFile(
            file,
            summary.size,
            summary.articles,
            summary.refusals,
            summary.first,
            summary.last,
            datetime.fromisoformat(entry.when)
            if entry
            else datetime.fromtimestamp(summary.changed / 1e9, UTC),
            entry.who if entry else "",
            entry.id if entry else "",
        )
