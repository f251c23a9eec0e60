"""Unanswered page: what admins see of the topics that were asked in vain."""

from collections.abc import Sequence

from bot.chat.keyboard import Button, encode_data, make_keyboard
from bot.chat.replies.text_lines import is_sendable, shorten_line
from bot.chat.rich_text import Reply
from bot.chat.storage.admins.unanswered_store import UnansweredTopic
from bot.localization.current import format_count, format_number, gettext, isolate, ngettext

UNANSWERED_ACTION = "un"
"""What the data of the buttons begins with, after the version."""

PERIODS = (7, 30)
"""Days that the page can show."""

ASK_CLEAR, CLEAR = "ask-clear", "clear"

_LONGEST_TOPIC = 100


def write_topics(topics: Sequence[UnansweredTopic], days: int) -> Reply:
    """Return the page on the last ``days`` days."""
    if topics:
        heading = ngettext(
            "Asked in vain in the last {days} day:", "Asked in vain in the last {days} days:", days
        )
    else:
        heading = ngettext(
            "In the last {days} day, no two people asked the same in vain.",
            "In the last {days} days, no two people asked the same in vain.",
            days,
        )
    lines = [heading.format(days=format_number(days))]
    lines += [_write_line(topic) for topic in topics]
    if topics:
        lines += ["", gettext("What only one person asked is not shown.")]
    periods = [_make_period_button(period) for period in PERIODS if period != days]
    # Translators: a button that deletes a list.
    clear = [Button(gettext("Clear"), encode_data(UNANSWERED_ACTION, ASK_CLEAR))] if topics else []
    return Reply("\n".join(lines), keyboard=make_keyboard([*periods, *clear]))


def ask_whether_to_clear() -> Reply:
    """Return the question before all is deleted."""
    buttons = [
        Button(gettext("Clear"), encode_data(UNANSWERED_ACTION, CLEAR)),
        Button(gettext("← Back"), encode_data(UNANSWERED_ACTION, str(PERIODS[0]))),
    ]
    return Reply(
        gettext("Forget all that was asked in vain, also what is not shown?"),
        keyboard=make_keyboard(buttons),
    )


def _make_period_button(days: int) -> Button:
    # Translators: a button below a list: the number of days that it then covers.
    label = format_count("{count} day", "{count} days", days)
    return Button(label, encode_data(UNANSWERED_ACTION, str(days)))


def _write_line(topic: UnansweredTopic) -> str:
    words = shorten_line(" ".join(topic.words), _LONGEST_TOPIC)
    # Translators: words of questions, and how many questions had them.
    line = ngettext("• {words} – {count} question", "• {words} – {count} questions", topic.count)
    shown_words = isolate(words) if is_sendable(words) else "–"
    return line.format(words=shown_words, count=format_number(topic.count))
