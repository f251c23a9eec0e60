"""StoredEntry: what is known of an entry of a feed, and its row in the database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.corpus.manifest.near_duplicates import MinHashSignature
from bot.feeds.archive.entry_likeness import EntryPrint

COLUMNS = (
    "feed, key, state, file, address, digest, day, target, title, numbers, words, text, signature"
)


class EntryState(StrEnum):
    """What became of an entry."""

    PRESENT = "present"
    """It is in the archive."""
    ABSENT = "absent"
    """It was, until somebody removed it or it was not to be kept any longer."""
    IGNORABLE = "ignorable"
    """It is older than the feed's first entries, or it is in the archive from another feed."""
    ALIAS = "alias"
    """It is another entry of its feed, the ``target``, once more."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry that is known; ``file`` is the month file that has it, in the corpus folder.

    ``address`` is in the form that all ways of writing it share, empty where it tells no entry
    from another. ``digest`` is a name of what the feed said last. ``likeness`` is there for
    the entries of the last weeks.
    """

    feed: str
    key: str
    state: EntryState
    file: str
    address: str
    digest: str
    day: date
    target: str = ""
    likeness: EntryPrint | None = None


def make_row(entry: StoredEntry) -> tuple[object, ...]:
    """Return the values of the columns."""
    entry_print = entry.likeness
    signature = entry_print.signature if entry_print else None
    return (
        entry.feed, entry.key, entry.state.value, entry.file, entry.address, entry.digest,
        entry.day.isoformat(), entry.target,
        entry_print.title if entry_print else "", entry_print.numbers if entry_print else "",
        entry_print.word_count if entry_print else 0,
        signature.digest if signature else None, signature.signature if signature else None,
    )  # fmt: skip


def read_row(row: tuple[object, ...]) -> StoredEntry:
    """Return the entry of a row."""
    texts = [str(value) for value in row[:10]]
    feed, key, state, file, address, digest, day_words, target, title, numbers = texts
    day = date.fromisoformat(day_words)
    entry_print = None
    if isinstance(row[11], bytes) and isinstance(row[12], bytes):
        signature = MinHashSignature(row[11], row[12])
        entry_print = EntryPrint(day, title, numbers, int(str(row[10])), signature)
    return StoredEntry(
        feed, key, EntryState(state), file, address, digest, day, target, entry_print
    )
