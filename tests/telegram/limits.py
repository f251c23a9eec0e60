"""What Telegram refuses in a text, its entities and its keyboard."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations

from tests.telegram.refusals import MalformedError
from tests.telegram.shapes import Entity, utf16_length

LONGEST_TEXT = 4096
MOST_ENTITIES = 100

# Telegram finds these itself and passes over them when a bot sends them.
_FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
_QUOTES = {"blockquote", "expandable_blockquote"}
_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre"}
_TYPES = _FOUND | _QUOTES | _STYLES | {"text_link", "text_mention", "custom_emoji", "date_time"}
_ENTITY_FIELDS = {"type", "offset", "length", "url", "user", "language", "custom_emoji_id"}

# Left out of every text, as the server does: line separators, directional overrides and
# three combining marks that draw over neighbouring lines.
_DROPPED = {"\r", "\u0333", "\u033f", "\u030a", *map(chr, range(0x2028, 0x202F))}
BLANK = " \n\t\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_HOST = re.compile(r"(?:[^/?#@\s]*@)?(?P<host>[^/?#@:\s]+)(?::(?P<port>\d{1,5}))?(?:[/?#]\S*)?")


def check_text(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    """Return text and entities as Telegram shows them; raise MalformedError for what it refuses."""
    if re.search("[\ud800-\udfff]", text):
        raise MalformedError("strings must be encoded in UTF-8")
    for entity in entities:
        _check_entity(text, entity)
    _check_nesting(entities)
    whole, kept = _clean(text, entities[:MOST_ENTITIES])
    if not whole:
        raise MalformedError("message text is empty")
    if len(whole) > LONGEST_TEXT:
        raise MalformedError("message is too long")
    return whole, kept


def shown(text: str) -> str:
    """Return ``text`` as Telegram draws it inside of a message."""
    return "".join(map(_drawn, text))


def shows_nothing(text: str) -> bool:
    """Tell whether nothing of ``text`` is drawn; Telegram takes some such texts."""
    return all(map(_is_blank, text))


def silent_losses(entities: Sequence[Entity]) -> Iterator[str]:
    """Yield what Telegram would drop or bend without a word."""
    if len(entities) > MOST_ENTITIES:
        yield f"{len(entities)} entities, of which {MOST_ENTITIES} are kept"
    for entity in entities:
        if entity["type"] in _FOUND:
            yield f"an entity of type {entity['type']}, which Telegram finds itself"
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    for first, second in combinations(ordered, 2):
        end = first["offset"] + first["length"]
        if first["offset"] < second["offset"] < end < second["offset"] + second["length"]:
            yield f"entities that cross: {first} and {second}"


def _is_blank(character: str) -> bool:
    name, category = unicodedata.name(character, ""), unicodedata.category(character)
    return (
        category in {"Cc", "Cf"}
        or category[0] in "MZ"
        or name.endswith("FILLER")
        or name == "BRAILLE PATTERN BLANK"
    )


def _check_entity(text: str, entity: Entity) -> None:
    missing = {"type", "offset", "length"} - entity.keys()
    if missing:
        raise MalformedError(f"can't parse MessageEntity: Can't find field \"{min(missing)}\"")
    if entity["type"] not in _TYPES:
        raise MalformedError("can't parse MessageEntity: Unsupported type specified")
    if unknown := entity.keys() - _ENTITY_FIELDS - {"unix_time", "date_time_format"}:
        raise MalformedError(f"can't parse MessageEntity: unknown field {min(unknown)}")
    _check_range(text, entity["offset"], entity["length"])
    if entity["type"] == "text_link":
        check_link("entity", entity.get("url", ""))


def _check_range(text: str, offset: int, length: int) -> None:
    if type(offset) is not int or type(length) is not int or offset < 0 or length <= 0:
        raise MalformedError(f"can't parse MessageEntity: range {offset!r}, {length!r} is empty")
    starts = set(_unit_starts(text))
    end = utf16_length(text)
    if offset >= end:
        raise MalformedError(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > end:
        raise MalformedError(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {offset + length}"
        )
    for edge, verb in ((offset, "begins"), (offset + length, "ends")):
        if edge not in starts:
            raise MalformedError(f"entity {verb} in a middle of a UTF-16 symbol at offset {edge}")


def _unit_starts(text: str) -> Iterator[int]:
    position = 0
    yield position
    for character in text:
        position += 1 if character <= "\uffff" else 2
        yield position


def _check_nesting(entities: Sequence[Entity]) -> None:
    quotes = [entity for entity in entities if entity["type"] in _QUOTES]
    for one, other in combinations(quotes, 2):
        first, second = sorted((one, other), key=lambda entity: entity["offset"])
        if second["offset"] < first["offset"] + first["length"]:
            raise MalformedError("can't parse entities: blockquotes can't be nested")


def check_link(what: str, url: object) -> None:
    """Refuse an address as Telegram does: it wants a host with a dot, over HTTP."""
    if not isinstance(url, str) or not url:
        raise MalformedError(f"{what} URL '{url}' is invalid: URL is empty")
    scheme, separator, rest = url.partition("://")
    if separator and scheme.lower() not in {"http", "https", "tg", "ton", "tonsite"}:
        raise MalformedError(f"{what} URL '{url}' is invalid: Unsupported URL protocol")
    if scheme.lower() in {"tg", "ton", "tonsite"}:
        return
    address = _HOST.fullmatch(rest if separator else url)
    if address is None or "." not in address["host"].strip("."):
        raise MalformedError(f"{what} URL '{url}' is invalid: Wrong HTTP URL")


def _clean(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    """Drop and replace characters as the server does, and move the entities along."""
    pieces = [_drawn(character) for character in text]
    joined = "".join(pieces)
    lead = len(joined) - len(joined.lstrip(BLANK))
    whole = joined.strip(BLANK)
    end = utf16_length(whole)
    moved: dict[int, int] = {}
    before = 0
    position = -utf16_length(joined[:lead])
    for character, piece in zip((*text, ""), (*pieces, ""), strict=True):
        moved[before] = min(max(position, 0), end)
        before += utf16_length(character)
        position += utf16_length(piece)
    kept = []
    for entity in entities:
        start = moved[entity["offset"]]
        length = moved[entity["offset"] + entity["length"]] - start
        if length > 0:
            copy = entity.copy()
            copy.update({"offset": start, "length": length})
            kept.append(copy)
    return whole, kept


def _drawn(character: str) -> str:
    if character in _DROPPED:
        return ""
    return " " if character < " " and character != "\n" else character
