"""Cards: what people choose from when they ask in another chat, each a finished message."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Answer, Quote
from bot.chat.replies.credits import shorten_source
from bot.chat.replies.frame import Frame
from bot.chat.replies.keyboards.answer_keyboard import STORY_KINDS
from bot.chat.replies.quotations import lay_out_quotes
from bot.chat.replies.rendering import render
from bot.chat.replies.story_list import lay_out_stories
from bot.chat.replies.text_lines import is_sendable, shorten_line
from bot.chat.rich_text import Reply, RichText, fits_message
from bot.localization.current import format_day, gettext, isolate

MOST_CARDS = 10

LONGEST_ID = 64
"""Bytes of a card's id."""

_LONGEST_LINE = 100
_NOTE = "note"
_BLOCKQUOTES = frozenset(("blockquote", "expandable_blockquote"))


@dataclass(frozen=True, slots=True)
class Card:
    """A title and a description to choose by, and the message that is then sent.

    ``id``: the same for the same quote, at most 64 bytes.
    """

    id: str
    title: str
    description: str
    message: Reply


def make_cards(answer: Answer, examples: Sequence[str] = ()) -> tuple[Card, ...]:
    """Return up to ten cards, each with one quote or story that is shown whole, best first.

    Without any there is one that says why. ``examples``: questions for who only says hello.
    """
    cards: dict[str, Card] = {}
    for quote in (*answer.quotes, *answer.more):
        card = _make_card(quote, answer)
        if card is not None:
            cards.setdefault(card.id, card)
        if len(cards) == MOST_CARDS:
            break
    return tuple(cards.values()) or (make_note(render(answer, examples)),)


def make_note(message: Reply) -> Card:
    """Return a card whose message quotes nothing; its first lines are what is chosen by."""
    lines = (shorten_line(line, _LONGEST_LINE) for line in message.text.splitlines())
    title, description = (*filter(None, lines), "", "")[:2]
    return Card(_NOTE, title, description, replace(message, keyboard=()))


def is_note(card: Card) -> bool:
    """Tell whether a card quotes nothing."""
    return card.id == _NOTE


def _make_card(quote: Quote, answer: Answer) -> Card | None:
    """Return the card of a quote, None where a message cannot show it whole."""
    lay_out = lay_out_stories if answer.kind in STORY_KINDS else lay_out_quotes
    message = lay_out((quote,), Frame(None))
    # Letters that this version of Unicode does not know are shown, but are no title.
    title = _write_title(quote, answer) or _write_credit(quote, answer)
    if not (title and _has_blockquote(message) and fits_message(message)):
        return None
    lines = [_write_credit(quote, answer)]
    sentence = shorten_line(quote.text, _LONGEST_LINE)
    if sentence != title and is_sendable(sentence):
        lines.append(sentence)
    description = "\n".join(lines)
    return Card(_make_id(quote), title, description, Reply(message.text, message.entities))


def _has_blockquote(message: RichText) -> bool:
    """Tell whether a quote stands in a message that may only name its article."""
    return any(entity.type in _BLOCKQUOTES for entity in message.entities)


def _make_id(quote: Quote) -> str:
    name = f"{quote.article.id}:{quote.span.start}-{quote.span.end}"
    code = name.encode("utf-8", "surrogatepass")
    return name if len(code) <= LONGEST_ID else hashlib.sha256(code).hexdigest()


def _write_title(quote: Quote, answer: Answer) -> str:
    """Return a story's headline, else the answer in the quote, else the quote's first words."""
    return next(filter(None, _list_titles(quote, answer)), "")


def _list_titles(quote: Quote, answer: Answer) -> Iterator[str]:
    texts = [quote.text]
    if answer.kind in STORY_KINDS:
        texts.insert(0, quote.article.heading)
    elif quote.highlight:
        texts.insert(0, quote.highlight.slice(quote.article.text))
    for text in texts:
        if is_sendable(text):
            yield shorten_line(text, _LONGEST_LINE)


def _write_credit(quote: Quote, answer: Answer) -> str:
    day = format_day(quote.article.published)
    source = isolate(shorten_source(quote.article))
    credit = f"{source} · {day}" if source else day
    if answer.is_nearest or answer.missing_language or answer.fit.nearest:
        # Translators: {credit} is a source and a day, as in "The Example · 7 January 2026".
        return gettext("The nearest I have: {credit}").format(credit=credit)
    return credit
