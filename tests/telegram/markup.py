"""The entities of a message as people see it: the bot's own and those that Telegram finds."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from tests.telegram.detection import detect_entities
from tests.telegram.shapes import Entity, covered

QUOTES = frozenset({"blockquote", "expandable_blockquote"})
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
# Nothing is found inside of these, and they stand alone but for a quote around them.
FIXED = frozenset({"code", "pre", "date_time"})
# What may be said outside of a quote: an own command, and the bot's own name.
_SAYABLE = frozenset({"bot_command"})


def merge_entities(text: str, own: Sequence[Entity]) -> list[Entity]:
    """Return what people can see and tap in ``text``."""
    merged = [*own, *tappable(text, own)]
    return sorted(merged, key=lambda entity: (entity["offset"], -entity["length"]))


def tappable(text: str, own: Sequence[Entity]) -> list[Entity]:
    """Return what Telegram finds in ``text``, but for what the bot's ``own`` entities prevent."""
    return [entity for entity in detect_entities(text) if not _prevented(entity, own)]


def unwanted_finds(text: str, own: Sequence[Entity], name: str) -> Iterator[str]:
    """Yield what people could tap in the text of the bot called ``name``, but should not."""
    quotes = [entity for entity in own if entity["type"] in QUOTES]
    for entity in tappable(text, own):
        words = covered({"text": text}, entity)
        if any(_overlap(entity, quote) for quote in quotes):
            yield f"a quote in which {words!r} can be tapped as a {entity['type']}"
        elif entity["type"] not in _SAYABLE and words.lower() != f"@{name}".lower():
            yield f"a text in which {words!r} can be tapped as a {entity['type']}"


def misplaced_entities(entities: Sequence[Entity]) -> Iterator[str]:
    """Yield what Telegram takes away because an entity may not stand where it does."""
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    for first, second in combinations(ordered, 2):
        if not _overlap(first, second):
            continue
        kinds = first["type"], second["type"]
        if QUOTES.isdisjoint(kinds):
            if not FIXED.isdisjoint(kinds):
                yield f"{kinds[1]} and {kinds[0]} at {second['offset']}, of which one is dropped"
            elif STYLES.isdisjoint(kinds):
                yield f"{kinds[1]} inside of {kinds[0]} at {second['offset']}, which is dropped"
        elif kinds[0] not in QUOTES | STYLES and not _same_range(first, second):
            yield f"{kinds[1]} inside of {kinds[0]} at {second['offset']}, which is dropped"


def _prevented(entity: Entity, own: Sequence[Entity]) -> bool:
    for other in own:
        if not _overlap(entity, other) or other["type"] in STYLES:
            continue
        if other["type"] not in QUOTES or not _contains(other, entity):
            return True
    return False


def _overlap(first: Entity, second: Entity) -> bool:
    return first["offset"] < _end(second) and second["offset"] < _end(first)


def _contains(outer: Entity, inner: Entity) -> bool:
    return outer["offset"] <= inner["offset"] and _end(inner) <= _end(outer)


def _same_range(first: Entity, second: Entity) -> bool:
    return _contains(first, second) and _contains(second, first)


def _end(entity: Entity) -> int:
    return entity["offset"] + entity["length"]
