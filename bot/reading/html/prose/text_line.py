"""Lines of an article's text, and how they are linked and where they stand on the page."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from bot.reading.html.prose.page_blocks import TextBlock

PROSE_WORDS = 15
"""Number of words from which a line is hardly a label, a byline or a heading."""

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ITEMS = frozenset("li td th dt dd blockquote pre".split())
_LISTS = frozenset(("ul", "ol"))
_SENTENCE_END = re.compile(r"[.!?。！？…]['\"”’»)]{0,3}$")
_PARTLY_LINKED = 0.55
# How many characters of a script without spaces count as a word, at least.
_DENSE = 12
# No longer ones are kept in memory.
_LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page's text, and the block that it was taken from, if that is known."""

    text: str
    block: TextBlock | None = None

    @property
    def words(self) -> int:
        """Return the number of its words."""
        return count_words(self.text)

    @property
    def ends_sentence(self) -> bool:
        """Tell whether it ends as sentences do."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_prose(self) -> bool:
        """Tell whether it has at least one whole sentence of some length."""
        return self.words >= PROSE_WORDS and self.ends_sentence

    @property
    def is_heading(self) -> bool:
        """Tell whether it is or is in a heading."""
        return self.is_in(_HEADINGS)

    @property
    def is_item(self) -> bool:
        """Tell whether it is in a list, a table or a quotation."""
        return self.is_in(_ITEMS)

    @property
    def is_mostly_linked(self) -> bool:
        """Tell whether more than half of it is in links."""
        return self.block is not None and self.block.link_share >= _PARTLY_LINKED

    @property
    def list_around(self) -> Any:
        """Return the list that it is in, None if there is none close around it."""
        return next((element for element in self.parents(4) if element.tag in _LISTS), None)

    def is_in(self, tags: frozenset[str]) -> bool:
        """Tell whether one of the elements close around it has one of these tags."""
        return any(element.tag in tags for element in self.parents(3))

    def parents(self, levels: int) -> list[Any]:
        """Return its element and those around it, none where its place is unknown."""
        if self.block is None:
            return []
        element = self.block.element
        return [element, *islice(element.iterancestors(), levels - 1)]


def count_words(text: str) -> int:
    """Return the number of words; scripts without spaces have one for some characters."""
    return _count_line(text) if len(text) <= _LONGEST_LINE else _count(text)


# Each line is counted several times.
@lru_cache(maxsize=1_024)
def _count_line(text: str) -> int:
    return _count(text)


def _count(text: str) -> int:
    count = len(text.split())
    return count if text.isascii() else max(count, len(text) // _DENSE)
