"""Conversion: entities and keyboards as python-telegram-bot has them."""

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.chat.keyboard import Button, Keyboard
from bot.chat.rich_text import Reply


def convert_entities(reply: Reply) -> list[MessageEntity]:
    """Return the entities of a reply's text."""
    return [
        MessageEntity(entity.type, entity.offset, entity.length, url=entity.url or None)
        for entity in reply.entities
    ]


def convert_keyboard(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """Return the buttons below a message, None where there are none."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup([[_convert_button(button) for button in row] for row in keyboard])


def _convert_button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        url=button.url or None,
        callback_data=button.data or None,
        copy_text=CopyTextButton(button.copy) if button.copy else None,
        switch_inline_query_current_chat=button.inline_query,
    )
