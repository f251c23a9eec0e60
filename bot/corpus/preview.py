"""Preview: what adding files would do, before anything is added."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import Finding
from bot.corpus.folder import CorpusFolder
from bot.corpus.manifest.file_reader import FileReader, hash_file
from bot.corpus.manifest.file_record import FileVersion
from bot.corpus.manifest.manifest import Manifest, NearDuplicate
from bot.corpus.manifest.near_duplicates import MinHashSignature, sign_article
from bot.corpus.report import Report
from bot.corpus.sample import Sample, Sampler
from bot.reading.source import display_path, escape_unprintable
from bot.system.progress import Progress, no_progress

_MAX_DUPLICATES = 1000
_LISTED_DUPLICATES = 5


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article that repeats another: ``similarity`` is 1.0 where they are the same word by word.

    ``path`` and ``heading`` are its own, ``other_path`` and ``other_heading`` those of the
    article that it repeats.
    """

    path: str
    heading: str
    other_path: str
    other_heading: str
    similarity: float

    @property
    def exact(self) -> bool:
        """Tell whether the words are the same."""
        return self.similarity == 1.0


@dataclass(frozen=True, slots=True)
class FileCount:
    """How many articles a file holds."""

    path: str
    articles: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What files hold, what of it the corpus has already, and a few articles as readers see them.

    ``duplicates`` are the first ones; ``exact_count`` and ``near_count`` count all.
    """

    report: Report
    files: tuple[FileCount, ...]
    exact_count: int
    near_count: int
    duplicates: tuple[Duplicate, ...]
    samples: tuple[Sample, ...]

    def relative_to(self, folder: Path) -> "Preview":
        """Return the same with the paths of files as they are inside a folder."""
        display_prefix, prefix = f"{display_path(folder)}/", f"{folder}/"
        report = replace(
            self.report,
            notices=tuple(
                replace(notice, path=notice.path.removeprefix(display_prefix))
                for notice in self.report.notices
            ),
            rejections=tuple(
                replace(rejection, path=rejection.path.removeprefix(display_prefix))
                for rejection in self.report.rejections
            ),
        )
        duplicates = (
            replace(
                duplicate,
                path=duplicate.path.removeprefix(display_prefix),
                other_path=duplicate.other_path.removeprefix(display_prefix),
            )
            for duplicate in self.duplicates
        )
        files = (replace(file, path=file.path.removeprefix(prefix)) for file in self.files)
        return replace(self, report=report, duplicates=tuple(duplicates), files=tuple(files))

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return {
            **self.report.to_json(),
            "files": {display_path(file.path): file.articles for file in self.files},
            "exact": self.exact_count,
            "near": self.near_count,
            "twins": [asdict(duplicate) for duplicate in self.duplicates],
            "samples": [asdict(sample) for sample in self.samples],
        }

    def lines(self) -> Iterator[str]:
        """Yield all of it line by line, every rejection included."""
        yield from self.report.lines()
        yield from self._duplicate_lines(
            self.exact_count, "there already, word by word", exact=True
        )
        yield from self._duplicate_lines(
            self.near_count, "nearly the same as one that is there", exact=False
        )

    def sample_lines(self) -> Iterator[str]:
        """Yield the samples, with a blank line before each."""
        for sample in self.samples:
            yield ""
            yield escape_unprintable(sample.heading)
            yield f"{escape_unprintable(sample.origin)} · {sample.published}"
            yield from (f"  {escape_unprintable(line)}" for line in sample.text.splitlines())

    def _duplicate_lines(self, count: int, description: str, *, exact: bool) -> Iterator[str]:
        if not count:
            return
        yield f"{count:,} {'is' if count == 1 else 'are'} {description}:"
        duplicates = [duplicate for duplicate in self.duplicates if duplicate.exact == exact]
        for duplicate in duplicates[:_LISTED_DUPLICATES]:
            share = "" if exact else f", {duplicate.similarity:.0%}"
            yield (
                f"  {duplicate.path}, {escape_unprintable(duplicate.heading)!r}: "
                f"{duplicate.other_path}, {escape_unprintable(duplicate.other_heading)!r}{share}"
            )
        if count > _LISTED_DUPLICATES:
            yield f"  and {count - _LISTED_DUPLICATES:,} more"


def preview_files(
    paths: Sequence[Path],
    reader: FileReader,
    track: Progress = no_progress,
    *,
    keep: bool = False,
) -> Preview:
    """Read files and folders, and compare their articles with those in the reader's manifest.

    With ``keep``, what is read is kept for whoever indexes the files next.
    """
    with _Previewer(reader, keep) as previewer:
        findings = track(previewer.findings(paths), "Reading articles")
        report = Report.from_findings(findings)
        return Preview(
            report,
            tuple(FileCount(str(path), count) for path, count in previewer.counts.items()),
            previewer.exact_count,
            previewer.near_count,
            tuple(previewer.duplicates),
            previewer.sampler.samples(),
        )


class _Previewer(ExitStack):
    """Looks at the articles on their way into a report."""

    def __init__(self, reader: FileReader, keep: bool) -> None:
        super().__init__()
        self.counts: Counter[Path] = Counter()
        self.exact_count = self.near_count = 0
        self.duplicates: list[Duplicate] = []
        self.sampler = Sampler()
        self._reader = reader
        self._keep = keep
        self._ids: set[str] = set()
        self._file_manifest = Manifest(None)  # what these files themselves hold
        self.callback(self._file_manifest.close)

    def findings(self, paths: Sequence[Path]) -> Iterator[Finding]:
        """Yield what files hold, after looking at it."""
        for root in paths:
            scan = CorpusFolder(root).scan()
            for path, fault in scan.faults.items():
                self.counts[path] += 0
                yield fault
            for path in scan.files:
                yield from self._read(path)

    def _read(self, path: Path) -> Iterator[Finding]:
        file = path.absolute()  # while what is read of it is shown under the name that was given
        cache = self._reader.cache if self._keep else None
        version = None
        with suppress(OSError):  # why it cannot be read is said when it is
            version = hash_file(path) if cache else None
        self.counts[file] += 0
        with ExitStack() as stack:
            writer = None
            if cache and version:
                key = cache.key(version.hash, path, self._reader.limits)
                writer = stack.enter_context(cache.store(key, path))
            for finding, _ in self._reader.original_findings(path):
                visible, signature = self._look(file, finding)
                if writer:
                    writer.add(finding, signature)
                if visible is not None:
                    yield visible
            if writer and version and not _is_unchanged(path, version):
                writer.give_up("the file changed while it was read")

    def _look(self, path: Path, finding: Finding) -> tuple[Finding | None, MinHashSignature | None]:
        """Return a finding as it is corrected, None for a hidden article; look at articles."""
        if not isinstance(finding, Article):
            return finding, None
        signature = sign_article(finding)
        item = self._reader.corrections.correct(finding, path)
        if item.is_hidden:
            return None, signature
        self.counts[path] += 1
        self._compare(path, item.article, signature)
        return item.article, signature

    def _compare(self, path: Path, article: Article, signature: MinHashSignature) -> None:
        """Note an article that repeats another, and offer it as a sample."""
        if article.id in self._ids:
            self.sampler.renew(article)
            return
        self._ids.add(article.id)
        self.sampler.offer(article)
        manifest = self._reader.manifest
        duplicate = manifest.most_like(signature, exclude=path) or self._file_manifest.most_like(
            signature
        )
        if duplicate:
            self._note(path, article, duplicate)
        self._file_manifest.add_article(path, article, signature)

    def _note(self, path: Path, article: Article, original: NearDuplicate) -> None:
        duplicate = Duplicate(
            display_path(path),
            article.heading,
            display_path(original.path),
            original.heading,
            original.similarity,
        )
        self.exact_count += duplicate.exact
        self.near_count += not duplicate.exact
        if len(self.duplicates) < _MAX_DUPLICATES:
            self.duplicates.append(duplicate)


def _is_unchanged(path: Path, version: FileVersion) -> bool:
    try:
        return version.matches(path)
    except OSError:
        return False
