"""Citation: a quote with its source and day, short enough for a button to copy it."""

from bot.answers.answer import Quote
from bot.chat.keyboard import LONGEST_COPY
from bot.chat.replies.credits import shorten_source
from bot.chat.replies.text_lines import is_sendable, shorten_line
from bot.chat.rich_text import count_units
from bot.localization.current import format_day, gettext, isolate

_FEWEST_UNITS = 40  # of a quote that is worth copying


def cite_quote(quote: Quote) -> str:
    """Return a quote, its source and its day in at most 256 characters; empty if impossible.

    A longer quote is cut with "…" at the end of a word.
    """
    if not is_sendable(quote.text):
        return ""
    # Translators: what is copied: a quotation, who published it, and when.
    template = gettext("“{quote}” – {source}, {day}")
    source = isolate(shorten_source(quote.article)) or "–"
    day = format_day(quote.article.published)
    frame = template.format(quote="", source=source, day=day)
    room = LONGEST_COPY - count_units(frame)
    text = " ".join(quote.text.split())
    if room < _FEWEST_UNITS or not text:
        return ""
    return template.format(quote=_cut_at_word(text, room), source=source, day=day)


def _cut_at_word(text: str, longest: int) -> str:
    line = shorten_line(text, longest)
    if not line.endswith("…") or line == text:
        return line
    start, space, _ = line.removesuffix("…").rpartition(" ")
    # A script without spaces, or a single long word, is cut where it is.
    return f"{start.rstrip(' ,;:')}…" if space and len(start) > longest // 2 else line
