"""Feed pages: the list of feeds, and one of them, as messages with buttons; pure."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.chat.admin.feeds.feed_wording import (
    FeedArticles,
    choose_sign,
    embolden_title,
    write_address,
    write_age,
    write_article_count,
    write_error,
    write_interval,
    write_rate,
    write_title,
)
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.rich_text import Reply, RichText, join_pieces
from bot.localization.current import (
    format_count,
    format_distance,
    format_number,
    gettext,
    ngettext,
)

if TYPE_CHECKING:
    from bot.feeds.polling.feed_reports import FeedStatus

PER_PAGE = 8
PAGE, OPEN, PAUSE, RESUME, CHECK, PAGES = (
    "fd.page", "fd.open", "fd.stop", "fd.go", "fd.now", "fd.text",
)  # fmt: skip
KEEP, KEEP_DAYS, CONFIRM, REMOVE, REMOVE_ALL, EXPORT = (
    "fd.keep", "fd.days", "fd.ask", "fd.rm", "fd.rmall", "fd.get",
)  # fmt: skip

KEPT_DAYS: tuple[int | None, ...] = (30, 90, 365, None)
"""For how many days the articles of a feed can be kept."""


def make_feed_key(feed_id: str) -> str:
    """Return what names a feed in a button, however long its id is."""
    return hashlib.sha256(feed_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def render_feeds(statuses: Sequence["FeedStatus"], page: int, moment: datetime) -> Reply:
    """Return one page of the feeds, each with its state."""
    if not statuses:
        return Reply(
            gettext(
                "I follow no feeds yet. Send me the address of a news site or of its feed, and I "
                "show you what is in it."
            )
        )
    last = (len(statuses) - 1) // PER_PAGE
    page = min(max(page, 0), last)
    start = page * PER_PAGE
    visible = list(enumerate(statuses[start : start + PER_PAGE], start + 1))
    pieces = [RichText(_write_heading(statuses))]
    pieces += [_describe(number, status, moment) for number, status in visible]
    text = join_pieces(pieces, "\n\n")
    numbers = [
        Button(str(number), encode_data(OPEN, make_feed_key(status.subscription.id), str(page)))
        for number, status in visible
    ]
    turns = [
        Button(label, encode_data(PAGE, str(number)))
        for label, number in (("◀", page - 1), ("▶", page + 1))
        if 0 <= number <= last
    ]
    # Translators: a button: the list of all feeds as a file, for other programs.
    export = [Button(gettext("Export (OPML)"), encode_data(EXPORT, "0"))]
    return Reply(text.text, text.entities, make_keyboard(numbers, turns, export))


def render_feed(status: "FeedStatus", articles: FeedArticles, page: int, moment: datetime) -> Reply:
    """Return one feed with its state, and buttons."""
    subscription = status.subscription
    counts = [write_article_count(articles), write_rate(status.articles_a_day)]
    error = write_error(status)
    pieces = (
        RichText(f"{choose_sign(status)} ") + embolden_title(subscription),
        RichText(write_address(subscription.address)),
        RichText(" · ".join(filter(None, counts))),
        RichText(_write_times(status, moment)),
        RichText(f"⚠️ {error}" if error else ""),
    )
    text = join_pieces(pieces, "\n")
    return Reply(text.text, text.entities, _make_keyboard(status, page))


def render_keeping(status: "FeedStatus", page: int) -> Reply:
    """Return the question for how long the articles of a feed are kept."""
    message = gettext("For how long do you want the articles of {feed} kept?")
    key = make_feed_key(status.subscription.id)
    choices = [
        Button(
            _write_days(days),
            encode_data(KEEP_DAYS, key, str(page), "0" if days is None else str(days)),
        )
        for days in KEPT_DAYS
    ]
    return_row = [Button(gettext("← Back"), encode_data(OPEN, key, str(page)))]
    text = message.format(feed=write_title(status.subscription))
    return Reply(text, keyboard=make_keyboard(choices[:2], choices[2:], return_row))


def render_removal(status: "FeedStatus", number: int, page: int = 0) -> Reply:
    """Return the question before a feed is removed, which has so many articles."""
    key = make_feed_key(status.subscription.id)
    title = write_title(status.subscription)
    return_row = [Button(gettext("← Back"), encode_data(OPEN, key, str(page)))]
    if not number:
        # Translators: {feed} is the title of a feed.
        text = gettext("Stop following {feed}?").format(feed=title)
        # Translators: a button: stop following a feed.
        yes = [Button(gettext("Yes, stop"), encode_data(REMOVE, key))]
        return Reply(text, keyboard=make_keyboard(yes, return_row))
    message = ngettext(
        "Stop following {feed}? Its {count} article can stay, or go into the trash.",
        "Stop following {feed}? Its {count} articles can stay, or go into the trash.",
        number,
    )
    text = message.format(feed=title, count=format_number(number))
    choices = [
        # Translators: buttons: stop following a feed, and keep its articles or remove them.
        Button(gettext("Keep the articles"), encode_data(REMOVE, key)),
        Button(gettext("Remove them too"), encode_data(REMOVE_ALL, key)),
    ]
    return Reply(text, keyboard=make_keyboard(choices, return_row))


def make_list_button(page: int = 0) -> Button:
    """Return the button that leads to a page of the list."""
    return Button(gettext("‹ All feeds"), encode_data(PAGE, str(page)))


def _write_heading(statuses: Sequence["FeedStatus"]) -> str:
    count = format_count("{count} feed", "{count} feeds", len(statuses))
    rate = write_rate(sum(status.articles_a_day for status in statuses))
    faults = sum(bool(status.error) for status in statuses)
    # Translators: feeds that cannot be fetched at the moment.
    faulty = format_count("{count} with a fault", "{count} with a fault", faults) if faults else ""
    return " · ".join(filter(None, [count, rate, faulty]))


def _describe(number: int, status: "FeedStatus", moment: datetime) -> RichText:
    """Return a feed as two or three lines of the list."""
    line = RichText(f"{choose_sign(status)} {number}. ") + embolden_title(status.subscription)
    # Translators: of a feed that is not fetched until an admin resumes it.
    pause_note = gettext("paused") if status.subscription.is_paused else ""
    # Translators: of a feed that has published nothing for much longer than usual.
    silent = gettext("nothing new for long") if status.is_silent else ""
    facts = [pause_note, write_age(status, moment), silent or write_rate(status.articles_a_day)]
    details = RichText(" · ".join(filter(None, facts)))
    return join_pieces((line, details, RichText(write_error(status))), "\n")


def _write_times(status: "FeedStatus", moment: datetime) -> str:
    age, interval = write_age(status, moment), write_interval(status)
    if status.subscription.is_paused:
        # Translators: of a feed. {age} is as in "3 days ago".
        return gettext("Paused. Last fetched: {age}.").format(age=age)
    if status.due is None:
        return gettext("Last fetched: {age}.").format(age=age)
    due = format_distance(max((status.due - moment).total_seconds(), 1))
    if not interval:
        # Translators: of a feed. {age} is as in "3 days ago", {due} as in "in 5 minutes".
        return gettext("Last fetched: {age}, next: {due}.").format(age=age, due=due)
    # Translators: of a feed. {age} is as in "3 days ago", {due} as in "in 5 minutes", {interval}
    # as in "30 minutes".
    message = gettext("Last fetched: {age}, next: {due}, at intervals of about {interval}.")
    return message.format(age=age, due=due, interval=interval)


def _make_keyboard(status: "FeedStatus", page: int) -> Keyboard:
    subscription, number = status.subscription, str(page)
    key = make_feed_key(subscription.id)
    check = Button(gettext("Check now"), encode_data(CHECK, key, number))
    switch = (
        Button(gettext("Resume"), encode_data(RESUME, key, number))
        if subscription.is_paused
        else Button(gettext("Pause"), encode_data(PAUSE, key, number))
    )
    # Translators: buttons that change whether articles are completed from their web pages.
    pages = gettext("Full text: on") if subscription.reads_pages else gettext("Full text: off")
    return make_keyboard(
        [check, switch],
        [
            Button(pages, encode_data(PAGES, key, number)),
            Button(_write_days(subscription.keep_days), encode_data(KEEP, key, number)),
        ],
        [
            Button(gettext("Remove"), encode_data(CONFIRM, key, number)),
            make_list_button(page),
        ],
    )


def _write_days(days: int | None) -> str:
    """Return the label of a button for how long articles are kept."""
    if days is None:
        return gettext("Keep for ever")
    return format_count("Keep for {count} day", "Keep for {count} days", days)
