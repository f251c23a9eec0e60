"""Chat languages: in which language each chat is answered."""

import logging
import sqlite3
from collections import OrderedDict

from telegram import Update, User
from telegram.constants import ChatType

from bot.chat.storage.chat_settings import LANGUAGE, READER_LANGUAGE
from bot.chat.storage.state import State
from bot.localization.offered_languages import ENGLISH, list_languages, match_language

_LOGGER = logging.getLogger(__name__)

AUTOMATIC = "auto"

_MOST_CHATS = 1000


class ChatLanguages:
    """The language that was chosen for a chat, else that of a person's Telegram.

    A group for which nobody chose is answered in English: its members may read many languages.
    """

    def __init__(self, state: State) -> None:
        self._settings = state.settings
        self._automatic: OrderedDict[int, str] = OrderedDict()

    def resolve(self, update: Update) -> str:
        """Return the language in which an update is to be answered."""
        chat, user = update.effective_chat, update.effective_user
        if chat is None or update.guest_message:
            # What a guest knows of a chat is who called; its number may be that of another chat.
            return self._resolve_person(user)
        if chat.type == ChatType.PRIVATE and user:
            self._remember(chat.id, match_language(user.language_code))
        return self.resolve_chat(chat.id)

    def _resolve_person(self, user: User | None) -> str:
        """Return the language that a person chose in private, else that of the own Telegram."""
        choice = self.get_choice(user.id) if user else AUTOMATIC
        if choice != AUTOMATIC:
            return choice
        return match_language(user.language_code if user else None)

    def resolve_chat(self, chat: int) -> str:
        """Return the language of a chat in which nothing was just written."""
        choice = self.get_choice(chat)
        if choice != AUTOMATIC:
            return choice
        return self._automatic.get(chat) or self._look_up(chat, READER_LANGUAGE) or ENGLISH

    def get_choice(self, chat: int) -> str:
        """Return the language that was chosen for a chat, AUTOMATIC where none was."""
        return self._look_up(chat, LANGUAGE) or AUTOMATIC

    def keep(self, chat: int) -> None:
        """Remember the language of a person's Telegram for what is sent after a restart."""
        language = self._automatic.get(chat)
        if language:
            self._settings.set(chat, READER_LANGUAGE, language)

    def _look_up(self, chat: int, name: str) -> str:
        """Return a language that was noted for a chat, empty where none that is offered was."""
        try:
            language = self._settings.get(chat, name)
        except sqlite3.Error:
            _LOGGER.exception("The language of a chat cannot be looked up in state.db.")
            return ""
        return language if language and language in list_languages() else ""

    def choose(self, chat: int, language: str) -> None:
        """Remember the language of a chat, or with AUTOMATIC, that there is none."""
        self._settings.set(chat, LANGUAGE, None if language == AUTOMATIC else language)

    def _remember(self, chat: int, language: str) -> None:
        """Keep the language of a person's Telegram for notices, which answer nothing."""
        self._automatic[chat] = language
        self._automatic.move_to_end(chat)
        if len(self._automatic) > _MOST_CHATS:
            self._automatic.popitem(last=False)
