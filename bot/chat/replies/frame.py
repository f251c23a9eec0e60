"""Frame: what stands above and below the quotes of a reply."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.answer import Answer, Quote
from bot.chat.replies.footers import write_footer
from bot.chat.replies.headers import write_header
from bot.chat.replies.text_lines import is_sendable, shorten_line
from bot.chat.rich_text import RichText, format_entity, join_pieces

_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines on an answer as a whole; none where a message only goes on with its quotes.

    ``heading``: the question, where the message replies to none that has it.
    ``has_buttons``: whether there are buttons below.
    """

    answer: Answer | None
    heading: str = ""
    has_buttons: bool = False

    def asks_for(self, day: date) -> bool:
        """Tell whether a day is among those that the question names."""
        days = self.answer.fit.range if self.answer else None
        return days is not None and (days.first or day) <= day <= (days.last or day)

    def enclose(self, body: RichText, quotes: Sequence[Quote]) -> RichText:
        """Return ``body``, which shows ``quotes``, between the lines above and below it."""
        if self.answer is None:
            return body
        header = RichText(write_header(self.answer))
        pieces = (header, body, write_footer(self.answer, quotes, has_buttons=self.has_buttons))
        return self.head(join_pieces(pieces, "\n\n"))

    def head(self, message: RichText) -> RichText:
        """Return ``message`` below its question, where that is to be shown."""
        line = shorten_line(self.heading, _LONGEST_HEADING)
        if not line or not is_sendable(line):
            return message
        return join_pieces((format_entity(line, "bold"), message), "\n\n")
