"""Conversion: entities and keyboards as python-telegram-bot has them."""

from collections.abc import Collection

from telegram import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
)

from bot.chat.autolinks.covers import cover_autolinks
from bot.chat.keyboard import Button, Keyboard
from bot.chat.rich_text import Reply, RichText


def convert_entities(
    message: Reply | RichText, own_links: Collection[str] = ()
) -> list[MessageEntity]:
    """Return the entities of a text, with code over all that Telegram would make links of.

    Only ``own_links``, the bot's commands and its name, remain links, and in quotes not even they.
    """
    piece = cover_autolinks(RichText(message.text, message.entities), own_links)
    return [
        MessageEntity(entity.type, entity.offset, entity.length, url=entity.url or None)
        for entity in piece.entities
    ]


def convert_markup(reply: Reply) -> InlineKeyboardMarkup | ForceReply | None:
    """Return what a new message has below it: buttons, or a field in which it is answered."""
    if reply.placeholder:
        return ForceReply(selective=True, input_field_placeholder=reply.placeholder)
    return convert_keyboard(reply.keyboard)


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
    )
