"""Sync: keeps an index equal to folders of article files."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bot.articles.article import Article
from bot.articles.finding import Finding, Refusal
from bot.articles.folder import CorpusFolder
from bot.articles.reader import read
from bot.index.analysis import analyze_all
from bot.index.base import WritableIndex
from bot.index.catalog import Catalog, Known
from bot.index.fingerprint import fingerprint
from bot.language.analyzer import Analyzer

_BATCH = 4096
_FINGERPRINT = "fingerprint"

Track = Callable[[Iterable[Article]], Iterable[Article]]


@dataclass(slots=True)
class Changes:
    """What a synchronisation found: files taken over and gone, and everything refused."""

    read: int = 0
    gone: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.read or self.gone)


class Sync:
    """Bring an index to what files hold; safe to be killed at any instant.

    Of an article that several files hold, the copy of the last file counts, in the order of
    the folders and then of the paths. A file that cannot be read any more keeps the articles
    that it had.
    """

    def __init__(
        self, index: WritableIndex, catalog: Catalog, roots: Sequence[Path], analyzer: Analyzer
    ) -> None:
        self._index = index
        self._catalog = catalog
        self._folders = [CorpusFolder(root) for root in roots]
        self._analyzer = analyzer

    def run(self, track: Track = iter, ready: Callable[[Path], bool] = Path.exists) -> Changes:
        """Take over what changed since the last time; files that are not ``ready`` stay."""
        if self._catalog.fact(_FINGERPRINT) != fingerprint():
            self._start_afresh()
        changes = Changes()
        ranks = {str(path): rank for rank, path in enumerate(self._files())}
        known = self._catalog.files()
        for path in known.keys() - ranks.keys():
            self._take_away(path, ranks)
            changes.gone += 1
        for path in ranks:
            if not ready(Path(path)):
                continue
            now = _look(path, known.get(path))
            if now is not None and now != known.get(path):
                self._take_over(path, now, ranks, track, changes)
        return changes

    def _start_afresh(self) -> None:
        self._catalog.clear()
        self._index.drop()
        self._index.commit()
        self._catalog.note(_FINGERPRINT, fingerprint())

    def _files(self) -> Iterator[Path]:
        return (path.absolute() for folder in self._folders for path in folder.files())

    def _take_over(
        self, path: str, now: Known, ranks: dict[str, int], track: Track, changes: Changes
    ) -> None:
        before = self._catalog.files().get(path)
        if before is not None and before.hash == now.hash:
            self._catalog.settle(path, now, ())
            return
        changes.read += 1
        refusals: list[Refusal] = []
        articles = track(_articles(read(Path(path)), refusals))
        had = self._catalog.articles(path)
        holds: set[str] = set()
        for batch in _batches(articles):
            holds.update(batch)
            self._catalog.announce(path, batch)
            self._replace(path, batch.values(), ranks)
        changes.refusals += refusals
        if refusals and not holds and had:
            holds = had  # the last good version stays
        self._remove(path, had - holds, ranks)
        self._index.commit()
        self._catalog.settle(path, now, had - holds)

    def _take_away(self, path: str, ranks: dict[str, int]) -> None:
        had = self._catalog.articles(path)
        self._catalog.announce(path, ())
        self._remove(path, had, ranks)
        self._index.commit()
        self._catalog.settle(path, None, had)

    def _replace(self, path: str, articles: Iterable[Article], ranks: dict[str, int]) -> None:
        wanted = (
            article
            for article in articles
            if self._last_copy(article.id, ranks) == path
            and self._index.article(article.id) != article
        )
        self._index.replace(analyze_all(wanted, self._analyzer))
        self._index.commit()

    def _remove(self, path: str, ids: Iterable[str], ranks: dict[str, int]) -> None:
        """Take articles away that a file holds no longer, and bring up their other copies."""
        gone: list[str] = []
        elsewhere: dict[str, set[str]] = {}
        for article in ids:
            other = self._last_copy(article, ranks, without=path)
            if other is None:
                gone.append(article)
            else:
                elsewhere.setdefault(other, set()).add(article)
        self._index.remove(gone)
        for other, wanted in elsewhere.items():
            copies = {a.id: a for a in _articles(read(Path(other)), []) if a.id in wanted}
            self._index.replace(analyze_all(copies.values(), self._analyzer))

    def _last_copy(
        self, article: str, ranks: dict[str, int], without: str | None = None
    ) -> str | None:
        copies = [path for path in self._catalog.copies(article) if path in ranks]
        return max((c for c in copies if c != without), key=ranks.__getitem__, default=None)


def _articles(findings: Iterable[Finding], refusals: list[Refusal]) -> Iterator[Article]:
    """Yield the articles, and put the refusals aside."""
    for finding in findings:
        if isinstance(finding, Article):
            yield finding
        elif isinstance(finding, Refusal):
            refusals.append(finding)


def _batches(articles: Iterable[Article]) -> Iterator[dict[str, Article]]:
    remaining = iter(articles)
    while batch := {article.id: article for article in islice(remaining, _BATCH)}:
        yield batch


def _look(path: str, known: Known | None) -> Known | None:
    """Return a file as it is now; what ``known`` says, where size and time are the same."""
    try:
        status = Path(path).stat()
        if (
            known
            and known.hash
            and (known.size, known.changed) == (status.st_size, status.st_mtime_ns)
        ):
            return known
        with Path(path).open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None  # gone or closed in this moment: the next run sees to it
    return Known(status.st_size, status.st_mtime_ns, content)
