"""Quotations: the shape of a reply to a question that sentences answer."""

from collections.abc import Sequence

from bot.answers.answer import Quote
from bot.chat.replies.blockquotes import MOST_OPEN, format_blockquote
from bot.chat.replies.credits import credit_quotes
from bot.chat.replies.frame import Frame
from bot.chat.replies.text_lines import is_sendable
from bot.chat.rich_text import RichText, fits_message, join_pieces
from bot.language.invisible import is_visible
from bot.localization.current import gettext

# The best quote holds the answer, which must be seen without a tap.
_MOST_OPEN_FIRST = 900


def lay_out_quotes(quotes: Sequence[Quote], frame: Frame) -> RichText:
    """Return those of ``quotes`` that fit a message, whole, in their order.

    If not even the first fits, its article is named instead.
    """
    visible: list[Quote] = []
    for quote in quotes:
        if not format_blockquote(quote).text:
            continue
        if fits_message(frame.enclose(_lay_out([*visible, quote]), [*visible, quote])):
            visible.append(quote)
    body = _lay_out(visible) if visible else _name_article(quotes[0])
    return frame.enclose(body, visible)


def _lay_out(quotes: Sequence[Quote]) -> RichText:
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(quote.article.id, []).append(quote)
    blocks = []
    for group in groups.values():
        texts = [
            format_blockquote(quote, _MOST_OPEN_FIRST if quote is quotes[0] else MOST_OPEN)
            for quote in group
        ]
        blocks.append(join_pieces((*texts, credit_quotes(group)), "\n"))
    return join_pieces(blocks, "\n\n")


def _name_article(quote: Quote) -> RichText:
    if is_visible(quote.text) and is_sendable(quote.text):
        line = gettext(
            "The sentence that answers this is too long to show here. It is in this article:"
        )
    else:
        line = gettext(
            "The sentence that answers this cannot be shown here. It is in this article:"
        )
    return join_pieces((RichText(line), credit_quotes((quote,))), "\n")
