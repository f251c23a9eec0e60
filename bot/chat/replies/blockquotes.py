"""Blockquotes: an article's own sentences, whole, with the answer in bold."""

from bot.answers.answer import Quote
from bot.chat.replies.text_lines import is_sendable
from bot.chat.rich_text import Entity, RichText, count_units
from bot.language.invisible import is_visible

MOST_OPEN = 300
"""Characters of a quote that is not collapsed; the first of a reply may have more."""


def format_blockquote(quote: Quote, most_open: int = MOST_OPEN) -> RichText:
    """Return a quote as a blockquote, empty where it cannot be sent."""
    text = quote.text
    # Telegram cuts white space off a message's ends, which would shift every entity.
    text = text.strip()
    if not is_visible(text) or not is_sendable(text):
        return RichText()
    kind = "expandable_blockquote" if len(text) > most_open else "blockquote"
    highlight = _locate_highlight(quote)
    entities = (Entity(kind, 0, count_units(text)), *([highlight] if highlight else []))
    return RichText(text, entities)


def _locate_highlight(quote: Quote) -> Entity | None:
    """Return the answer in bold, counted from the first visible character of the quote."""
    if quote.highlight is None:
        return None
    article = quote.article.text
    start = quote.span.start + len(quote.text) - len(quote.text.lstrip())
    end = quote.span.start + len(quote.text.rstrip())
    first, last = max(quote.highlight.start, start), min(quote.highlight.end, end)
    answer = article[first:last] if first < last else ""
    if not is_visible(answer):
        return None
    first += len(answer) - len(answer.lstrip())
    return Entity("bold", count_units(article[start:first]), count_units(answer.strip()))
