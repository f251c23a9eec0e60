"""Lost files: which files are gone with their folder, and what keeps their articles searched."""

from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

from bot.articles.article import Article
from bot.corpus.folder import Scan
from bot.corpus.losses import Loss, LossKind, RemovalRecord, describe_losses, find_losses
from bot.index.parallel_analysis import analyze_articles
from bot.index.protocol import WritableIndex
from bot.index.sync.article_copies import ArticleCopies, CopiedFile
from bot.index.sync.contents import IndexContents
from bot.language.analyzer import Analyzer

LossesByFolder = Mapping[Path, tuple[LossKind, frozenset[str]]]


class LostFiles:
    """Files of an index that are lost, rather than deleted.

    With ``copies``, an index that was emptied gets their articles back. An index that
    ``is_volatile`` ends with its process, so that there are copies of all of its articles.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        contents: IndexContents,
        removals: RemovalRecord,
        copies: ArticleCopies | None = None,
        *,
        is_volatile: bool = False,
    ) -> None:
        self._roots = roots
        self._contents = contents
        self._removals = removals
        self._copies = copies
        self._is_volatile = self._is_new = is_volatile
        self._accepted: frozenset[tuple[str, str]] = frozenset()

    def find(self, scans: Sequence[Scan]) -> LossesByFolder:
        """Return the files that are lost, by the folder that lost them."""
        copied_files = self._copies.files() if self._copies else {}
        hashes = self._list_hashes()
        accepted = self._accepted | (self._copies.accepted_files() if self._copies else frozenset())
        for path, digest in accepted:
            if hashes.get(path) == digest:
                del hashes[path]
        held_paths = {path for path, item in copied_files.items() if item.is_held}
        return find_losses(
            self._roots,
            scans,
            hashes,
            self._removals,
            self._count_articles,
            held_paths | self._contents.held_files(),
        )

    def list_paths(self, scans: Sequence[Scan]) -> frozenset[str]:
        """Return the paths of the files that are lost."""
        return join_paths(self.find(scans))

    def accept(self, scans: Sequence[Scan]) -> None:
        """Let what is lost now count as deleted, in the next update and in other processes."""
        hashes = self._list_hashes()
        lost_files = {path: hashes[path] for path in self.list_paths(scans)}
        self._accepted |= frozenset(lost_files.items())
        if self._copies and lost_files:
            self._copies.accept(lost_files)

    def describe(self, losses: LossesByFolder, paths: Set[str]) -> tuple[Loss, ...]:
        """Return what is still lost of ``paths``, for people."""
        remaining = {
            folder: (kind, names & paths)
            for folder, (kind, names) in losses.items()
            if names & paths
        }
        return describe_losses(remaining, self._contents.count_articles())

    def restore(self, index: WritableIndex, losses: LossesByFolder, analyzer: Analyzer) -> None:
        """Give an index the articles of lost files that it does not have."""
        files = self._contents.files()
        absent_paths = {
            path for path in join_paths(losses) if path not in files or not files[path].hash
        }
        copied_files = dict(self._list_copied()) if absent_paths else {}
        missing_paths = sorted(absent_paths & copied_files.keys())
        for path in missing_paths:
            articles = self._copies.articles(path) if self._copies else []
            self._contents.begin_file(path, [article.id for article in articles])
            index.replace(analyze_articles(articles, analyzer))
        if missing_paths:
            index.commit()
        for path in missing_paths:
            self._contents.finish_file(path, copied_files[path].file, ())

    def complete(self, index: WritableIndex, analyzer: Analyzer) -> None:
        """Give a new index in memory what an earlier one had of files that are unfinished now."""
        is_new, self._is_new = self._is_new, False
        if self._copies is None or not is_new:
            return
        files = self._contents.files()
        unfinished_paths = {path for path, file in files.items() if file.is_unfinished}
        copied_files = self._copies.files()
        for path in sorted(unfinished_paths & copied_files.keys()):
            articles = [
                article
                for article in self._copies.articles(path)
                if not self._contents.copies(article.id)
            ]
            self._contents.begin_file(path, [article.id for article in articles])
            index.replace(analyze_articles(articles, analyzer))
            index.commit()
            copied_file = copied_files[path].file
            is_whole = copied_file.hash == files[path].hash and not copied_file.is_unfinished
            self._contents.finish_file(path, copied_file if is_whole else files[path], ())

    def save(self, index: WritableIndex, paths: Set[str]) -> None:
        """Copy the articles of some files out of an index that is about to be emptied."""
        if self._copies and not self._is_volatile and paths:
            self._update_copies(self._copies, index, paths, paths, keep_others=True)

    def finish(self, index: WritableIndex, lost_paths: Set[str]) -> None:
        """Note what is lost after an update, and bring the copies up to date."""
        if self._contents.held_files() != lost_paths:
            self._contents.hold_files(lost_paths)
        if self._copies is None:
            return
        if self._is_volatile:
            paths = self._contents.files().keys()
            self._update_copies(self._copies, index, paths, lost_paths)
        else:
            self._copies.discard()

    def _list_hashes(self) -> dict[str, str]:
        copied = {path: item.file.hash for path, item in self._list_copied()}
        files = self._contents.files().items()
        return {path: file.hash or copied.get(path, "") for path, file in files} | {
            path: digest for path, digest in copied.items() if path not in dict(files)
        }

    def _count_articles(self) -> Mapping[str, int]:
        counts = {path: item.articles for path, item in self._list_copied()}
        counts.update(self._contents.count_articles())
        return counts

    def _list_copied(self) -> Iterable[tuple[str, CopiedFile]]:
        return self._copies.files().items() if self._copies else ()

    def _update_copies(
        self,
        copies: ArticleCopies,
        index: WritableIndex,
        paths: Set[str],
        lost_paths: Set[str],
        *,
        keep_others: bool = False,
    ) -> None:
        snapshot = index.snapshot()
        files = {
            path: file
            for path, file in self._contents.files().items()
            if path in paths and file.hash
        }

        def list_articles(path: str) -> list[Article]:
            articles = map(snapshot.article, sorted(self._contents.articles(path)))
            return [article for article in articles if article is not None]

        copies.update(files, lost_paths, list_articles, keep_others=keep_others)


def join_paths(losses: LossesByFolder) -> frozenset[str]:
    """Return the paths of all files that are lost."""
    return frozenset(path for _, paths in losses.values() for path in paths)
