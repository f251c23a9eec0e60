"""Notice frame: the line above quotes that are sent unasked."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.answer import Quote
from bot.chat.replies.frame import Frame
from bot.chat.rich_text import RichText, join_pieces


@dataclass(frozen=True, slots=True)
class NoticeFrame(Frame):
    """The lines of a message that answers nothing: ``header`` above its quotes, ``footer`` below.

    ``header`` and ``footer`` are whole lines.
    """

    header: str = ""
    footer: str = ""

    def enclose(self, body: RichText, quotes: Sequence[Quote]) -> RichText:
        """Return ``body``, which shows ``quotes``, between the two lines."""
        return join_pieces((RichText(self.header), body, RichText(self.footer)), "\n\n")
