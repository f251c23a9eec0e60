"""Correction change: one step from what was said of an article to what is said now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.corpus.audit import CORRECTING_ACTIONS, AuditAction, AuditEntry
from bot.corpus.corrections.correction import Correction, describe_changes
from bot.corpus.corrections.correction_text import (
    format_entry,
    is_about_same,
    replace_entry,
    split_entries,
)
from bot.corpus.lock import CorpusError

Change = Callable[[Correction], Correction]
"""Returns what is said of an article now."""


class CorrectionChange:
    """A change of what is said of one article, which is made when the file is read for it.

    key: what names the article, without any correction
    file: the file that holds it, and ``heading`` its title, for whoever reads the corrections
    reverts: the entry of the log that is undone
    """

    def __init__(
        self,
        key: Correction,
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
        self._before = self._after = key

    def rewrite(self, text: str) -> str:
        """Return a file of corrections after the change; raise CorpusError where it cannot be."""
        _, entries = split_entries(text)
        corrections = [entry.correction for entry in entries if entry.correction]
        mine = [each for each in corrections if is_about_same(each, self._key)]
        self._before = mine[-1] if mine else self._key
        if self._reverts is not None and not _says(self._before, self._reverts.after):
            raise CorpusError("this article was corrected again since")
        # By what the article is known now counts, not by what it was known before.
        key = self._key
        after = self._change(self._before)
        self._after = replace(after, article=key.article, url=key.url, place=key.place)
        if self._after == self._before:
            return text
        if self._after.is_empty:
            return replace_entry(text, key, "") if mine else text
        comment = f"{self._heading} · {self.file}"
        return replace_entry(text, key, format_entry(self._after), comment)

    def make_entry(self, actor: str, digest: str, size: int) -> AuditEntry:
        """Return the entry of the log for it."""
        reverts = self._reverts.id if self._reverts else ""
        entry = AuditEntry.create(actor, self._action, self.file, digest, size, reverts)
        return replace(
            entry,
            article=self._key.article,
            before=self._before.to_json(),
            after=self._after.to_json(),
        )

    @property
    def _action(self) -> AuditAction:
        if self._before.is_hidden == self._after.is_hidden:
            return "edited"
        return "hidden" if self._after.is_hidden else "unhidden"


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


def _says(correction: Correction, values: Mapping[str, Any] | None) -> bool:
    return values is not None and not describe_changes(correction.to_json(), values)
