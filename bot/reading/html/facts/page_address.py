"""Addresses of pages: where a page came from, across archives, caches and saving browsers."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

from bot.reading.address_hosts import read_host
from bot.reading.html.parsing import load_xpath, remove_elements

# What browsers and tools write at the top of a page that they save.
_SAVED_FROM = re.compile(
    r"<!--[^>]{0,200}?(?:saved from url=\(\d+\)|\burl:|saved from|mirrored from)\s*"
    r"((?:https?://|(?=[\w-]+(?:\.[\w-]+)+/))[^\s>]+)",
    re.IGNORECASE,
)
_HEAD = 4096
# Archives keep the original's address behind the moment of the capture.
_CAPTURE = re.compile(
    r"(?:https?://[^/?#\s]+)?/(?:[^?#\s]*?/)?(?:[0-9]{4,14}(?:-[0-9]{6})?(?:[a-z]{2}_|\*)?|newest|oldest)/"
    r"(https?:/{1,2}\S+)",
    re.IGNORECASE,
)
_ARCHIVES = frozenset(
    "archive.org archive.today archive.ph archive.is archive.li archive.vn archive.fo archive.md"
    " perma.cc arquivo.pt webcache.googleusercontent.com ghostarchive.org megalodon.jp 12ft.io"
    " cdn.ampproject.org".split()
)
_ARCHIVE_NAMES = frozenset(
    ("internet archive", "wayback machine", "internet archive wayback machine", "archive.today",
     "archive.ph", "archive.is", "archive.org", "perma.cc", "perma", "google cache")
)  # fmt: skip
_GOOGLE_CACHE = re.compile(r"cache:(?:[\w-]{6,20}:)?(?P<url>[^+&\s]+)")
_READER = re.compile(r"(?:about:reader\?url=|https?://12ft\.io/proxy\?q=)(\S+)", re.IGNORECASE)
_PREFIX = re.compile(
    r"(?:view-source:|https?://(?:12ft\.io|r\.jina\.ai)/(?=https?://))", re.IGNORECASE
)
_AMP = re.compile(
    r"https?://(?:www\.)?(?:[\w-]+\.cdn\.ampproject\.org/[a-z]|google\.[a-z.]{2,6}/amp)/(s/)?(\S+)",
    re.IGNORECASE,
)
# The bars that archives put above the page.
_FRAMES = (
    "//*[@id='wm-ipp-base' or @id='wm-ipp' or @id='wm-ipp-print' or @id='donato'"
    " or @id='google-cache-hdr' or starts-with(@id, 'bN015') or @id='wayback-toolbar']"
    "|//*[@id='HEADER'][.//input[@name='q']]|//*[@id='SOLID']/preceding-sibling::*[@id='HEADER']"
)
# All of these have one of these names, and few pages have any.
_FRAME_IDS = frozenset(
    "wm-ipp-base wm-ipp wm-ipp-print donato google-cache-hdr wayback-toolbar HEADER".split()
)
_BAR = re.compile(
    r"(?:The Wayback Machine - |This is Google's cache of )(https?://\S+?)\.?(?:\s|$)"
)
_BAR_LETTER = "T"
_FIRST_ELEMENTS, _LONGEST_BAR, _BAR_PIECES = 40, 2_000, 40
_SAVERS = ("savepage-url", "savepage-from", "source-url", "archive-url")


def find_address(root: Any, text: str) -> str:
    """Return where a saved page came from, as tools and archives write it, or nothing.

    ``text`` is the page as it was saved, ``root`` its tree.
    """
    match = _SAVED_FROM.search(text, 0, _HEAD)
    for url in ((match[1] if match else ""), *_marks(root)):
        url = url.strip()
        # One tool leaves the scheme out.
        original = find_original(url if "://" in url or not url else f"http://{url}")
        if read_host(original):
            return original
    return ""


def find_original(url: str) -> str:
    """Return the address of the page itself where an archive, a cache or a reader is named."""
    for _ in range(4):
        shorter = _unwrap_address(url)
        if shorter == url:
            return url
        url = shorter
    return url


def is_archive(url: str) -> bool:
    """Tell whether an address is one at an archive, not that of the original."""
    host = read_host(url)
    return host in _ARCHIVES or any(host.endswith(f".{name}") for name in _ARCHIVES)


def is_archive_name(name: str) -> bool:
    """Tell whether the name of a site is that of an archive."""
    return name.casefold() in _ARCHIVE_NAMES


def strip_archive_bars(root: Any) -> None:
    """Remove the bars that archives put above a page, with their dates."""
    frames = load_xpath(_FRAMES)(root) if any(map(_is_frame, load_xpath("//@id")(root))) else []
    elements = (*frames, *(element for element, _ in _bars(root)))
    remove_elements(element for element in elements if element.tag not in {"html", "body"})


def _is_frame(name: str) -> bool:
    return name in _FRAME_IDS or name.startswith("bN015")


def _bars(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield the elements at the top of a page that name the original, and its address."""
    body = root.find("body")
    for element in [] if body is None else list(body)[:_FIRST_ELEMENTS]:
        if next(filter(None, map(str.strip, element.itertext())), "")[:1] != _BAR_LETTER:
            continue
        # A page's text may be in one of them: its beginning is enough.
        words = " ".join("".join(islice(element.itertext(), _BAR_PIECES)).split())
        if match := _BAR.match(words[:_LONGEST_BAR]):
            yield element, match[1]


def _marks(root: Any) -> Iterator[str]:
    """Yield the addresses in the marks of tools that save pages, and of archives."""
    yield root.get("data-scrapbook-source", "")
    for element in root.iter("meta"):
        if element.get("name", "").lower() in _SAVERS:
            yield element.get("content", "")
    for element in load_xpath("//a[contains(@class, 'reader-domain')]")(root):
        yield element.get("href", "")
    for element in load_xpath("//*[@id='HEADER']//input[@name='q']")(root):
        yield element.get("value", "")
    yield from (address for _, address in _bars(root))


def _unwrap_address(url: str) -> str:
    url = _PREFIX.sub("", url, count=1)
    if match := _CAPTURE.match(url):
        return re.sub(r"^(https?:/)(?!/)", r"\1/", match[1])
    if match := _READER.match(url):
        return unquote(match[1])
    if read_host(url) == "webcache.googleusercontent.com" and (match := _GOOGLE_CACHE.search(url)):
        target = unquote(match["url"])
        return target if "://" in target else f"https://{target}"
    if match := _AMP.match(url):
        return f"http{'s' if match[1] else ''}://{match[2]}"
    return url
