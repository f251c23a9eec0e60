"""Digest notice: the message with the stories of a day."""

from datetime import date

from bot.answers.answer import Answer
from bot.chat.follows.notice_frame import NoticeFrame
from bot.chat.keyboard import Button, encode_data, make_keyboard
from bot.chat.replies.story_list import choose_stories, lay_out_stories
from bot.chat.rich_text import Reply
from bot.localization.current import format_day, gettext

DIGEST_ACTION = "dg"
"""What the data of a button begins with, after the version, that changes the digest."""

OFF, STOP = "off", "stop"
"""Arguments of such a button: below the choice of hours, and below a digest."""


def write_digest_notice(digest: Answer, day: date) -> Reply:
    """Return the message with the stories of a day."""
    # Translators: a list of stories follows.
    header = gettext("The stories of {day}, the most covered first:").format(day=format_day(day))
    frame = NoticeFrame(digest, header=header)
    message = lay_out_stories(choose_stories(digest.quotes, frame), frame, has_days=False)
    button = Button(gettext("Stop the digest"), encode_data(DIGEST_ACTION, STOP))
    return Reply(message.text, message.entities, make_keyboard([button]))
