"""Corpus buttons: what the buttons below an admin's messages say, and who pressed them."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

VERSION = "1"
"""Stands first in what every button says, so that later versions know theirs."""

Buttons = Sequence[Sequence[tuple[str, str]]]
"""Rows of what is written on a button and what it says when it is pressed."""


def who(update: Update) -> str:
    """Return whom the audit log names: an admin's name and number."""
    user = update.effective_user
    return f"{user.full_name} ({user.id})" if user else "nobody"


def data(*parts: str) -> str:
    """Return what a button says when it is pressed, at most 64 bytes."""
    return "|".join((VERSION, *parts))


def pressed(update: Update) -> list[str]:
    """Return what the pressed button says, without the version."""
    query = update.callback_query
    return (query.data or "").split("|")[1:] if query else []


def card_of(update: Update) -> int:
    """Return the number of the message below which a button was pressed."""
    query = update.callback_query
    return query.message.message_id if query and query.message else 0


def keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    """Return the buttons as python-telegram-bot has them."""
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=said) for text, said in row] for row in buttons]
    )
