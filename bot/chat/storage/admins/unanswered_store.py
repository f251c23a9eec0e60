"""Unanswered store: the topics of questions that got no answer, by day."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from bot.chat.storage.state_database import Database

_MOST_TOPICS = 20_000


@dataclass(frozen=True, slots=True)
class UnansweredTopic:
    """Words that questions had in common, as they were written, and the number of questions."""

    words: tuple[str, ...]
    count: int


class TopicRows(Protocol):
    """What reads state.db."""

    @property
    def bot(self) -> int:
        """Return the number of the bot."""
        ...

    def select(self, statement: str, *values: float | str | None) -> Sequence[tuple[Any, ...]]:
        """Return all rows of a query."""
        ...


def list_shared_topics(rows: TopicRows, first_day: date) -> list[UnansweredTopic]:
    """Return what at least two people asked in vain since a day, the most frequent first."""
    result = rows.select(
        "SELECT words, SUM(count) AS total FROM unanswered_topics JOIN unanswered_counts "
        "USING (bot, topic) WHERE bot = ? AND asker IS NULL AND day >= ? "
        "GROUP BY topic ORDER BY total DESC, topic",
        rows.bot, first_day.isoformat(),
    )  # fmt: skip
    return [UnansweredTopic(tuple(str(words).split()), int(total)) for words, total in result]


class UnansweredStore:
    """Topics, with nothing of who asked but a digest, as long as there is only one who did.

    The digest is made with a salt of the topic's own: it tells whether somebody else asks the
    same, but not what else the same person asked.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, topics: Mapping[str, str], asker: int, day: date) -> None:
        """Count a question under each of its topics, which are words by their terms."""
        bot = self._database.bot
        marks = ", ".join("?" * len(topics))
        rows = self._database.select(
            "SELECT topic, salt, asker FROM unanswered_topics "  # noqa: S608
            f"WHERE bot = ? AND topic IN ({marks})",
            bot, *topics,
        )  # fmt: skip
        askers = {str(topic): (salt, digest) for topic, salt, digest in rows}
        self._database.execute_all(
            "INSERT INTO unanswered_topics (bot, topic, words, salt, asker) VALUES (?, ?, ?, ?, ?)",
            [
                (bot, topic, words, *_make_digest(asker))
                for topic, words in topics.items()
                if topic not in askers
            ],
        )
        self._database.execute_all(
            "UPDATE unanswered_topics SET salt = NULL, asker = NULL WHERE bot = ? AND topic = ?",
            [
                (bot, topic)
                for topic, (salt, digest) in askers.items()
                if digest is not None and _hash(salt, asker) != digest
            ],
        )
        self._database.execute_all(
            "INSERT INTO unanswered_counts VALUES (?, ?, ?, 1) "
            "ON CONFLICT (bot, topic, day) DO UPDATE SET count = count + 1",
            [(bot, topic, day.isoformat()) for topic in topics],
        )

    def list_topics(self, first_day: date) -> list[UnansweredTopic]:
        """Return what at least two people asked in vain since a day, the most frequent first."""
        return list_shared_topics(self._database, first_day)

    def clear(self) -> None:
        """Forget all topics."""
        self._database.delete("DELETE FROM unanswered_topics WHERE bot = ?", self._database.bot)

    def purge(self, oldest: date) -> None:
        """Forget what was asked before a day, and single questions where there are too many."""
        self._database.delete("DELETE FROM unanswered_counts WHERE day < ?", oldest.isoformat())
        self._delete_topics("topic NOT IN (SELECT topic FROM unanswered_counts WHERE bot = ?)")
        rows = self._database.select(
            "SELECT COUNT(*) FROM unanswered_topics WHERE bot = ?", self._database.bot
        )
        if rows[0][0] > _MOST_TOPICS:
            self._delete_topics(
                "asker IS NOT NULL AND topic NOT IN (SELECT topic FROM unanswered_counts "
                "WHERE bot = ? AND day >= date('now', '-1 day'))"
            )

    def _delete_topics(self, condition: str) -> None:
        statement = f"DELETE FROM unanswered_topics WHERE bot = ? AND {condition}"  # noqa: S608
        self._database.delete(statement, self._database.bot, self._database.bot)


def _make_digest(asker: int) -> Iterable[str]:
    salt = secrets.token_hex(16)
    return salt, _hash(salt, asker)


def _hash(salt: str, asker: int) -> str:
    return hmac.new(salt.encode(), str(asker).encode(), hashlib.sha256).hexdigest()
