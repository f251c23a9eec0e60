"""Followed topics: what a chat follows, within limits."""

from dataclasses import dataclass

from bot.chat.executor import SearchExecutor
from bot.chat.follows.match_notice import LONGEST_TOPIC, name_topic
from bot.chat.follows.reader_languages import update_reader_language
from bot.chat.services import FollowServices
from bot.chat.storage.follow_store import StoredFollow
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.follows.follow_query import read_follow
from bot.localization.current import format_count, format_number, get_localizer, gettext

MOST_TOPICS = 20
"""Topics of a chat."""

_LONGEST_IN_TOAST = 60


@dataclass(frozen=True, slots=True)
class FollowResult:
    """What came of following a topic: what to say, and the follow, None where it was refused."""

    message: str
    follow: StoredFollow | None = None


class FollowedTopics:
    """Adds topics to what a chat follows, and takes them away.

    Every method may raise ``sqlite3.Error``.
    """

    def __init__(
        self,
        state: State,
        languages: ChatLanguages,
        search: SearchExecutor,
        services: FollowServices,
    ) -> None:
        self._state = state
        self._store = state.follows
        self._languages = languages
        self._search = search
        self._services = services

    async def follow(self, chat: int, text: str) -> FollowResult:
        """Follow a topic or a question; the message says why where that is refused.

        Raise TimeoutError where the search takes too long, UnavailableError where there is none.
        """
        topic = " ".join(text.split())
        follow = self.find(chat, topic)
        if follow:
            message = gettext("“{topic}” is followed here already. /following lists everything.")
            return FollowResult(message.format(topic=_name_briefly(topic)), follow)
        if len(topic) > LONGEST_TOPIC:
            message = format_count(
                "This is too long to follow. Please use {count} character at most.",
                "This is too long to follow. Please use {count} characters at most.",
                LONGEST_TOPIC,
            )
            return FollowResult(message)
        if len(self._store.list_chat(chat)) >= MOST_TOPICS:
            message = gettext(
                "This chat follows {count} topics already, and more are not possible. "
                "/following lists them, and stops one."
            )
            return FollowResult(message.format(count=format_number(MOST_TOPICS)))
        if not await self._has_matter(topic):
            message = gettext(
                "“{topic}” has no word to look for. Name a person, a place or a topic. "
                "For the news of each day there is /digest."
            )
            return FollowResult(message.format(topic=_name_briefly(topic)))
        self._store.add(chat, topic)
        update_reader_language(chat, self._state, self._languages)
        message = gettext(
            "Now following “{topic}”. I write here when a new article has news of it. "
            "/following lists everything."
        )
        return FollowResult(message.format(topic=_name_briefly(topic)), self.find(chat, topic))

    def find(self, chat: int, topic: str) -> StoredFollow | None:
        """Return the follow of a topic in a chat, however it is written; None without one."""
        key = " ".join(topic.casefold().split())
        follows = self._store.list_chat(chat)
        return next((follow for follow in follows if follow.topic.casefold() == key), None)

    def stop(self, chat: int, follow: int) -> str | None:
        """Stop a follow and return its topic, None where the chat does not follow it."""
        topics = {entry.id: entry.topic for entry in self._store.list_chat(chat)}
        is_removed = self._store.remove(chat, follow)
        update_reader_language(chat, self._state, self._languages)
        return topics.get(follow) if is_removed else None

    async def _has_matter(self, topic: str) -> bool:
        """Tell whether a topic has a word that can be looked for."""
        answerer, day = self._services.answerer, self._search.today
        reader = get_localizer().language

        def work() -> bool:
            snapshot = answerer.snapshot()
            return read_follow(topic, day, snapshot, answerer.analyzer, reader) is not None

        return await self._search.call(work)


def _name_briefly(topic: str) -> str:
    """Return a topic so short that all of the message fits a toast."""
    return name_topic(topic, _LONGEST_IN_TOAST)
