"""Follow card: the list of what a chat follows, with a button to stop each."""

from collections.abc import Sequence

from bot.chat.follows.match_notice import STOP_ACTION, name_topic
from bot.chat.keyboard import Button, encode_data, make_keyboard
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply
from bot.chat.storage.follow_store import StoredFollow
from bot.localization.current import format_number, gettext, ngettext

PAGE_ACTION = "fp"
"""What the data of a button begins with, after the version, that turns a page of the list."""

_PER_PAGE = 8
_LONGEST_LABEL = 50


def write_follow_card(follows: Sequence[StoredFollow], page: int = 0) -> Reply:
    """Return a page of the list, the last one where there are not so many."""
    if not follows:
        return Reply(
            gettext(
                "Nothing is followed in this chat. To hear of a topic when an article has news of "
                "it, send for example:\n/follow North Korea missiles"
            )
        )
    page = max(0, min(page, (len(follows) - 1) // _PER_PAGE))
    # Translators: topics follow, each on a button.
    heading = ngettext(
        "This chat follows {count} topic. ✕ stops it.",
        "This chat follows {count} topics. ✕ stops one.",
        len(follows),
    ).format(count=format_number(len(follows)))
    rows = [
        [_make_stop_button(follow, page)]
        for follow in follows[page * _PER_PAGE : (page + 1) * _PER_PAGE]
    ]
    last = (len(follows) - 1) // _PER_PAGE
    turns = [
        Button(label, encode_data(PAGE_ACTION, str(number)))
        for label, number in (("◀", page - 1), ("▶", page + 1))
        if 0 <= number <= last
    ]
    return Reply(heading, keyboard=make_keyboard(*rows, turns))


def write_stopped(topic: str) -> str:
    """Return what is said when a topic is no longer followed."""
    return gettext("“{topic}” is no longer followed.").format(topic=name_topic(topic, 100))


def _make_stop_button(follow: StoredFollow, page: int) -> Button:
    label = f"✕ {shorten_line(follow.topic, _LONGEST_LABEL)}"
    return Button(label, encode_data(STOP_ACTION, str(follow.id), str(page)))
