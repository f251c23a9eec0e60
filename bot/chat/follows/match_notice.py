"""Match notice: the message that tells what is new on a topic that a chat follows."""

from collections.abc import Sequence

from bot.answers.answer import Quote
from bot.chat.follows.notice_frame import NoticeFrame
from bot.chat.keyboard import Button, encode_data, make_keyboard
from bot.chat.replies.quotations import lay_out_quotes
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply
from bot.localization.current import format_count, gettext, isolate

STOP_ACTION = "uf"
"""What the data of a button begins with, after the version, that ends a follow."""

LONGEST_TOPIC = 200

_MOST_QUOTES = 5


def name_topic(topic: str, longest: int = LONGEST_TOPIC) -> str:
    """Return a topic as it stands in a line of the bot's own words."""
    return isolate(shorten_line(topic, longest))


def write_match_notice(follow: int, topic: str, quotes: Sequence[Quote]) -> Reply:
    """Return the message with the newest of some quotes on a topic, at least one."""
    newest = sorted(quotes, key=lambda quote: quote.article.published, reverse=True)
    # Translators: quotations from new articles follow.
    header = gettext("New on “{topic}”:").format(topic=name_topic(topic))
    surplus = len(newest) - _MOST_QUOTES
    footer = ""
    if surplus > 0:
        # Translators: the last line of a message with quotations from new articles.
        footer = format_count("and {count} more article", "and {count} more articles", surplus)
    frame = NoticeFrame(None, header=header, footer=footer)
    message = lay_out_quotes(newest[:_MOST_QUOTES], frame)
    button = Button(gettext("Stop following"), encode_data(STOP_ACTION, str(follow)))
    return Reply(message.text, message.entities, make_keyboard([button]))
