"""Quotations: the shape of a reply to a question that sentences answer."""

from collections.abc import Sequence

from bot.answers.answer import Answer, Quote
from bot.chat.replies.blockquotes import MOST_OPEN, format_blockquote
from bot.chat.replies.credits import credit_quotes
from bot.chat.replies.footers import write_footer
from bot.chat.replies.headers import write_header
from bot.chat.replies.text_lines import is_sendable
from bot.chat.rich_text import RichText, fits_message, join_pieces

# The best quote holds the answer, which must be seen without a tap.
_MOST_OPEN_FIRST = 900


def lay_out_quotes(answer: Answer, quotes: Sequence[Quote]) -> RichText:
    """Return those of ``quotes`` that fit a message, whole, in their order.

    If not even the first fits, its article is named instead.
    """
    visible: list[Quote] = []
    for quote in quotes:
        if not format_blockquote(quote).text:
            continue
        if fits_message(_compose(answer, [*visible, quote])):
            visible.append(quote)
    return _compose(answer, visible) if visible else _name_article(answer, quotes[0])


def _compose(answer: Answer, quotes: Sequence[Quote]) -> RichText:
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
    body = join_pieces(blocks, "\n\n")
    header = join_pieces((RichText(write_header(answer)), body), "\n\n")
    return join_pieces((header, write_footer(answer, quotes)), "\n\n")


def _name_article(answer: Answer, quote: Quote) -> RichText:
    reason = "is too long to show here" if is_sendable(quote.text) else "cannot be shown here"
    line = RichText(f"The sentence that answers this {reason}. It is in this article:")
    body = join_pieces((line, credit_quotes((quote,))), "\n")
    return join_pieces((RichText(write_header(answer)), body), "\n\n")
