"""Frame: what stands above and below the quotes of a reply."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.answer import Answer, Quote
from bot.chat.replies.footers import write_footer
from bot.chat.replies.headers import write_header
from bot.chat.rich_text import RichText, join_pieces


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines on an answer as a whole; none where a message only goes on with its quotes."""

    answer: Answer | None

    def asks_for(self, day: date) -> bool:
        """Tell whether a day is among those that the question names."""
        days = self.answer.fit.range if self.answer else None
        return days is not None and (days.first or day) <= day <= (days.last or day)

    def enclose(self, body: RichText, quotes: Sequence[Quote]) -> RichText:
        """Return ``body``, which shows ``quotes``, between the lines above and below it."""
        if self.answer is None:
            return body
        header = RichText(write_header(self.answer))
        return join_pieces((header, body, write_footer(self.answer, quotes)), "\n\n")
