"""Why something could not be fetched from the web."""

from bot.localization.current import mark_message

FETCHING_REASONS = (
    # Translators: from here on, why a web page could not be fetched; {host} is a site such as
    # www.example.org, {status} a number of the web such as 404.
    mark_message(
        "this is not a web address, such as https://example.org/news: check how it is spelt"
    ),
    mark_message("{host} is not on the public web: only public pages are fetched"),
    mark_message("port {port} is not for web pages: check the address"),
    mark_message("there is no host {host}: check how the address is spelt"),
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
    mark_message("{host} redirects to what is no web address: try again later"),
    mark_message(
        "{host} redirects in a circle or too often: open the page in a browser, and send the "
        "address where it ends"
    ),
    mark_message("the page is larger than {size} MB, the most that is fetched"),
    mark_message("what {host} sends around the page is too large"),
    mark_message("what the site sent cannot be unpacked: try again later"),
    # Translators: robots.txt is the name of a file, and stays as it is.
    mark_message(
        "{host} does not allow bots on this page (robots.txt): send its text or the saved page"
    ),
    mark_message(
        "the rules of {host} for bots (robots.txt) cannot be read at the moment: try again later"
    ),
)
"""Templates, each once."""
