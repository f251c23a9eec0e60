"""parse_mode: from HTML to a text with entities, as strictly as Telegram."""

import html
import re

from tests.telegram.refusals import MalformedError
from tests.telegram.shapes import Entity, utf16_length

_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z-]*)(?P<rest>[^>]*)>|(?P<open><)")
_ATTRIBUTE = re.compile(r"\s([a-z-]+)(?:=\"([^\"]*)\")?")
_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}


def parse(text: str, mode: str) -> tuple[str, list[Entity]]:
    """Return the text that is shown and its entities; raise MalformedError for broken markup."""
    if mode.upper() != "HTML":
        raise MalformedError(f"unsupported parse_mode {mode!r}: these tests understand HTML alone")
    shown = ""
    entities: list[Entity] = []
    open_tags: list[tuple[str, Entity]] = []
    position = 0
    for token in _TOKEN.finditer(text):
        shown += html.unescape(text[position : token.start()])
        position = token.end()
        tag = (token["tag"] or "").lower()
        if token["open"] or tag not in _TYPES:
            raise MalformedError(f'can\'t parse entities: Unsupported start tag "{tag}"')
        if not token["close"]:
            open_tags.append((tag, _begin(tag, token["rest"], utf16_length(shown))))
            continue
        if not open_tags or open_tags[-1][0] != tag:
            raise MalformedError(f'can\'t parse entities: Unexpected end tag "{tag}"')
        entity = open_tags.pop()[1]
        entity["length"] = utf16_length(shown) - entity["offset"]
        if entity["length"]:
            entities.append(entity)
    if open_tags:
        raise MalformedError(f"can't parse entities: Can't find end tag to \"{open_tags[-1][0]}\"")
    return shown + html.unescape(text[position:]), entities


def _begin(tag: str, attributes: str, offset: int) -> Entity:
    given = dict(_ATTRIBUTE.findall(attributes))
    entity: Entity = {"type": _TYPES[tag], "offset": offset}
    if tag == "a":
        entity["url"] = html.unescape(given.get("href", ""))
    if tag == "blockquote" and "expandable" in given:
        entity["type"] = "expandable_blockquote"
    return entity
