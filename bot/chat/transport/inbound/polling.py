"""Polling: a request for updates that survives what is wrong in them."""

import asyncio
import json
import logging
import time
from http import HTTPStatus
from typing import Any, TypeGuard

from telegram import Update
from telegram.error import Conflict, TelegramError
from telegram.request import HTTPXRequest

_LOGGER = logging.getLogger(__name__)

_QUIET_SECONDS = 60.0

# What a database keeps.
_LARGEST_NUMBER = 2**63 - 1


class PollingRequest(HTTPXRequest):
    """Fetch updates so that one broken update does not stop the others.

    python-telegram-bot drops a whole batch, unconfirmed, when it cannot read one update, and
    then fetches the same batch for ever. When Telegram refuses the token, its polling ends with
    a traceback and the application keeps running: here ``token_refusal`` is set instead.
    """

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.token_refusal = asyncio.Event()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the request; where Telegram refuses the token, note it and return no updates."""
        code, payload = await super().do_request(*args, **kwargs)
        if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self.token_refusal.set()
            return HTTPStatus.OK, b'{"ok": true, "result": []}'
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the response, with only the number of each update that cannot be read."""
        try:
            response = json.loads(payload.decode("utf-8", "replace"))
        except ValueError as error:
            # The library's own parser would log the whole response.
            raise TelegramError("the response is not JSON") from error
        if not isinstance(response, dict):
            raise TelegramError("the response is not an object")
        if isinstance(response.get("result"), list):
            entries = filter(has_number, response["result"])
            response["result"] = [check_entry(entry) for entry in entries]
        return response


class PollingErrorLog:
    """Log why fetching fails: in words, and at most once a minute."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def __call__(self, error: TelegramError) -> None:
        """Log ``error`` unless the same was logged less than a minute ago."""
        message = _explain(error)
        seconds = time.monotonic()
        if seconds - self._last.get(message, -_QUIET_SECONDS) >= _QUIET_SECONDS:
            self._last = {message: seconds}
            _LOGGER.warning("%s", message)


def _explain(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return (
            "Another process fetches this bot's messages: stop one of the two, because each gets "
            "only some of the questions."
        )
    return f"Telegram cannot be reached, trying again: {error.message}"


def has_number(entry: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether an entry is an object with the number of an update."""
    if not isinstance(entry, dict):
        return False
    number = entry.get("update_id")
    return type(number) is int and 0 <= number <= _LARGEST_NUMBER


def check_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an update as it is to be read, only with its number where it cannot be."""
    number = entry["update_id"]
    try:
        entry = _replace_surrogates(entry)
        Update.de_json(dict(entry), None).to_json()
    except Exception:
        # Whatever foreign data raises in the library's parser, the batch must go on.
        _LOGGER.warning("Update %d cannot be read and is skipped.", number)
        return {"update_id": number}
    return entry


def _replace_surrogates(entry: dict[str, Any]) -> dict[str, Any]:
    """Return ``entry`` without halves of surrogate pairs, which cannot be encoded."""
    text = json.dumps(entry, ensure_ascii=False)
    units = text.encode("utf-16", "surrogatepass")
    return json.loads(units.decode("utf-16", "replace"))  # type: ignore[no-any-return]
