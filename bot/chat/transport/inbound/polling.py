"""Polling: a request for updates that survives what is wrong in them."""

import asyncio
import logging
import time
from http import HTTPStatus
from typing import Any

from telegram.error import Conflict, NetworkError, TelegramError

from bot.chat.transport.bot_api_request import BotApiRequest
from bot.chat.transport.inbound.update_entries import check_entries, parse_response
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

_QUIET_SECONDS = 60.0

# The longest pause decides how soon messages arrive when Telegram is back.
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 10.0

# The most that Telegram sends at once: then there may be more.
_MOST_UPDATES = 100


class PollingRequest(BotApiRequest):
    """Fetch updates so that one broken update does not stop the others.

    python-telegram-bot drops a whole batch, unconfirmed, when it cannot read one update, and
    then fetches the same batch for ever. When Telegram refuses the token, its polling ends with
    a traceback and the application keeps running: here ``token_refusal`` is set instead. And
    its pauses would grow to half a minute while Telegram is away.

    ``is_catching_up``: whether the updates that come now may have waited at Telegram, because the
    bot was not running or the connection was broken.
    """

    def __init__(self) -> None:
        super().__init__(connections=1)
        self.token_refusal = asyncio.Event()
        self._log = PollingErrorLog()
        self.is_catching_up = True
        self._was_full = True

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the request until Telegram replies with updates or an error of its own.

        Where Telegram refuses the token, note it and return no updates.
        """
        if not self._was_full:
            self.is_catching_up = False  # what the last response brought is in the queue
        self._was_full = True
        backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
        while True:
            try:
                code, payload = await super().do_request(*args, **kwargs)
                _check_code(code)
            except (Conflict, NetworkError) as error:
                self.is_catching_up = True
                self._log(error)
            else:
                break
            await asyncio.sleep(backoff.next_pause())
        self._log.note_success()
        if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self.token_refusal.set()
            return HTTPStatus.OK, b'{"ok": true, "result": []}'
        if code == HTTPStatus.OK:
            self._was_full = payload.count(b'"update_id"') >= _MOST_UPDATES
        else:
            self.is_catching_up = True
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the response, with only the number of each update that cannot be read."""
        response = parse_response(payload.decode("utf-8", "replace"))
        if isinstance(response.get("result"), list):
            response["result"] = check_entries(response["result"])
        return response


class PollingErrorLog:
    """Log why fetching fails: in words, and at most once a minute."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}
        self._has_said_away = False

    def __call__(self, error: TelegramError) -> None:
        """Log ``error`` unless the same was logged less than a minute ago."""
        message = _explain(error)
        seconds = time.monotonic()
        if seconds - self._last.get(message, -_QUIET_SECONDS) >= _QUIET_SECONDS:
            self._last = {message: seconds}
            _LOGGER.warning("%s", message)
            self._has_said_away = not isinstance(error, Conflict)

    def note_success(self) -> None:
        """Log that Telegram is back, where it was logged that it is away."""
        if self._has_said_away:
            self._has_said_away = False
            _LOGGER.info("Telegram can be reached again.")


def _explain(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return (
            "Another process fetches this bot's messages: stop one of the two, because each gets "
            "only some of the questions."
        )
    return f"Telegram cannot be reached, trying again: {error.message}"


def _check_code(code: int) -> None:
    """Raise what may be over soon: that another process polls, or an error of the server."""
    if code == HTTPStatus.CONFLICT:
        raise Conflict("another process polls")
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise NetworkError(f"it replies with status {code}")
