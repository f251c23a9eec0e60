"""Channel pages: what admins read of a channel whose posts can be articles, with its buttons."""

from dataclasses import dataclass

from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.replies.text_lines import is_sendable, shorten_line
from bot.chat.rich_text import Reply
from bot.localization.current import format_number, gettext, isolate, ngettext

TAKE, DECLINE, SHOW = "ch.take", "ch.no", "ch.show"
PAUSE, RESUME = "ch.pause", "ch.go"
KEEP, STOP, END = "ch.keep", "ch.stop", "ch.end"

KEEP_ARTICLES, REMOVE_ARTICLES = "stay", "trash"
FOR_EVER = "0"
DAYS_OFFERED = (7, 30, 90, 365)

_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class ChannelState:
    """A channel as its page shows it.

    ``is_followed``: whether it is among the feeds at all. ``keep_days``: for how many days its
    articles are kept, None for ever. ``fault``: why its posts cannot be written at the moment.
    ``way_back``: the button that leads to the list of all feeds, if the page came from there.
    """

    channel: int
    title: str
    is_followed: bool = False
    is_paused: bool = False
    articles: int = 0
    keep_days: int | None = None
    link: str = ""
    fault: str = ""
    way_back: Button | None = None


def write_offer(channel: int, title: str) -> Reply:
    """Return the card that asks whether the posts of a channel are to be taken."""
    question = gettext(
        "I am now in the channel “{channel}”. Shall I take its posts as articles?"
    ).format(channel=show_title(title))
    keyboard = make_keyboard([_make_take_button(channel), Button(
        # Translators: a button that declines an offer.
        gettext("No"), encode_data(DECLINE, str(channel))
    )])  # fmt: skip
    return Reply(f"{question}\n\n{_write_limits()}", keyboard=keyboard)


def write_page(state: ChannelState) -> Reply:
    """Return the page of a channel: what is taken of it, and what can be changed."""
    title = show_title(state.title)
    if not state.is_followed:
        text = gettext("I do not take the posts of the channel “{channel}”.")
        keyboard = make_keyboard([_make_take_button(state.channel)], _make_way_back(state))
        return Reply(text.format(channel=title), keyboard=keyboard)
    opening = (
        gettext("Paused: I do not take the posts of the channel “{channel}” at the moment.")
        if state.is_paused
        else gettext("I take the posts of the channel “{channel}” as articles.")
    )
    count = ngettext("{count} article so far.", "{count} articles so far.", state.articles)
    lines = [
        opening.format(channel=title),
        f"{count.format(count=format_number(state.articles))} {_describe_keeping(state)}",
        *([f"⚠️ {state.fault}"] if state.fault else ()),
        "" if state.articles else _write_limits(),
    ]
    return Reply("\n".join(filter(None, lines)), keyboard=_make_page_keyboard(state))


def write_keeping_page(state: ChannelState) -> Reply:
    """Return the page on how long the articles of a channel are kept."""
    text = gettext("For how many days after a post shall I keep its article?")
    days = [
        Button(_mark(format_number(days), is_chosen=days == state.keep_days),
               encode_data(KEEP, str(state.channel), str(days)))
        for days in DAYS_OFFERED
    ]  # fmt: skip
    # Translators: a button: articles are kept without an end.
    label = _mark(gettext("For ever"), is_chosen=state.keep_days is None)
    forever = Button(label, encode_data(KEEP, str(state.channel), FOR_EVER))
    return Reply(text, keyboard=make_keyboard(days, [forever], [_make_back_button(state)]))


def write_stop_page(state: ChannelState, trash_days: int) -> Reply:
    """Return the page that asks what becomes of the articles when no more are taken."""
    message = ngettext(
        "Shall I stop taking the posts of “{channel}”? Its {count} article can stay, or go to the "
        "trash for {days} days.",
        "Shall I stop taking the posts of “{channel}”? Its {count} articles can stay, or go to "
        "the trash for {days} days.",
        state.articles,
    )
    text = message.format(
        channel=show_title(state.title),
        count=format_number(state.articles),
        days=format_number(trash_days),
    )
    number = str(state.channel)
    return Reply(
        text,
        keyboard=make_keyboard(
            [Button(gettext("Stop, articles stay"), encode_data(END, number, KEEP_ARTICLES))],
            [
                Button(
                    gettext("Stop, articles to the trash"),
                    encode_data(END, number, REMOVE_ARTICLES),
                )
            ],
            [_make_back_button(state)],
        ),
    )


def write_departure(title: str) -> Reply:
    """Return what admins are told when the bot was removed from a channel."""
    message = gettext(
        "I am no longer in the channel “{channel}”, so I cannot take its posts. Its articles stay."
    )
    return Reply(message.format(channel=show_title(title)))


def show_title(title: str) -> str:
    """Return the title of a channel as it stands in a line of a message."""
    line = shorten_line(title, _LONGEST_TITLE)
    return isolate(line) if line and is_sendable(line) else "–"


def _write_limits() -> str:
    return gettext(
        "I see only what is posted from now on. For earlier posts, export the channel's history "
        "with Telegram Desktop, as JSON, and send me the file."
    )


def _describe_keeping(state: ChannelState) -> str:
    if state.keep_days is None:
        return gettext("I keep them for ever.")
    message = ngettext(
        "I keep them for {count} day.", "I keep them for {count} days.", state.keep_days
    )
    return message.format(count=format_number(state.keep_days))


def _make_page_keyboard(state: ChannelState) -> Keyboard:
    number = str(state.channel)
    # Translators: buttons of a card, as are the next two; "…" says that a page follows.
    switch = (
        Button(gettext("Resume"), encode_data(RESUME, number))
        if state.is_paused
        else Button(gettext("Pause"), encode_data(PAUSE, number))
    )
    keep_button = Button(gettext("Keep for…"), encode_data(KEEP, number))
    ending = Button(gettext("Stop taking posts…"), encode_data(STOP, number))
    link = [Button(gettext("Open the channel"), url=state.link)] if state.link else []
    return make_keyboard([switch, keep_button], [ending], [*link, *_make_way_back(state)])


def _make_take_button(channel: int) -> Button:
    return Button(gettext("Take posts"), encode_data(TAKE, str(channel)))


def _make_back_button(state: ChannelState) -> Button:
    return Button(gettext("← Back"), encode_data(SHOW, str(state.channel)))


def _make_way_back(state: ChannelState) -> list[Button]:
    return [state.way_back] if state.way_back else []


def _mark(label: str, *, is_chosen: bool) -> str:
    return f"✓ {label}" if is_chosen else label
