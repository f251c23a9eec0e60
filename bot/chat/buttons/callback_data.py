"""Callback data: what a button that was pressed sends back."""

import re
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from telegram import Message, Update
from telegram.ext import BaseHandler, ContextTypes

from bot.chat.keyboard import DATA_VERSION
from bot.chat.transport.outbound.toasts import show_toast
from bot.localization.current import gettext, mark_message

STALE = mark_message("This button no longer works. Please ask again.")

# A database takes no number of any length.
_NUMBER = re.compile(r"-?[0-9]{1,18}")

ButtonCallback: TypeAlias = Callable[[Update], Coroutine[Any, Any, None]]
"""Acts on a button that was pressed."""


def decode_data(update: Update) -> list[str]:
    """Return the action and arguments of the button that was pressed."""
    query = update.callback_query
    return (query.data or "").split("|")[1:] if query else []


def decode_number(text: str) -> int:
    """Return a number in callback data; raise ValueError where this bot never wrote it."""
    if not _NUMBER.fullmatch(text):
        raise ValueError("no number of this bot's")
    return int(text)


def make_pattern(*actions: str) -> str:
    """Return the pattern of the callback data of these actions."""
    return rf"^{DATA_VERSION}\|(?:{'|'.join(map(re.escape, actions))})(?:\||$)"


def get_message(update: Update) -> Message | None:
    """Return the message with the button, None where Telegram no longer shows it."""
    query = update.callback_query
    message = query.message if query else None
    return message if isinstance(message, Message) else None


def get_message_id(update: Update) -> int:
    """Return the id of the message below which a button was pressed."""
    query = update.callback_query
    return query.message.message_id if query and query.message else 0


def get_actor(update: Update) -> str:
    """Return what the audit log calls an admin: name and number."""
    user = update.effective_user
    return f"{user.full_name} ({user.id})" if user else "nobody"


class ChatlessButtonHandler(BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]):
    """Decline buttons below messages that came from inline or guest queries.

    This version puts none there, and of their chat Telegram tells nothing.
    """

    def __init__(self) -> None:
        super().__init__(decline_button)

    def check_update(self, update: object) -> bool:
        """Tell whether a button was pressed below a message in no chat of the bot's."""
        query = update.callback_query if isinstance(update, Update) else None
        return query is not None and query.message is None


async def decline_button(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say of a button that nothing knows that it no longer works."""
    await show_toast(update, gettext(STALE))
