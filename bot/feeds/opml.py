"""OPML: lists of feeds, as readers of feeds export and import them."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.feeds.feed_errors import FeedError
from bot.feeds.feed_ids import choose_feed_id, fold_id, is_safe_id
from bot.feeds.opml_attributes import (
    FRESHRSS_NAMESPACE,
    NAMESPACE,
    make_attributes,
    read_subscription,
    tidy_folder,
)
from bot.feeds.subscription import Subscription
from bot.reading.containers.xml_elements import local_name

MOST_CHARACTERS = 8 * 1024 * 1024
_MOST_FEEDS = 20_000
_DEEPEST = 50
_TITLE = "Feeds that Dateline follows"
_DECLARED_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^>\[]*>", re.IGNORECASE)
_ENCODING = re.compile(r"(<\?xml[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
# Many programs write addresses and titles as they are.
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_CONTROLS = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\ud800-\udfff\ufffe\uffff]")
_PREFIX = "dateline:"


def read_opml(text: str) -> tuple[Subscription, ...]:
    """Return the feeds of a list, each once, with an id of its own.

    Raise FeedError where it is no OPML, or no sound XML.
    """
    root = _parse(text)
    subscriptions: list[Subscription] = []
    keys: set[str] = set()
    for subscription in _list_subscriptions(root):
        if subscription.address_key in keys:
            continue
        keys.add(subscription.address_key)
        subscriptions.append(subscription)
        if len(subscriptions) > _MOST_FEEDS:
            raise FeedError(f"the list has more than {_MOST_FEEDS:,} feeds: split it")
    return assign_ids(subscriptions)


def write_opml(subscriptions: Iterable[Subscription]) -> str:
    """Return OPML 2.0 with everything that is to be known of the feeds again."""
    ET.register_namespace("dateline", NAMESPACE)
    ET.register_namespace("frss", FRESHRSS_NAMESPACE)
    root = ET.Element("opml", {"version": "2.0"})
    ET.SubElement(ET.SubElement(root, "head"), "title").text = _TITLE
    folders = {"": ET.SubElement(root, "body")}
    for subscription in subscriptions:
        parent = _make_folder(folders, tidy_folder(_clean(subscription.folder)))
        attributes = make_attributes(subscription)
        ET.SubElement(parent, "outline", {key: _clean(value) for key, value in attributes.items()})
    ET.indent(root)
    xml = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'


def _parse(text: str) -> ET.Element:
    if len(text) > MOST_CHARACTERS:
        raise FeedError("the list of feeds is larger than 8 MiB: split it")
    if _DECLARED_ENTITY.search(text):
        raise FeedError("the list declares its own XML entities, which no list of feeds needs")
    xml = _ENCODING.sub(r"\1", _DOCUMENT_TYPE.sub("", text.lstrip("\ufeff \t\r\n")), count=1)
    if _PREFIX in xml and "xmlns:dateline" not in xml:
        xml = re.sub(r"<opml\b", f'<opml xmlns:dateline="{NAMESPACE}"', xml, count=1)
    parser = _BoundedParser()
    try:
        root = parser.parse(_BARE_AMPERSAND.sub("&amp;", xml))
    except ET.ParseError as error:
        line, column = error.position
        raise FeedError(
            f"the list of feeds is no sound XML (line {line:,}, character {column + 1:,}): "
            "mend it there, or export it again"
        ) from None
    except ValueError:
        raise FeedError(
            "the list of feeds has characters that no XML has: export it again"
        ) from None
    if local_name(root).lower() != "opml":
        raise FeedError("it is no list of feeds: export one as OPML from your reader")
    return root


class _BoundedParser:
    """Parses XML that is not deeper than a list of feeds can be."""

    def __init__(self) -> None:
        self._builder = ET.TreeBuilder()
        self._depth = 0

    def parse(self, xml: str) -> ET.Element:
        """Return the root of a document."""
        parser = ET.XMLParser(target=self)  # noqa: S314 (no entities, and bounded)
        parser.feed(xml)
        root: ET.Element = parser.close()
        return root

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FeedError(f"the list has folders in folders more than {_DEEPEST:,} deep")
        self._builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        """End an element."""
        self._depth -= 1
        self._builder.end(tag)

    def data(self, text: str) -> None:
        """Take text between elements."""
        self._builder.data(text)

    def close(self) -> ET.Element:
        """Return the root."""
        root: ET.Element = self._builder.close()
        return root


def _list_subscriptions(root: ET.Element) -> Iterator[Subscription]:
    """Yield each feed with the folders around it, in the order of the list."""
    stack: list[tuple[ET.Element, str]] = [(root, "")]
    while stack:
        element, folder = stack.pop()
        if local_name(element).lower() == "outline":
            subscription = read_subscription(element.attrib, folder)
            if subscription is not None:
                yield subscription
            else:
                folder = f"{folder}/{_read_heading(element)}".strip("/")
        stack += [(child, folder) for child in reversed(element)]


def _read_heading(element: ET.Element) -> str:
    values = {local_name(key).lower(): value for key, value in element.attrib.items()}
    words = " ".join((values.get("title") or values.get("text") or "").split())
    return words.replace("/", "\N{DIVISION SLASH}")


def _make_folder(folders: dict[str, ET.Element], name: str) -> ET.Element:
    if name not in folders:
        parent, _, words = name.rpartition("/")
        element = _make_folder(folders, parent)
        folders[name] = ET.SubElement(element, "outline", {"text": words, "title": words})
    return folders[name]


def assign_ids(subscriptions: Sequence[Subscription]) -> tuple[Subscription, ...]:
    """Return feeds with ids: their own, where these are safe and no other's, or new ones."""
    owners: dict[str, int] = {}
    for number, subscription in enumerate(subscriptions):
        if is_safe_id(subscription.id):
            owners.setdefault(fold_id(subscription.id), number)
    taken_ids = {subscriptions[number].id for number in owners.values()}
    result = []
    for number, subscription in enumerate(subscriptions):
        feed_id = subscription.id
        if owners.get(fold_id(feed_id)) != number:
            feed_id = choose_feed_id(subscription.title, subscription.address, taken_ids)
            taken_ids.add(feed_id)
        result.append(replace(subscription, id=feed_id))
    return tuple(result)


def _clean(value: str) -> str:
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", value)
