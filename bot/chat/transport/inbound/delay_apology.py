"""Delay apology: what an answer begins with that comes very late."""

from dataclasses import replace

from bot.chat.rich_text import Reply, RichText, fits_message
from bot.localization.current import gettext


def add_apology(reply: Reply) -> Reply:
    """Return a reply that begins by saying sorry for the delay, where there is room for that.

    What asks for a reply stays as it is: by its text it is recognised.
    """
    # Translators: the first line of an answer to a question that waited more than ten minutes.
    piece = RichText(gettext("Sorry for the delay.") + "\n") + RichText(reply.text, reply.entities)
    if reply.placeholder or not fits_message(piece):
        return reply
    return replace(reply, text=piece.text, entities=piece.entities)
