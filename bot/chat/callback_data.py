"""Callback data: what buttons send back when they are pressed."""

import hashlib
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    # What renders messages needs the data alone, and no Telegram.
    from telegram import Update

VERSION = "1"
"""Comes first in all callback data, so that later versions know theirs."""

ButtonCallback: TypeAlias = Callable[["Update"], Coroutine[Any, Any, None]]
"""Acts on a button that was pressed."""


def encode_data(*parts: str) -> str:
    """Return callback data: the version, an action and its arguments."""
    return "|".join((VERSION, *parts))


def decode_data(update: "Update") -> list[str]:
    """Return the action and arguments of the button that was pressed."""
    query = update.callback_query
    return (query.data or "").split("|")[1:] if query else []


def digest_question(question: str) -> str:
    """Return what tells a question from others in callback data, which has no room for it."""
    text = question.strip().encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:12]


def get_message_id(update: "Update") -> int:
    """Return the id of the message below which a button was pressed."""
    query = update.callback_query
    return query.message.message_id if query and query.message else 0


def get_actor(update: "Update") -> str:
    """Return what the audit log calls an admin: name and number."""
    user = update.effective_user
    return f"{user.full_name} ({user.id})" if user else "nobody"
