"""Reader languages: they are kept for as long as something is sent to a chat unasked."""

from bot.chat.storage.chat_settings import DIGEST_HOUR, READER_LANGUAGE
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages


def update_reader_language(chat: int, state: State, languages: ChatLanguages) -> None:
    """Keep the language of a person's Telegram, or drop it where it is no longer needed."""
    if state.follows.list_chat(chat) or state.settings.get(chat, DIGEST_HOUR):
        languages.keep(chat)
    else:
        state.settings.set(chat, READER_LANGUAGE, None)
