"""Update entries: updates as JSON, checked so that a broken one harms no other."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from telegram import Update
from telegram.error import TelegramError

_LOGGER = logging.getLogger(__name__)

# Telegram marks at most 100 in a message; a hundred times as many would take seconds.
_MOST_ENTITIES = 200
_LARGEST_NUMBER = 2**63 - 1

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_NUMBER = re.compile(r'"update_id"\s*:\s*(\d{1,18})(?!\d)')


def parse_response(text: str) -> dict[str, Any]:
    """Return Telegram's response; raise TelegramError where it is none.

    Where its parser gives up, because of one update, the others are returned.
    """
    try:
        response = _parse(text)
    except (ValueError, RecursionError) as error:
        entries = list(_parse_entries(text))
        if not entries:
            # The library's own parser would log the whole response.
            raise TelegramError("the response is not JSON") from error
        response = {"ok": True, "result": entries}
    if not isinstance(response, dict):
        raise TelegramError("the response is not an object")
    return response


def check_entries(entries: list[Any]) -> list[dict[str, Any]]:
    """Return those that are updates, with only the number of each that cannot be read."""
    return [check_entry(entry) for entry in entries if _has_number(entry)]


def read_entry(text: str) -> dict[str, Any] | None:
    """Return an update as ``check_entry`` does, None where a text has none with a number."""
    return next(iter(check_entries([*_parse_entry(text)])), None)


def check_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an update without what cannot be stored, only its number if it cannot be read."""
    number = entry["update_id"]
    try:
        entry = _limit_entities(_replace_surrogates(entry))
        Update.de_json(dict(entry), None)
    except Exception:
        # Whatever foreign data raises in the library's parser, the batch must go on.
        _LOGGER.warning("Update %d cannot be read and is skipped.", number)
        return {"update_id": number}
    return entry


def get_update_type(update: Update) -> str:
    """Return the Bot API's name for what an update holds."""
    return next((kind for kind in Update.ALL_TYPES if getattr(update, kind, None)), "other")


def _parse(text: str) -> Any:
    return json.loads(text, parse_int=_parse_integer, parse_constant=_refuse_constant)


def _parse_integer(digits: str) -> int:
    number = int(digits) if len(digits) < 30 else _LARGEST_NUMBER + 1
    if abs(number) > _LARGEST_NUMBER:
        raise ValueError("a number is larger than any of Telegram's")
    return number


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _parse_entries(text: str) -> Iterator[dict[str, Any]]:
    """Yield the updates of a response one by one, only the number of each that is no JSON."""
    depth = start = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth == 3 and token[0] == "{":
                start = token.start()
        elif token[0] in "]}":
            if depth == 3 and token[0] == "}":
                yield from _parse_entry(text[start : token.end()])
            depth -= 1


def _parse_entry(text: str) -> Iterator[dict[str, Any]]:
    try:
        entry = _parse(text)
    except (ValueError, RecursionError):
        number = _NUMBER.search(text)
        if number:
            _LOGGER.warning("Update %s cannot be read and is skipped.", number[1])
            yield {"update_id": int(number[1])}
        return
    if isinstance(entry, dict):
        yield entry


def _has_number(entry: object) -> bool:
    return isinstance(entry, dict) and type(entry.get("update_id")) is int


def _replace_surrogates(entry: dict[str, Any]) -> dict[str, Any]:
    """Return ``entry`` without halves of surrogate pairs, which cannot be encoded."""
    text = json.dumps(entry, ensure_ascii=False)
    units = text.encode("utf-16", "surrogatepass")
    return json.loads(units.decode("utf-16", "replace"))  # type: ignore[no-any-return]


def _limit_entities(value: Any) -> Any:
    """Return ``value`` with no more entities in any message than can be looked at in time."""
    if isinstance(value, list):
        return [_limit_entities(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _limit_entities(
            entry[:_MOST_ENTITIES] if "entities" in key and isinstance(entry, list) else entry
        )
        for key, entry in value.items()
    }
