"""Corrections: all of them, as they apply to articles on their way from the files."""

import hashlib
import json
import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.articles.addresses import normalize_address
from bot.articles.article import Article
from bot.articles.findings import Rejection
from bot.articles.ignored import CORRECTIONS_FILE
from bot.corpus.corrections.correction import ArticleCorrection, PlaceInFile
from bot.corpus.corrections.correction_text import Entry, find_header_fault, split_entries
from bot.reading.source import display_path

_LOGGER = logging.getLogger(__name__)

_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CorrectedArticle:
    """An article as it is searched, beside the ``original`` that its file gives."""

    article: Article
    original: Article
    correction: ArticleCorrection | None = None

    @property
    def is_hidden(self) -> bool:
        """Tell whether it is left out of what is searched."""
        return self.correction is not None and self.correction.is_hidden


class Corrections:
    """What is put right of articles; a later correction of the same article counts.

    An article is found by its id, else by its address, else by its place in a file.
    """

    def __init__(
        self,
        corrections: Iterable[ArticleCorrection] = (),
        faults: Iterable[Rejection] = (),
        roots: Sequence[Path] = (),
    ) -> None:
        self.faults = frozenset(faults)
        self.by_id: dict[str, ArticleCorrection] = {}
        self.by_address: dict[str, ArticleCorrection] = {}
        self.by_place: dict[PlaceInFile, ArticleCorrection] = {}
        self._roots = roots
        for correction in corrections:
            if correction.article:
                self.by_id[correction.article] = correction
            if address := normalize_address(correction.url) or correction.url:
                self.by_address[address] = correction
            if correction.place:
                self.by_place[correction.place] = correction

    def __bool__(self) -> bool:
        return bool(self.by_id or self.by_address or self.by_place)

    def correct(self, article: Article, path: Path) -> CorrectedArticle:
        """Return an article of the file at ``path`` as it is searched."""
        correction = self._find(article, path) if self else None
        if correction is None:
            return CorrectedArticle(article, article)
        return CorrectedArticle(correction.apply(article), article, correction)

    def name_file(self, path: Path) -> str:
        """Return the path of a file in its folder."""
        for root in self._roots:
            if path.is_relative_to(root.absolute()) and path != root.absolute():
                return str(path.relative_to(root.absolute()))
        return path.name

    def list_paths(self, file: str) -> list[Path]:
        """Return where a file may be, by its path in its folder."""
        return [root.absolute() / file for root in self._roots]

    def _find(self, article: Article, path: Path) -> ArticleCorrection | None:
        correction = self.by_id.get(article.id)
        if correction is None and self.by_address and article.url:
            correction = self.by_address.get(normalize_address(article.url) or article.url)
        if correction is None and self.by_place:
            place = PlaceInFile(self.name_file(path.absolute()), article.title, article.published)
            correction = self.by_place.get(place)
        return correction


def digest_corrections(corrections: Collection[ArticleCorrection]) -> str:
    """Return a short name of corrections, another one for others, empty where there are none."""
    if not corrections:
        return ""
    texts = sorted(json.dumps(correction.to_json()) for correction in corrections)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


class CorrectionFiles:
    """The files of corrections in the folders that are searched, read anew when they change."""

    def __init__(self, roots: Sequence[Path] = ()) -> None:
        self._roots = [root for root in roots if not root.is_file()]
        self._paths = [root / CORRECTIONS_FILE for root in self._roots]
        self._versions: list[tuple[int, ...] | None] = []
        self._corrections = Corrections((), (), self._roots)

    def load(self) -> Corrections:
        """Return the corrections of all folders, those of the last folder before others."""
        versions = [_stat(path) for path in self._paths]
        if versions != self._versions:
            entries: list[ArticleCorrection] = []
            faults: list[Rejection] = []
            for path in self._paths:
                for entry in _read_entries(path):
                    if entry.correction:
                        entries.append(entry.correction)
                    if entry.fault:
                        faults.append(Rejection(display_path(path), entry.fault_line, entry.fault))
            self._corrections = Corrections(entries, faults, self._roots)
            self._versions = versions
        return self._corrections


def read_text(path: Path) -> str:
    """Return the text of a file of corrections, empty where there is none.

    Raise OSError or UnicodeDecodeError where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1).decode("utf-8-sig")
    except FileNotFoundError:
        return ""


def _read_entries(path: Path) -> list[Entry]:
    try:
        text = read_text(path)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return [Entry("", 1, None, "it is not in UTF-8: save it as UTF-8", line)]
    except OSError as error:
        return [Entry("", 1, None, f"it cannot be opened ({error.strerror})", 1)]
    if len(text) > _MOST_BYTES:
        return [Entry("", 1, None, f"it is larger than {_MOST_BYTES:,} bytes: split it", 1)]
    header, entries = split_entries(text)
    if number := find_header_fault(header):
        fault = "an entry begins with a hyphen, like - article: g1"
        entries.insert(0, Entry(header, 1, None, fault, number))
    return [*entries, *_find_repetitions(entries)]


def _find_repetitions(entries: Iterable[Entry]) -> list[Entry]:
    """Return a fault for each entry that corrects an article that another corrects, too."""
    lines: dict[object, int] = {}
    faults = []
    for entry in entries:
        if entry.correction is None:
            continue
        correction = entry.correction
        key = correction.article or correction.url or correction.place
        if key in lines:
            fault = f"this article has another entry in line {lines[key]:,}: this one counts"
            faults.append(Entry("", entry.line, None, fault, entry.line))
        lines[key] = entry.line
    return faults


def _stat(path: Path) -> tuple[int, ...] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ino)
