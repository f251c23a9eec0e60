"""Feed notices: what admins are told of a feed that is gone, fails or has fallen silent."""

from bot.chat.replies.text_lines import shorten_line
from bot.feeds.polling.feed_reports import FeedEvent, FeedNotice
from bot.fetching.web_address import hide_credentials
from bot.localization.current import format_number, gettext, isolate, ngettext
from bot.localization.stored_messages import translate_stored

_LONGEST_NAME = 80
_LONGEST_REASON = 250


def write_feed_notice(notice: FeedNotice) -> str:
    """Return what happened to a feed, and what admins can do."""
    subscription = notice.subscription
    title = subscription.title or hide_credentials(subscription.address)
    name = isolate(shorten_line(title, _LONGEST_NAME))
    text = _choose_text(notice).format(feed=name, count=format_number(notice.days))
    if not notice.error or notice.event in (FeedEvent.REMOVAL, FeedEvent.SILENCE):
        return text
    reason = shorten_line(translate_stored(notice.error), _LONGEST_REASON)
    return f"{text}\n{isolate(reason)}"


def _choose_text(notice: FeedNotice) -> str:
    match notice.event:
        case FeedEvent.REMOVAL:
            # Translators: {feed} is the title of a feed of news.
            return gettext(
                "⏸ {feed} was taken off the web for good, so I no longer look at it. Its articles "
                "can still be searched."
            )
        case FeedEvent.LAST_FAILURE:
            # Translators: {feed} is the title of a feed of news, {count} a number.
            return ngettext(
                "⏸ {feed} could not be read for {count} day, so I no longer look at it. Its "
                "articles can still be searched. The reason was:",
                "⏸ {feed} could not be read for {count} days, so I no longer look at it. Its "
                "articles can still be searched. The reason was:",
                notice.days,
            )
        case FeedEvent.LONG_FAILURE:
            # Translators: {feed} is the title of a feed of news, {count} a number.
            return ngettext(
                "⚠️ {feed} could not be read for {count} day. I go on trying. The reason is:",
                "⚠️ {feed} could not be read for {count} days. I go on trying. The reason is:",
                notice.days,
            )
        case FeedEvent.SILENCE:
            # Translators: {feed} is the title of a feed of news, {count} a number.
            return ngettext(
                "💤 {feed} has had nothing new for {count} day, much longer than usual. Its "
                "address may have changed.",
                "💤 {feed} has had nothing new for {count} days, much longer than usual. Its "
                "address may have changed.",
                notice.days,
            )
