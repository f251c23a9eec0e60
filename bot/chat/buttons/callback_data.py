"""Callback data: what a button that was pressed sends back."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from telegram import Update

ButtonCallback: TypeAlias = Callable[[Update], Coroutine[Any, Any, None]]
"""Acts on a button that was pressed."""


def decode_data(update: Update) -> list[str]:
    """Return the action and arguments of the button that was pressed."""
    query = update.callback_query
    return (query.data or "").split("|")[1:] if query else []


def get_message_id(update: Update) -> int:
    """Return the id of the message below which a button was pressed."""
    query = update.callback_query
    return query.message.message_id if query and query.message else 0


def get_actor(update: Update) -> str:
    """Return what the audit log calls an admin: name and number."""
    user = update.effective_user
    return f"{user.full_name} ({user.id})" if user else "nobody"
