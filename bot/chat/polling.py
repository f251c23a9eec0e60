"""Polling: the request for updates, watched."""

import asyncio
import logging
import time
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

_LOGGER = logging.getLogger(__name__)

_QUIET_SECONDS = 60.0


class PollingRequest(HTTPXRequest):
    """Fetch updates so that one broken update does not stop all, and note how that goes.

    python-telegram-bot drops a whole batch, unconfirmed, when one update in it cannot be
    read, and fetches the same batch for ever after. A refused token ends its polling without
    a word. ``last_success`` is on the monotonic clock, None before the first one.
    """

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.refused = asyncio.Event()
        self.last_success: float | None = None

    async def post(self, *args: Any, **kwargs: Any) -> Any:
        """Return the updates; in the place of each that cannot be read, its number alone."""
        try:
            result = await super().post(*args, **kwargs)
        except InvalidToken:
            self.refused.set()
            raise
        self.last_success = time.monotonic()
        if isinstance(result, list):
            return [_readable(entry) for entry in result if _is_numbered(entry)]
        return result


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
        Update.de_json(dict(entry), None).to_json()
    except Exception:
        # Whatever a stranger's data raises in the library's parser, the batch must go on.
        _LOGGER.warning("Update %d cannot be read and is passed over.", number)
        return {"update_id": number}
    return entry
