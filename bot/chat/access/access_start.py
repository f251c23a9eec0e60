"""Access at the start: who may use the bot is said, and what is no longer to be kept deleted."""

import logging
import sqlite3

from bot.chat.services import BotServices
from bot.chat.storage.state import State
from bot.localization.english import count_noun

_LOGGER = logging.getLogger(__name__)


def prepare_access(services: BotServices, state: State) -> None:
    """Say who may use the bot, and forget what is no longer to be kept."""
    access = services.access
    if access.is_open:
        _LOGGER.info("Everybody may use this bot.")
    else:
        _LOGGER.info(
            "Only %s, %s and the members of %s may use this bot.",
            count_noun("admin", len(access.admins)),
            count_noun("listed user", len(access.users)), count_noun("group", len(access.chats)),
        )  # fmt: skip
    try:
        state.access.forget(access.users | access.chats | access.admins)
        if not services.keeps_unanswered:
            state.unanswered_topics.clear()
    except sqlite3.Error:
        _LOGGER.exception("What is no longer to be kept cannot be deleted from state.db now.")
