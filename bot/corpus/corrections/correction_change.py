"""ArticleCorrection change: one step from what was said of an article to what is said now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.corpus.audit import CORRECTING_ACTIONS, AuditAction, AuditEntry
from bot.corpus.corrections.correction import ArticleCorrection, describe_changes
from bot.corpus.corrections.correction_text import (
    format_entry,
    is_about_same,
    replace_entry,
    split_entries,
)
from bot.corpus.lock import CorpusError

Change = Callable[[ArticleCorrection], ArticleCorrection]
"""Returns what is said of an article now."""


class CorrectionChange:
    """A change of what is said of one article, which is made when the file is read for it.

    key: what names the article, without any correction
    file: the file that holds it, and ``heading`` its title, for whoever reads the corrections
    reverts: the entry of the log that is undone
    """

    def __init__(
        self,
        key: ArticleCorrection,
        change: Change,
        file: str,
        heading: str,
        reverts: AuditEntry | None = None,
    ) -> None:
        self.file = file
        self._key = key
        self._change = change
        self._heading = heading
        self._reverts = reverts
        self._old = self._new = key

    def rewrite(self, text: str) -> str:
        """Return a file of corrections after the change; raise CorpusError where it cannot be."""
        _, entries = split_entries(text)
        corrections = [entry.correction for entry in entries if entry.correction]
        mine = [item for item in corrections if is_about_same(item, self._key)]
        self._old = mine[-1] if mine else self._key
        if self._reverts is not None and not _says(self._old, self._reverts.new_correction):
            raise CorpusError("this article was corrected again since")
        # By what the article is known now counts, not by what it was known before.
        key = self._key
        new = self._change(self._old)
        self._new = replace(new, article=key.article, url=key.url, place=key.place)
        if self._new == self._old:
            return text
        if self._new.is_empty:
            return replace_entry(text, key, "") if mine else text
        comment = f"{self._heading} · {self.file}"
        return replace_entry(text, key, format_entry(self._new), comment)

    def make_entry(self, actor: str, digest: str, size: int) -> AuditEntry:
        """Return the entry of the log for it."""
        reverts = self._reverts.id if self._reverts else ""
        entry = AuditEntry.create(actor, self._action, self.file, digest, size, reverts)
        return replace(
            entry,
            article=self._key.article,
            old_correction=self._old.to_json(),
            new_correction=self._new.to_json(),
        )

    @property
    def _action(self) -> AuditAction:
        if self._old.is_hidden == self._new.is_hidden:
            return "edited"
        return "hidden" if self._new.is_hidden else "unhidden"


def describe_entry(entry: AuditEntry) -> str:
    """Return in a line what an entry of the log says was put right."""
    return describe_changes(entry.old_correction or {}, entry.new_correction or {})


def find_last_correction(log: Iterable[AuditEntry], article_id: str) -> AuditEntry | None:
    """Return the last correction of an article that is not undone, None where there is none."""
    entries = [
        entry for entry in log if entry.action in CORRECTING_ACTIONS and entry.article == article_id
    ]
    stack: list[AuditEntry] = []
    for entry in entries:
        if entry.reverts and stack:
            stack.pop()
        elif not entry.reverts:
            stack.append(entry)
    return stack[-1] if stack else None


def _says(correction: ArticleCorrection, values: Mapping[str, Any] | None) -> bool:
    return values is not None and not describe_changes(correction.to_json(), values)
