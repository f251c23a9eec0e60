"""Results: cards as python-telegram-bot has them."""

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions

from bot.chat.inline.cards import Card
from bot.chat.transport.outbound.conversion import convert_entities
from bot.chat.transport.outbound.message_check import check_reply


def convert_card(card: Card) -> InlineQueryResultArticle:
    """Return a card as a result to choose, whose message is complete."""
    message = check_reply(card.message)
    content = InputTextMessageContent(
        message.text,
        entities=convert_entities(message),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return InlineQueryResultArticle(
        card.id, card.title, content, description=card.description or None
    )
