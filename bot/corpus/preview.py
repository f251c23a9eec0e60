"""Dry run: what would come of adding files, before anything is added."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import Finding
from bot.corpus.folder import CorpusFolder
from bot.corpus.inventory import Inventory, NearDuplicate, Read, TrackFindings
from bot.corpus.near_duplicates import sign_article
from bot.corpus.report import Report
from bot.corpus.sample import Sample, Sampler
from bot.reading.source import display_path, escape_unprintable

_MOST_TWINS = 1000
_LISTED_TWINS = 5


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article that is there already: ``similarity`` is 1.0 where it is word by word the same.

    ``path`` and ``heading`` are its own, ``other_path`` and ``other_heading`` those of what it
    repeats.
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
class Preview:
    """What files hold, what of it is there already, and some of it as a reader sees it.

    ``articles`` says how many stand in each file. ``twins`` are the first of the duplicates;
    ``exact`` and ``near`` count all.
    """

    report: Report
    articles: dict[Path, int]
    exact: int
    near: int
    twins: tuple[Duplicate, ...]
    samples: tuple[Sample, ...]

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return {
            **self.report.to_json(),
            "files": {display_path(path): count for path, count in self.articles.items()},
            "exact": self.exact,
            "near": self.near,
            "twins": [asdict(twin) for twin in self.twins],
            "samples": [asdict(sample) for sample in self.samples],
        }

    def lines(self) -> Iterator[str]:
        """Yield all of it line by line, every refusal included."""
        yield from self.report.lines()
        yield from self._twin_lines(self.exact, "there already, word by word", exact=True)
        yield from self._twin_lines(self.near, "nearly the same as one that is there", exact=False)

    def sample_lines(self) -> Iterator[str]:
        """Yield the samples, with a blank line before each."""
        for sample in self.samples:
            yield ""
            yield escape_unprintable(sample.heading)
            yield f"{escape_unprintable(sample.origin)} · {sample.published}"
            yield from (f"  {escape_unprintable(line)}" for line in sample.text.splitlines())

    def _twin_lines(self, count: int, what: str, *, exact: bool) -> Iterator[str]:
        if not count:
            return
        yield f"{count:,} {'is' if count == 1 else 'are'} {what}:"
        for twin in [twin for twin in self.twins if twin.exact == exact][:_LISTED_TWINS]:
            share = "" if exact else f", {twin.similarity:.0%}"
            yield (
                f"  {twin.path}, {escape_unprintable(twin.heading)!r}: {twin.other_path}"
                f", {escape_unprintable(twin.other_heading)!r}{share}"
            )
        if count > _LISTED_TWINS:
            yield f"  and {count - _LISTED_TWINS:,} more"


def preview_files(
    paths: Sequence[Path], register: Inventory, read: Read, track: TrackFindings | None = None
) -> Preview:
    """Read files and folders, and compare their articles with what ``register`` knows."""
    trial = _Trial(register)
    try:
        findings = trial.watched(_findings(paths, read))
        report = Report.of(track(findings, "Reading articles") if track else findings)
    finally:
        trial.close()
    return Preview(
        report,
        dict(trial.articles),
        trial.exact,
        trial.near,
        tuple(trial.twins),
        trial.sampler.samples(),
    )


class _Trial:
    """Looks at the articles on their way into a report."""

    def __init__(self, register: Inventory) -> None:
        self.articles: Counter[Path] = Counter()
        self.exact = self.near = 0
        self.twins: list[Duplicate] = []
        self.sampler = Sampler()
        self._register = register
        self._before = Inventory(None)  # what stands in these files themselves
        self._ids: set[str] = set()

    def watched(self, findings: Iterable[tuple[Path, Finding]]) -> Iterator[Finding]:
        """Pass findings on."""
        for path, finding in findings:
            self.articles[path] += isinstance(finding, Article)
            if isinstance(finding, Article):
                self._look(path, finding)
            yield finding

    def close(self) -> None:
        """Forget everything."""
        self._before.close()

    def _look(self, path: Path, article: Article) -> None:
        if article.id in self._ids:
            # Of one id there is one article in the end, the later: the report says that.
            self.sampler.renew(article)
            return
        self._ids.add(article.id)
        self.sampler.offer(article)
        like = sign_article(article)
        found = self._register.most_like(like, but=path) or self._before.most_like(like)
        if found:
            self._note(path, article, found)
        self._before.add(article, like, path)

    def _note(self, path: Path, article: Article, found: NearDuplicate) -> None:
        twin = Duplicate(
            display_path(path),
            article.heading,
            display_path(found.path),
            found.heading,
            found.similarity,
        )
        self.exact += twin.exact
        self.near += not twin.exact
        if len(self.twins) < _MOST_TWINS:
            self.twins.append(twin)


def _findings(paths: Sequence[Path], read: Read) -> Iterator[tuple[Path, Finding]]:
    for root in paths:
        scan = CorpusFolder(root).scan()
        yield from scan.faults.items()
        for path in scan.files:
            yield from ((path.absolute(), finding) for finding in read(path))
