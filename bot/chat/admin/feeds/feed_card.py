"""Feed card: what is in feeds that an admin sent the address of, and what was taken; pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.articles.article import Article
from bot.chat.admin.feeds.feed_pages import OPEN, PAGE, make_feed_key
from bot.chat.admin.feeds.feed_wording import (
    FeedArticles,
    embolden_title,
    quote_articles,
    write_address,
    write_article_count,
    write_interval,
    write_title,
)
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply, RichText, join_pieces
from bot.feeds.discovery import FeedLink
from bot.feeds.subscription import Subscription
from bot.language.languages.lookup import DEFAULT, find_language
from bot.localization.current import (
    format_count,
    format_day_range,
    format_number,
    gettext,
    isolate,
    name_language,
    ngettext,
)

if TYPE_CHECKING:
    from bot.feeds.polling.feed_reports import FeedPreview, FeedStatus

ADD, ADD_WHOLE, CANCEL, SEE, UNDO = "fd.add", "fd.full", "fd.no", "fd.see", "fd.undo"

MOST_OTHERS = 3
"""How many other feeds of a site have a button."""

_MOST_QUOTES = 3
_LONGEST_LABEL = 40
_MOST_LISTED = 10


def render_offer(
    previews: Sequence["FeedPreview"], offer_id: str, links: Sequence[FeedLink] = ()
) -> Reply:
    """Return the card of one feed or several; ``links`` are other feeds of the same site."""
    text = _describe_feed(previews[0]) if len(previews) == 1 else _list_feeds(previews)
    return Reply(text.text, text.entities, _make_keyboard(previews, offer_id, links))


def render_followed(status: "FeedStatus", articles: FeedArticles) -> Reply:
    """Return what became of a feed that was added: which articles it has by now."""
    count = write_article_count(articles)
    interval = write_interval(status)
    # Translators: {articles} is as in "20 articles, 1 to 30 November 2026", {interval} as in
    # "30 minutes".
    message = (
        gettext("✅ {feed}: {articles}. I look for new ones at intervals of about {interval}.")
        if interval
        else gettext("✅ {feed}: {articles}. I look for new ones by myself.")
    )
    text = message.format(feed=write_title(status.subscription), articles=count, interval=interval)
    key = make_feed_key(status.subscription.id)
    buttons = [
        Button(gettext("Undo"), encode_data(UNDO, key)),
        # Translators: a button that shows how a feed is followed, and changes it.
        Button(gettext("Settings"), encode_data(OPEN, key, "0")),
    ]
    return Reply(text, keyboard=make_keyboard(buttons))


def render_several_followed(
    statuses: Sequence["FeedStatus"], count: int, faults: Sequence[str]
) -> Reply:
    """Return what became of several feeds that were added together, with so many articles."""
    articles = format_count("{count} article", "{count} articles", count)
    # Translators: {articles} is as in "20 articles".
    message = ngettext(
        "✅ {count} feed is followed, {articles} so far.",
        "✅ {count} feeds are followed, {articles} so far.",
        len(statuses),
    )
    line = message.format(count=format_number(len(statuses)), articles=articles)
    names = [f"• {write_title(status.subscription)}" for status in statuses[:_MOST_LISTED]]
    lines = [line, *names] if statuses else []
    buttons = [Button(gettext("‹ All feeds"), encode_data(PAGE, "0"))] if statuses else []
    return Reply("\n".join((*lines, *faults)), keyboard=make_keyboard(buttons))


def render_import(new: Sequence[Subscription], number: int, offer_id: str) -> Reply:
    """Return the card of a list of ``number`` feeds, of which those in ``new`` are not followed."""
    old = number - len(new)
    lines = [format_count("{count} feed", "{count} feeds", number)]
    if old:
        message = ngettext(
            "{count} of them is already followed.", "{count} of them are already followed.", old
        )
        lines.append(message.format(count=format_number(old)))
    lines += [f"• {write_title(subscription)}" for subscription in new[:_MOST_LISTED]]
    if len(new) > _MOST_LISTED:
        surplus = len(new) - _MOST_LISTED
        lines.append(format_count("and {count} more", "and {count} more", surplus))
    add = [Button(gettext("Add"), encode_data(ADD, offer_id))] if new else []
    cancel = [Button(gettext("Cancel"), encode_data(CANCEL, offer_id))] if new else []
    return Reply("\n".join(lines), keyboard=make_keyboard(add + cancel))


def _describe_feed(preview: "FeedPreview") -> RichText:
    subscription, entries = preview.subscription, preview.document.entries
    language = _name_language(subscription.language or preview.document.language)
    place = " · ".join(filter(None, [write_address(subscription.address), language]))
    quotes = quote_articles(_list_newest(preview), subscription.title)
    facts = [_count_entries(preview)]
    if entries:
        # Translators: whether a feed has the articles, or only how they begin.
        facts.append(gettext("full text") if preview.is_full_text else gettext("teasers only"))
    head = join_pieces(
        (embolden_title(subscription), RichText(place), RichText(" · ".join(facts))), "\n"
    )
    number = min(len(entries), subscription.first_entries)
    promise = ""
    if len(entries) > number:
        # Translators: of a feed, before an admin adds it.
        message = ngettext(
            "I begin with the newest {count}, then take what is new.",
            "I begin with the newest {count}, then take what is new.",
            number,
        )
        promise = message.format(count=format_number(number))
    return join_pieces((head, quotes, RichText(promise)), "\n\n")


def _list_newest(preview: "FeedPreview") -> list[Article]:
    articles = [entry.article for entry in preview.document.entries]
    articles.sort(key=lambda article: article.published, reverse=True)
    return articles[:_MOST_QUOTES]


def _list_feeds(previews: Sequence["FeedPreview"]) -> RichText:
    heading = RichText(format_count("{count} feed", "{count} feeds", len(previews)))
    lines = [
        RichText("• ") + embolden_title(preview.subscription)
        + RichText(f" · {_count_entries(preview)}")
        for preview in previews
    ]  # fmt: skip
    return join_pieces((heading, *lines), "\n")


def _count_entries(preview: "FeedPreview") -> str:
    number = len(preview.document.entries)
    if not number or preview.first is None or preview.last is None:
        return format_count("{count} entry", "{count} entries", number)
    # Translators: of a feed. {days} is a day, or the first and the last of several.
    message = ngettext("{count} entry, {days}", "{count} entries, {days}", number)
    days = format_day_range(preview.first, preview.last)
    return message.format(count=format_number(number), days=days)


def _make_keyboard(
    previews: Sequence["FeedPreview"], offer_id: str, links: Sequence[FeedLink]
) -> Keyboard:
    add = [Button(gettext("Add"), encode_data(ADD, offer_id))]
    if any(preview.document.entries and not preview.is_full_text for preview in previews):
        # Translators: a button: follow a feed, and complete its articles from their web pages.
        add.append(Button(gettext("Add with full text"), encode_data(ADD_WHOLE, offer_id)))
    other_rows = [
        [Button(f"› {_name_link(link)}", encode_data(SEE, offer_id, str(number)))]
        for number, link in enumerate(links[:MOST_OTHERS])
    ]
    cancel = [Button(gettext("Cancel"), encode_data(CANCEL, offer_id))]
    return make_keyboard(add, *other_rows, cancel)


def _name_link(link: FeedLink) -> str:
    return isolate(shorten_line(link.title, _LONGEST_LABEL)) or write_address(link.address) or "–"


def _name_language(tag: str) -> str:
    if not tag:
        return ""
    language = find_language(tag)
    return name_language(tag if language is DEFAULT else language.code)
