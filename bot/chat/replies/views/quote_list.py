"""Quote list: how each source puts a matter, and how each tells a story."""

from collections.abc import Sequence

from bot.answers.answer import Quote
from bot.answers.views.survey import Survey
from bot.chat.replies.blockquotes import format_blockquote
from bot.chat.replies.credits import explain_dates, isolate_piece, link_title, name_source
from bot.chat.rich_text import Entity, RichText, fits_message, join_pieces
from bot.localization.current import format_day, gettext


def render_sources(survey: Survey) -> RichText:
    """Return the best quote of each source below the source's name, as far as they fit."""
    return _lay_out(survey.by_source, RichText())


def render_story(quotes: Sequence[Quote]) -> RichText:
    """Return how each source tells a story, below the title of the first, as far as they fit."""
    return _lay_out(quotes, link_title(quotes[0].article) if quotes else RichText())


def _lay_out(quotes: Sequence[Quote], header: RichText) -> RichText:
    """Return the header and the quotes that can be sent whole."""
    blocks: list[RichText] = []
    for quote in quotes:
        text = format_blockquote(quote)
        block = join_pieces((_write_credit(quote), text), "\n")
        if text.text and fits_message(join_pieces((header, *blocks, block), "\n\n")):
            blocks.append(block)
    if not blocks:
        blocks.append(RichText(gettext("None of these sentences can be shown here.")))
    return join_pieces((header, *blocks), "\n\n")


def _write_credit(quote: Quote) -> RichText:
    article = quote.article
    source = isolate_piece(_embolden(name_source(article)))
    day = RichText(f"{format_day(article.published)}{explain_dates((quote,))}")
    return join_pieces((source, day), " · ")


def _embolden(piece: RichText) -> RichText:
    """Return a piece in bold; code cannot be bold, too."""
    if not piece.text or any(entity.type == "code" for entity in piece.entities):
        return piece
    return RichText(piece.text, (Entity("bold", 0, piece.units), *piece.entities))
