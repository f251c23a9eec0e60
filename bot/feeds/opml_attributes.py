"""Attributes of a feed in a list, as the bot and readers of feeds write them."""

import re
from collections.abc import Mapping

from bot.feeds.subscription import FIRST_ENTRIES, Subscription
from bot.reading.address_hosts import read_host
from bot.reading.containers.xml_elements import local_name

NAMESPACE = "urn:dateline:feeds"
FRESHRSS_NAMESPACE = "https://freshrss.org/opml"

_OWN_PREFIX = f"{{{NAMESPACE}}}"
_SETTINGS = frozenset("id paused reads-pages keep-days first-entries minutes".split())
_STANDARD = frozenset("title text xmlurl htmlurl type language".split())
_FEED_TYPES = frozenset("rss atom feed json".split())
_FEED_SCHEME = re.compile(r"feed:(?://)?", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"/*([\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?)")
_LONGEST_ADDRESS = 8_000
_YES = frozenset(("true", "yes", "1", "on"))
_MOST_NUMBER = 1_000_000


def read_subscription(attributes: Mapping[str, str], folder: str) -> Subscription | None:
    """Return the feed that an outline is about, None where it is about none.

    A value that is odd counts as missing.
    """
    values = {
        local_name(key).lower(): " ".join(value.split())
        for key, value in attributes.items()
        if not key.startswith(_OWN_PREFIX)
    }
    settings = {
        key.removeprefix(_OWN_PREFIX): " ".join(value.split())
        for key, value in attributes.items()
        if key.startswith(_OWN_PREFIX)
    }
    address_name = "url" if values.get("type", "").lower() in _FEED_TYPES else "xmlurl"
    if values.get("xmlurl"):
        address_name = "xmlurl"
    words = values.get(address_name, "")
    address = _read_address(words)
    if not address:
        return None
    title = values.get("title") or values.get("text", "")
    first_entries = _read_number(settings.get("first-entries", ""), minimum=0)
    return Subscription(
        id=settings.get("id", ""),
        address=address,
        title="" if title in (words, address, read_host(address)) else title,
        site=values.get("htmlurl", ""),
        language=values.get("language", ""),
        is_paused=settings.get("paused", "").lower() in _YES,
        reads_pages=settings.get("reads-pages", "").lower() in _YES,
        keep_days=_read_number(settings.get("keep-days", "")),
        first_entries=FIRST_ENTRIES if first_entries is None else first_entries,
        minutes=_read_number(settings.get("minutes", "")),
        folder=folder or _read_category(values.get("category", "")),
        other_attributes=tuple(
            (key, value)
            for key, value in attributes.items()
            if key.removeprefix(_OWN_PREFIX) not in _SETTINGS
            and local_name(key).lower() not in (*_STANDARD, address_name)
        ),
    )


def make_attributes(subscription: Subscription) -> dict[str, str]:
    """Return the attributes of a feed's outline."""
    heading = subscription.heading
    attributes = {"type": "rss", "text": heading, "title": subscription.title}
    attributes["xmlUrl"] = subscription.address
    attributes |= {"htmlUrl": subscription.site, "language": subscription.language}
    settings = {
        "id": subscription.id,
        "paused": "true" * subscription.is_paused,
        "reads-pages": "true" * subscription.reads_pages,
        "keep-days": _write_number(subscription.keep_days),
        "first-entries": _write_number(subscription.first_entries, FIRST_ENTRIES),
        "minutes": _write_number(subscription.minutes),
    }
    attributes |= {f"{_OWN_PREFIX}{key}": value for key, value in settings.items()}
    attributes = {key: value for key, value in attributes.items() if value}
    return attributes | dict(subscription.other_attributes)


def _read_address(words: str) -> str:
    """Return a web address, empty where it is none."""
    address = words
    if match := _FEED_SCHEME.match(words):
        address = words[match.end() :]
    if not _WEB.match(address) and (match := _WITHOUT_SCHEME.fullmatch(address)):
        address = f"https://{match[1]}"
    return address if _WEB.match(address) and len(address) <= _LONGEST_ADDRESS else ""


def _read_category(words: str) -> str:
    """Return the folder of the first of several categories, as OPML 2.0 writes them."""
    return tidy_folder(words.split(",")[0])


def tidy_folder(name: str) -> str:
    """Return the path of a folder without blank parts."""
    return "/".join(filter(None, (" ".join(part.split()) for part in name.split("/"))))


def _read_number(words: str, minimum: int = 1) -> int | None:
    if not words.isdecimal() or len(words) > len(str(_MOST_NUMBER)):
        return None
    number = int(words)
    return number if minimum <= number <= _MOST_NUMBER else None


def _write_number(number: int | None, default: int | None = None) -> str:
    return "" if number is None or number == default else str(number)
