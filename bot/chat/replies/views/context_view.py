"""Context view: the sentences around a quote, as the article has them, with the quote in bold."""

from bot.answers.answer import Quote
from bot.answers.views.context_window import ContextWindow
from bot.chat.replies.blockquotes import format_blockquote
from bot.chat.replies.credits import explain_dates, isolate_piece, link_title, shorten_source
from bot.chat.replies.links import is_link, link_text
from bot.chat.replies.text_lines import is_sendable
from bot.chat.rich_text import MOST_UNITS, RichText, fits_message, join_pieces
from bot.language.invisible import is_visible
from bot.localization.current import format_day, format_number, gettext


def render_context(window: ContextWindow) -> RichText:
    """Return a window of an article below its title, its source, its day and its place in it.

    A window that cannot be sent whole is left out, and the reader told so.
    """
    quote = Quote(window.article, window.span, 0.0, window.quoted_span)
    article = window.article
    # The heading of an article without a title would repeat its first words.
    title = link_title(article) if article.title or is_link(article.url) else RichText()
    header = join_pieces((title, _write_credit(window, quote)), "\n")
    message = join_pieces((header, format_blockquote(quote, MOST_UNITS)), "\n\n")
    can_be_shown = is_visible(window.text) and is_sendable(window.text)
    if can_be_shown and fits_message(message):
        return message
    if can_be_shown:
        line = gettext("This part of the article is too long to show here.")
    else:
        line = gettext("This part of the article cannot be shown here.")
    return join_pieces((header, RichText(line)), "\n\n")


def _write_credit(window: ContextWindow, quote: Quote) -> RichText:
    article = window.article
    # The title is the link, so the source is none.
    source = isolate_piece(link_text(shorten_source(article), ""))
    day = RichText(f"{format_day(article.published)}{explain_dates((quote,))}")
    return join_pieces((source, day, RichText(_write_place(window))), " · ")


def _write_place(window: ContextWindow) -> str:
    if window.count == 1:
        return ""
    # Translators: which part of an article is shown, as in "3 of 7".
    message = gettext("{number} of {count}")
    return message.format(number=format_number(window.number), count=format_number(window.count))
