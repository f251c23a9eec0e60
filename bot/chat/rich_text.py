"""RichText: text and entities that grow together, counted as Telegram counts."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_UNITS = 4096
"""The longest text of a message; Telegram counts code points, of which there are never more."""

MOST_ENTITIES = 100


@dataclass(frozen=True, slots=True)
class Entity:
    """A range of a message's text that is shown in a special way; in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The text of one message and its entities."""

    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class RichText:
    """A piece of a message, to be joined with others; entities count from its own start."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    @property
    def units(self) -> int:
        """Return the length in UTF-16 code units."""
        return units(self.text)

    def __add__(self, other: "RichText") -> "RichText":
        shift = self.units
        moved = (Entity(e.type, e.offset + shift, e.length, e.url) for e in other.entities)
        return RichText(self.text + other.text, (*self.entities, *moved))


def marked(text: str, kind: str, url: str = "") -> RichText:
    """Return ``text`` as one entity of the type ``kind``."""
    return RichText(text, (Entity(kind, 0, units(text), url),))


def joined(pieces: Iterable[RichText], between: str) -> RichText:
    """Return the pieces that are not empty, with ``between`` between them."""
    whole = RichText()
    for piece in pieces:
        if piece.text:
            whole = whole + RichText(between) + piece if whole.text else piece
    return whole


def units(text: str) -> int:
    """Return how many UTF-16 code units ``text`` has."""
    return len(text) + sum(character > "\uffff" for character in text)
