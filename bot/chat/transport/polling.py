"""Polling: the request for updates, watched."""

import asyncio
import json
import logging
import time
from http import HTTPStatus
from typing import Any

from telegram import Update
from telegram.error import Conflict, TelegramError
from telegram.request import HTTPXRequest

_LOGGER = logging.getLogger(__name__)

_QUIET_SECONDS = 60.0


class PollingRequest(HTTPXRequest):
    """Fetch updates so that one broken update does not stop all, and notice a refused token.

    python-telegram-bot drops a whole batch, unconfirmed, when one update in it cannot be
    read, and fetches the same batch for ever after. A refused token ends its polling with a
    traceback and leaves the application running: here it sets ``refused`` instead.
    """

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.refused = asyncio.Event()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the request; where Telegram refuses the token, say so and return no updates."""
        code, payload = await super().do_request(*args, **kwargs)
        if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self.refused.set()
            return HTTPStatus.OK, b'{"ok": true, "result": []}'
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the response; in the place of each unreadable update, its number alone."""
        try:
            response = json.loads(payload.decode("utf-8", "replace"))
        except ValueError as error:
            # The library's own parser would log all that it was given.
            raise TelegramError("the response is not JSON") from error
        if not isinstance(response, dict):
            raise TelegramError("the response is not an object")
        if isinstance(response.get("result"), list):
            numbered = filter(_is_numbered, response["result"])
            response["result"] = [_readable(entry) for entry in numbered]
        return response


class PollingTrouble:
    """Log what goes wrong with fetching: in words, and not once a second."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def __call__(self, error: TelegramError) -> None:
        """Log ``error`` unless the same was logged less than a minute ago."""
        message = _words(error)
        now = time.monotonic()
        if now - self._last.get(message, -_QUIET_SECONDS) >= _QUIET_SECONDS:
            self._last = {message: now}
            _LOGGER.warning("%s", message)


def _words(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return (
            "Another process fetches the messages of this bot: stop one of the two, or they "
            "share the questions between them."
        )
    return f"Telegram cannot be reached, trying again: {error.message}"


def _is_numbered(entry: object) -> bool:
    return isinstance(entry, dict) and type(entry.get("update_id")) is int


def _readable(entry: dict[str, Any]) -> dict[str, Any]:
    number = entry["update_id"]
    try:
        entry = _whole(entry)
        Update.de_json(dict(entry), None).to_json()
    except Exception:
        # Whatever a stranger's data raises in the library's parser, the batch must go on.
        _LOGGER.warning("Update %d cannot be read and is passed over.", number)
        return {"update_id": number}
    return entry


def _whole(entry: dict[str, Any]) -> dict[str, Any]:
    """Return ``entry`` without halves of surrogate pairs, which nothing can encode."""
    text = json.dumps(entry, ensure_ascii=False)
    encoded = text.encode("utf-16", "surrogatepass")
    return json.loads(encoded.decode("utf-16", "replace"))  # type: ignore[no-any-return]
