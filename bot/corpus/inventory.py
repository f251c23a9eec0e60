"""Register: what lies in article files, noted so that it can be looked up without reading them."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import Finding, Rejection
from bot.corpus.inventory_file import InventoryError, hold_inventory, open_inventory
from bot.corpus.near_duplicates import NEAR, MinHashSignature, sign_article

Read = Callable[[Path], Iterable[Finding]]
TrackFindings = Callable[[Iterable[Finding], str], Iterable[Finding]]

_HEADING = 200
_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What a file holds, in numbers; ``changed`` is its mtime in nanoseconds."""

    size: int
    changed: int
    articles: int
    refusals: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """An article that stands in a file, and how like it is to the one that was asked about."""

    path: Path
    heading: str
    similarity: float


class Inventory:
    """A cache: all of it comes back from the files.

    It is kept in a file of its own and made anew when that is damaged, or when articles are
    read by other code than before, which ``version`` says.
    """

    def __init__(self, path: Path | None, version: str = "") -> None:
        """Open the register at ``path``; without one it goes when it is closed."""
        self._path = path
        self._database = open_inventory(path, version)

    def update(self, files: Sequence[Path], read: Read, track: TrackFindings | None = None) -> None:
        """Take over the files that came, changed or went; may be interrupted and repeated."""
        try:
            with hold_inventory(self._path):
                self._update(files, read, track)
        except sqlite3.Error as error:
            raise InventoryError(self._path, str(error)) from error

    def is_equal_to(self, files: Sequence[Path]) -> bool:
        """Tell whether there is nothing to update."""
        known = {path for (path,) in self._database.execute("SELECT path FROM files")}
        return known == set(map(os.fsencode, files)) and all(map(self._is_current, files))

    def summary(self, path: Path) -> FileSummary | None:
        """Return what a file holds, None where it was not read yet."""
        row = self._database.execute(
            "SELECT size, changed, articles, refusals, first, last FROM files WHERE path = ?",
            (os.fsencode(path),),
        ).fetchone()
        if row is None:
            return None
        days = [date.fromisoformat(day) if day else None for day in row[4:]]
        return FileSummary(*row[:4], *days)

    def add(self, article: Article, like: MinHashSignature, path: Path) -> None:
        """Note an article that stands in a file."""
        number = self._database.execute(
            "INSERT INTO articles (path, id, heading, published, digest, signature)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                os.fsencode(path), article.id, article.heading[:_HEADING],
                article.published.isoformat(), like.digest, like.signature,
            ),
        ).lastrowid  # fmt: skip
        self._database.executemany(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)", [(key, number) for key in like.bands()]
        )

    def most_like(self, like: MinHashSignature, but: Path | None = None) -> NearDuplicate | None:
        """Return the article that is most like one, of near duplicates at least, if any.

        What stands in the file ``but`` does not count.
        """
        itself = os.fsencode(but) if but else b""
        row = self._database.execute(
            "SELECT path, heading FROM articles WHERE digest = ? AND path != ? LIMIT 1",
            (like.digest, itself),
        ).fetchone()
        if row:
            return NearDuplicate(Path(os.fsdecode(row[0])), row[1], 1.0)
        best: NearDuplicate | None = None
        for path, heading, digest, signature in self._candidates(like, itself):
            similarity = like.similarity(MinHashSignature(digest, signature))
            if similarity >= NEAR and (best is None or similarity > best.similarity):
                best = NearDuplicate(Path(os.fsdecode(path)), heading, similarity)
        return best

    def months(self) -> dict[str, int]:
        """Return the number of articles by month, such as "2026-01", the earliest first."""
        rows = self._database.execute(
            "SELECT substr(published, 1, 7) AS month, count(DISTINCT id) FROM articles "
            "GROUP BY month ORDER BY month"
        )
        return dict(rows.fetchall())

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _update(self, files: Sequence[Path], read: Read, track: TrackFindings | None) -> None:
        known = {path for (path,) in self._database.execute("SELECT path FROM files")}
        for gone in known - {os.fsencode(path) for path in files}:
            with self._transaction():
                self._forget(gone)
        stale = [path for path in files if not self._is_current(path)]
        findings = (finding for path in stale for finding in self._taken_over(path, read))
        for _ in track(findings, "Reading articles") if track else findings:
            pass

    def _candidates(
        self, like: MinHashSignature, itself: bytes
    ) -> list[tuple[bytes, str, bytes, bytes]]:
        return self._database.execute(
            "SELECT path, heading, digest, signature FROM articles WHERE path != ? AND number IN ("
            "SELECT article FROM bands WHERE key IN (SELECT value FROM json_each(?)) "
            "GROUP BY article ORDER BY count(*) DESC LIMIT ?)",
            (itself, json.dumps(like.bands()), _CANDIDATES),
        ).fetchall()

    def _is_current(self, path: Path) -> bool:
        known = self.summary(path)
        if known is None:
            return False
        try:
            status = path.stat()
        except OSError:
            return False
        return (known.size, known.changed) == (status.st_size, status.st_mtime_ns)

    def _taken_over(self, path: Path, read: Read) -> Iterator[Finding]:
        """Yield what stands in a file while it is noted, in one transaction."""
        try:
            status = path.stat()
        except OSError:
            return
        name = os.fsencode(path)
        refusals = 0
        ids: set[str] = set()
        days: list[date] = []
        with self._transaction():
            self._forget(name)
            for finding in read(path):
                if isinstance(finding, Article):
                    if finding.id in ids:  # the later of two with one id counts
                        self._strike("path = ? AND id = ?", name, finding.id)
                    ids.add(finding.id)
                    days = [min([*days, finding.published]), max([*days, finding.published])]
                    self.add(finding, sign_article(finding), path)
                refusals += isinstance(finding, Rejection)
                yield finding
            first, last = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
            self._database.execute(
                "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
                (name, status.st_size, status.st_mtime_ns, len(ids), refusals, first, last),
            )

    def _forget(self, path: bytes) -> None:
        self._strike("path = ?", path)
        self._database.execute("DELETE FROM files WHERE path = ?", (path,))

    def _strike(self, where: str, *values: bytes | str) -> None:
        found = f"FROM articles WHERE {where}"
        rows = self._database.execute(f"SELECT number, digest, signature {found}", values)
        for number, digest, signature in rows.fetchall():
            self._database.executemany(
                "DELETE FROM bands WHERE key = ? AND article = ?",
                [(key, number) for key in MinHashSignature(digest, signature).bands()],
            )
        self._database.execute(f"DELETE {found}", values)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")
