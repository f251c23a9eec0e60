"""Descriptions: what Telegram shows of the bot before the first message, and in its profile."""

from bot.chat.replies.text_lines import shorten_line
from bot.localization.current import gettext

LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120
"""Characters, which Telegram counts."""


def write_description(username: str, *, has_inline_mode: bool) -> str:
    """Return what stands in a private chat in which nothing was written yet."""
    lines = [
        gettext(
            "I answer questions on current events with sentences from news articles, word for "
            "word, each with its source and date."
        ),
        gettext("Send me a question, a name or a topic, or ask what is new."),
    ]
    if has_inline_mode:
        lines.append(write_inline_hint(username))
    text = "\n\n".join(lines)
    return text if len(text) <= LONGEST_DESCRIPTION else lines[0]


def write_inline_hint(username: str) -> str:
    """Return how to ask from other chats."""
    # Translators: {name} is the bot's name with its @.
    message = gettext("In any other chat, write {name} and a question to send a quotation.")
    return message.format(name=f"@{username}")


def write_short_description() -> str:
    """Return what stands in the bot's profile, and is sent along with a link to it."""
    # Translators: at most 120 characters.
    text = gettext("Answers questions on current events with quoted, dated sentences.")
    return shorten_line(text, LONGEST_SHORT_DESCRIPTION)
