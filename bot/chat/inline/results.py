"""Results: cards as python-telegram-bot has them."""

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions

from bot.chat.inline.cards import Card
from bot.chat.transport.outbound.conversion import convert_entities


def convert_card(card: Card) -> InlineQueryResultArticle:
    """Return a card as a result to choose, whose message is complete."""
    content = InputTextMessageContent(
        card.message.text,
        entities=convert_entities(card.message),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return InlineQueryResultArticle(
        card.id, card.title, content, description=card.description or None
    )
