"""Why a page could not be fetched, and why something is no feed."""

from bot.localization.current import mark_message

WEB_TEXTS = (
    # Translators: from here on, why a web page or a feed could not be fetched. {host} is the name
    # of a site, as in example.org, {status} a number that it answered with.
    mark_message("this is not a web address: it begins with https://, as in {example}"),
    mark_message("there is no host {host}: check how the address is spelt"),
    mark_message("{host} is not on the public web: only public pages are fetched"),
    mark_message("port {port} is not for web pages: check the address"),
    mark_message("{host} cannot be reached: check the address, or try later"),
    mark_message("{host} cannot be reached through the proxy: check the proxy, or try again later"),
    mark_message("{host} took too long to answer: try again later"),
    mark_message("the connection to {host} broke off or was garbled: try again later"),
    mark_message("no secure connection to {host} can be made: check the address, or try later"),
    mark_message("the certificate of {host} has expired or is not valid yet: try again later"),
    mark_message("the certificate of {host} is for another site: check the address"),
    mark_message("the certificate of {host} is from nobody who is trusted: check the address"),
    mark_message("{host} says that this page was removed for good ({status})"),
    mark_message("{host} has no such page ({status}): check the address"),
    mark_message("{host} asks the bot to wait ({status}): try again later"),
    mark_message("{host} has a fault at the moment ({status}): try again later"),
    mark_message(
        "{host} does not give this page to bots ({status}): send its text or the saved page"
    ),
    mark_message("{host} gave an answer without a page ({status}): check the address"),
    mark_message("{host} sent an empty page: try again later"),
    mark_message("what {host} sends around the page is too large"),
    mark_message("what the site sent cannot be unpacked: try again later"),
    mark_message("the page is larger than {size} MB, the most that is fetched"),
    mark_message(
        "{host} redirects in a circle or too often: open the page in a browser, and send the "
        "address where it ends"
    ),
    mark_message("{host} redirects to what is no web address: try again later"),
    # Translators: robots.txt is the name of a file and stays as it is.
    mark_message(
        "{host} does not allow bots on this page (robots.txt): send its text or the saved page"
    ),
    mark_message(
        "the rules of {host} for bots (robots.txt) cannot be read at the moment: try again later"
    ),
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
    mark_message("there is no feed in this list"),
    mark_message("it is no list of feeds: export one as OPML from your reader"),
    mark_message("the list has more than {number} feeds: split it"),
    mark_message("the list of feeds is larger than 8 MiB: split it"),
    mark_message("the list declares its own XML entities, which no list of feeds needs"),
    mark_message(
        "the list of feeds is no sound XML (line {line}, character {character}): mend it there, or "
        "export it again"
    ),
    mark_message("the list of feeds has characters that no XML has: export it again"),
    mark_message("the list has folders in folders more than {number} deep"),
    mark_message("{name} cannot be read: {reason}"),
    mark_message("{name} cannot be read ({reason})"),
)
