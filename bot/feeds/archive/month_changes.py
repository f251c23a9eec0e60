"""Month changes: what becomes of the month files of a feed when its entries are written."""

from dataclasses import replace

from bot.articles.article import Article
from bot.corpus.file_changes import FileChange
from bot.corpus.store import CorpusStore
from bot.feeds.archive.entry_plan import PlannedEntry
from bot.feeds.archive.month_files import (
    MonthLine,
    derive_entry_id,
    digest_entry,
    join_lines,
    make_line,
    parse_line,
    split_lines,
)
from bot.feeds.subscription import Subscription


class MonthChanges:
    """Month files with entries to be added and exchanged; nothing is written yet."""

    def __init__(self, store: CorpusStore) -> None:
        self._store = store
        self._lines: dict[str, list[bytes]] = {}

    def add(self, planned_entry: PlannedEntry, subscription: Subscription) -> Article:
        """Append an entry, and return its article."""
        entry, stored_entry = planned_entry.entry, planned_entry.stored_entry
        article_id = entry.article.id
        if not entry.has_own_id:
            article_id = derive_entry_id(stored_entry.feed, stored_entry.key)
        article = self._place(entry.article, article_id, stored_entry.file, subscription)
        line = make_line(replace(entry, article=article), stored_entry.digest)
        self._load(stored_entry.file).append(line.content)
        return article

    def exchange(self, planned_entry: PlannedEntry, subscription: Subscription) -> Article | None:
        """Put an entry in the place of what it was, and return its article.

        Return None where its line stands there already.
        """
        entry, stored_entry, old = (
            planned_entry.entry,
            planned_entry.stored_entry,
            planned_entry.old or planned_entry.stored_entry,
        )
        lines = self._load(old.file)
        numbers = [
            number for number, content in enumerate(lines) if parse_line(content).key == old.key
        ]
        old_line = parse_line(lines[numbers[0]]) if numbers else MonthLine(b"")
        article_id = old_line.read_words("id") or derive_entry_id(
            stored_entry.feed, stored_entry.key
        )
        article = self._place(entry.article, article_id, stored_entry.file, subscription)
        if entry.is_undated:
            article = replace(article, published=stored_entry.day, instant=None)
        if entry.is_teaser and old_line.is_completed:
            text = old_line.read_words("text")
            entry = replace(entry, feed_digest=digest_entry(entry), is_teaser=False)
            article = replace(article, text=text, body=0)
        line = make_line(replace(entry, key=old.key, article=article), stored_entry.digest)
        if numbers and line.content == old_line.content:
            return None
        if numbers and stored_entry.file == old.file:
            lines[numbers[0]] = line.content
            numbers = numbers[1:]
        else:
            self._load(stored_entry.file).append(line.content)
        for number in reversed(numbers):
            del lines[number]
        return article

    def list_changes(self) -> list[FileChange]:
        """Return what becomes of the files."""
        return [FileChange(file, join_lines(lines)) for file, lines in self._lines.items()]

    def _place(
        self, article: Article, article_id: str, file: str, subscription: Subscription
    ) -> Article:
        path = str(self._store.corpus / file)
        language = subscription.language or article.language or article.language_code
        source = article.source or subscription.heading
        return replace(article, id=article_id, path=path, language=language, source=source)

    def _load(self, file: str) -> list[bytes]:
        if file not in self._lines:
            path = self._store.corpus / file
            self._lines[file] = split_lines(path.read_bytes()) if path.exists() else []
        return self._lines[file]
