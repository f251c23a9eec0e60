"""Survey: an answer with the same matter by day and by source."""

from dataclasses import dataclass

from bot.answers.answer import Answer, Quote

MAX_SOURCES = 12


@dataclass(frozen=True, slots=True)
class Survey:
    """What the articles have on the matter of an answer.

    ``by_day``: the best quote of each day that has something on it, the oldest first.
    ``by_source``: the best quote of each source, best first.
    The answer's first quote is in both. Both are empty for an answer without quotes.
    """

    answer: Answer
    by_day: tuple[Quote, ...] = ()
    by_source: tuple[Quote, ...] = ()

    @property
    def lead(self) -> Quote | None:
        """Return the answer's first quote, None where it has none."""
        return self.answer.quotes[0] if self.answer.quotes else None
