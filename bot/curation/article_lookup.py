"""Article lookup: finds articles of the corpus by their ids, addresses, titles and files."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.articles.addresses import normalize_address
from bot.corpus.corrections.correction import ArticleCorrection, PlaceInFile
from bot.corpus.corrections.corrections import Corrections
from bot.corpus.lock import CorpusError
from bot.corpus.manifest.article_table import StoredArticle
from bot.corpus.manifest.manifest import Manifest
from bot.curation.service import CorpusReader
from bot.reading.source import display_path, escape_unprintable
from bot.system.progress import Progress, no_progress

_MOST_CANDIDATES = 10
_MOST_RESULTS = 200


@dataclass(frozen=True, slots=True)
class CorpusArticle:
    """An article as it is searched, the files that hold it, and by what corrections know it.

    ``file`` is the path of its file in its folder; of several files, the last one counts.
    """

    details: StoredArticle
    file: str
    paths: frozenset[Path]
    key: ArticleCorrection

    @property
    def id(self) -> str:
        """Return the article's id."""
        return self.details.id

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return self.details.to_json(display_path(self.file))


class ArticleLookup:
    """Looks articles up in the manifest, which is brought up to date before."""

    def __init__(self, reader: CorpusReader) -> None:
        self._reader = reader

    def find(self, name: str, track: Progress = no_progress) -> CorpusArticle:
        """Return the article with an id, which may be shortened, or an address.

        Raise CorpusError where there is none, or where it could be several.
        """
        with self._open(track) as (manifest, corrections):
            address = normalize_address(name)
            copies = manifest.find_articles("id", name)
            if not copies and address:
                copies = manifest.find_articles("address", address)
            if not copies and name:
                copies = manifest.complete_id(name, _MOST_CANDIDATES)
            ids = dict.fromkeys(article.id for article in copies)
            if not ids:
                raise CorpusError(
                    f"there is no article {display_path(name)}: dateline corpus articles lists "
                    "the articles with their ids"
                )
            if len(ids) > 1:
                raise CorpusError(_list_candidates(name, copies))
            return self._describe(manifest, corrections, next(iter(ids)))

    def get(self, column: Literal["id", "key"], value: str) -> CorpusArticle | None:
        """Return the article with an id, or with the key that stands for it, None without one."""
        with self._open() as (manifest, corrections):
            copies = manifest.find_articles(column, value)
            return self._describe(manifest, corrections, copies[0].id) if copies else None

    def list_articles(self, file: str, track: Progress = no_progress) -> list[StoredArticle]:
        """Return the articles of a file of the corpus folder, hidden ones too."""
        path = self._reader.store.path(file).absolute()
        with self._open(track) as (manifest, _):
            return manifest.articles(path)

    def search(self, text: str, track: Progress = no_progress) -> list[CorpusArticle]:
        """Return articles whose title or source has all words of a text, the newest first."""
        with self._open(track) as (manifest, corrections):
            articles = manifest.search_articles(text.split(), _MOST_RESULTS)
            ids = dict.fromkeys(article.id for article in articles)
            results = [self._describe(manifest, corrections, article_id) for article_id in ids]
        return sorted(results, key=lambda article: article.details.published, reverse=True)

    @contextmanager
    def _open(self, track: Progress = no_progress) -> Iterator[tuple[Manifest, Corrections]]:
        with self._reader.open_current(track) as reader:
            yield reader.manifest, reader.corrections

    def _describe(
        self, manifest: Manifest, corrections: Corrections, article_id: str
    ) -> CorpusArticle:
        copies = manifest.find_articles("id", article_id)
        ranks = {path: rank for rank, path in enumerate(self._reader.list_paths())}
        details = max(copies, key=lambda article: ranks.get(article.path, -1))
        file = corrections.name_file(details.path)
        paths = frozenset(article.path for article in copies)
        if not details.is_derived:
            return CorpusArticle(details, file, paths, ArticleCorrection(article_id))
        address = normalize_address(details.url) or details.url
        holders = manifest.find_articles("address", address) if address else []
        if holders and all(article.id == article_id for article in holders):
            return CorpusArticle(details, file, paths, ArticleCorrection(article_id, details.url))
        place = PlaceInFile(file, details.file_title, details.file_day)
        is_alone = _is_only_one(details, manifest.articles(details.path))
        key = ArticleCorrection(article_id, place=place if is_alone else None)
        return CorpusArticle(details, file, paths, key)


def _is_only_one(article: StoredArticle, articles: Iterable[StoredArticle]) -> bool:
    """Tell whether its title and its day tell an article from the others of its file."""
    place = (article.file_title, article.file_day)
    ids = {item.id for item in articles if (item.file_title, item.file_day) == place}
    return ids == {article.id}


def _list_candidates(name: str, articles: Sequence[StoredArticle]) -> str:
    items = dict.fromkeys(
        f"{escape_unprintable(article.id)} ({escape_unprintable(article.heading)})"
        for article in articles
    )
    return f"{display_path(name)} may be several articles: {'; '.join(items)}"
