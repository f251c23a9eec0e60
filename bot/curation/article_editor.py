"""Article editor: what an admin says of an article, checked, and made searchable."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.corpus.audit import AuditEntry
from bot.corpus.corrections.correction import ArticleCorrection
from bot.corpus.corrections.correction_change import (
    Change,
    CorrectionChange,
    find_last_correction,
)
from bot.corpus.lock import CorpusError
from bot.corpus.manifest.article_table import StoredArticle
from bot.curation.article_lookup import CorpusArticle
from bot.curation.service import CorpusService, IndexChange
from bot.language.languages.lookup import DEFAULT, find_language
from bot.reading.dates.parse import Published, parse_published
from bot.system.progress import Progress, no_progress

Field = Literal["published", "title", "source", "language"]
"""What can be corrected of an article."""

_LONGEST = 500
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def make_change(field: Field, text: str, details: StoredArticle) -> Change:
    """Return the change of a field to what somebody wrote.

    What the file itself gives is no correction. Raise DatelineError where the text is none of
    that kind.
    """
    if field == "published":
        published = parse_day(text)
        is_new = published.instant is not None or published.day != details.file_day
        day = published if is_new else None
        return lambda correction: replace(correction, published=day)
    words = _parse_words(text)
    if field == "title":
        title = words if words != details.file_title else None
        return lambda correction: replace(correction, title=title)
    if field == "source":
        return lambda correction: replace(correction, source=words)
    tag = _parse_language(words)
    return lambda correction: replace(correction, language=tag)


def parse_day(text: str) -> Published:
    """Return the day that somebody wrote; raise DatelineError where it is none that can be."""
    published = parse_published(text)
    # Somewhere it is tomorrow already.
    if published.day > datetime.now(UTC).date() + timedelta(1):
        raise CorpusError(f"{published.day} is in the future")
    return published


def make_hidden(correction: ArticleCorrection) -> ArticleCorrection:
    """Return the change that leaves an article out."""
    return replace(correction, is_hidden=True)


def make_visible(correction: ArticleCorrection) -> ArticleCorrection:
    """Return the change that takes an article in again."""
    return replace(correction, is_hidden=False)


class ArticleEditor:
    """Corrects articles under the name of whoever does it."""

    def __init__(self, service: CorpusService, actor: str) -> None:
        self._service = service
        self._actor = actor

    def change(
        self, article: CorpusArticle, change: Change, track: Progress = no_progress
    ) -> tuple[AuditEntry | None, IndexChange]:
        """Change what is said of an article; return no entry where it is said already."""
        return self._correct(article, change, None, track)

    def undo(
        self,
        article: CorpusArticle,
        entry: AuditEntry | None = None,
        track: Progress = no_progress,
    ) -> tuple[AuditEntry | None, IndexChange]:
        """Take a correction back, by default the last one.

        Raise CorpusError where there is none, or where the article was corrected again since.
        """
        entry = entry or find_last_correction(self._service.store.audit, article.id)
        if entry is None:
            raise CorpusError("this article has no correction that could be undone")
        old_correction = ArticleCorrection.from_json(entry.old_correction or {})
        return self._correct(article, lambda _: old_correction, entry, track)

    def find_entry(self, entry_id: str) -> AuditEntry | None:
        """Return the entry of the log of a correction, None where there is none."""
        entries = (entry for entry in self._service.store.audit if entry.article)
        return next((entry for entry in entries if entry.id == entry_id), None)

    def _correct(
        self,
        article: CorpusArticle,
        change: Change,
        reverts: AuditEntry | None,
        track: Progress,
    ) -> tuple[AuditEntry | None, IndexChange]:
        step = CorrectionChange(article.key, change, article.file, article.details.heading, reverts)
        return self._service.correct(step, article.paths, self._actor, track)


def _parse_words(text: str) -> str:
    words = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if len(words) > _LONGEST:
        raise CorpusError(f"it is longer than {_LONGEST} characters")
    return words


def _parse_language(text: str) -> str:
    """Return the tag of a language that is named by its code or in English."""
    if _TAG.fullmatch(text):
        return text
    language = find_language(text)
    if not text or language is DEFAULT:
        raise CorpusError(f"{text} is no language: write its code, such as de or pt-BR")
    return language.code
