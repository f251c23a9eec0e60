"""Rich text: text with entities, counted as Telegram counts, and the message made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from bot.chat.keyboard import Keyboard

MOST_UNITS = 4096
"""The longest text of a message. Telegram counts code points, which are never more than these."""

MOST_ENTITIES = 100

MOST_TOAST_CHARACTERS = 200
"""The longest line that is shown over a chat when a button is pressed."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A formatted range of a message's text; offset and length in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: its text, the text's entities, and the buttons below it.

    With a ``placeholder`` there are no buttons: the person's field for text becomes an answer to
    the message, with these words in it while it is empty.
    """

    text: str
    entities: tuple[Entity, ...] = ()
    keyboard: Keyboard = ()
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class RichText:
    """A piece of a message, to be joined with others; entities count from the piece's start."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    @property
    def units(self) -> int:
        """Return the length in UTF-16 code units."""
        return count_units(self.text)

    def __add__(self, addend: "RichText") -> "RichText":
        shift = count_units(self.text)
        entities = (Entity(e.type, e.offset + shift, e.length, e.url) for e in addend.entities)
        return RichText(self.text + addend.text, (*self.entities, *entities))


def fits_message(piece: RichText) -> bool:
    """Tell whether Telegram takes ``piece`` as one message."""
    return piece.units <= MOST_UNITS and len(piece.entities) <= MOST_ENTITIES


def format_entity(text: str, kind: str, url: str = "") -> RichText:
    """Return ``text`` as one entity of the type ``kind``."""
    return RichText(text, (Entity(kind, 0, count_units(text), url),))


def join_pieces(pieces: Iterable[RichText], separator: str) -> RichText:
    """Return the pieces that are not empty, with ``separator`` between them."""
    result = RichText()
    for piece in pieces:
        if piece.text:
            result = result + RichText(separator) + piece if result.text else piece
    return result


def fill_template(template: str, **pieces: RichText) -> RichText:
    """Return ``template`` with a piece instead of each placeholder, such as ``{source}``."""
    result = RichText()
    for text, name, _, _ in Formatter().parse(template):
        result += RichText(text) + (pieces[name] if name else RichText())
    return result


def count_units(text: str) -> int:
    """Return the number of UTF-16 code units of ``text``."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
