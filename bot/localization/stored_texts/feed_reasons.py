"""Why something is no feed, or no list of feeds."""

from bot.localization.current import mark_message

FEED_REASONS = (
    # Translators: from here on, why something is no feed, or no list of feeds.
    mark_message(
        "there is neither a feed nor an article at this address: open the site, look for a link "
        "named RSS or Feed, and give its address"
    ),
    mark_message("it is no feed: send the address of an RSS, Atom or JSON feed"),
    mark_message("it is a web page, not a feed: send the address of its feed"),
    mark_message("the server sent nothing: it is tried again later"),
    mark_message("the feed could not be read ({reason}): it is tried again later"),
    mark_message("the feed cannot be read: {reason}"),
    mark_message("it is no list of feeds: export one as OPML from your reader"),
    mark_message("the list has more than {number} feeds: split it"),
    mark_message("the list of feeds is larger than 8 MiB: split it"),
    mark_message("the list declares its own XML entities, which no list of feeds needs"),
    mark_message(
        "the list of feeds is not sound XML (line {line}, character {character}): correct it "
        "there, or export it again"
    ),
    mark_message("the list of feeds has characters that XML does not allow: export it again"),
    mark_message("the list has folders in folders more than {number} deep"),
    mark_message(
        "this is a channel of Telegram: its posts come by themselves, as long as the bot is in it"
    ),
    mark_message("{name} cannot be read: {reason}"),
    mark_message("{name} cannot be read ({reason})"),
)
"""Templates, each once."""
