"""Webhook keeper: tells Telegram where to send updates, and looks whether that stays so."""

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.chat.monitoring.monitor import SILENT, Monitor, RequestFault
from bot.chat.transport.inbound.polling import PollingErrorLog
from bot.chat.transport.outbound.retry import compute_flood_pause
from bot.errors import DatelineError
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

CHECK_SECONDS = 20.0
"""Within 30 seconds it has to be known again that updates can arrive."""

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 10.0
_REPEAT_SECONDS = 600.0
_MOST_CONNECTIONS = 40


class WebhookRefusedError(DatelineError):
    """Say why Telegram takes no webhook at this address."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"DATELINE_WEBHOOK_URL: Telegram refuses this address ({reason}); it has to be an "
            "https address that Telegram can reach"
        )


@dataclass(frozen=True, slots=True)
class WebhookRegistration:
    """What Telegram is told: the address, the secret to send along, and the kinds of updates.

    ``certificate``: the certificate to trust, in PEM; empty for one that all trust.
    """

    url: str
    secret: str
    allowed_updates: Sequence[str]
    certificate: bytes = b""


class WebhookKeeper:
    """Registers the webhook, and again where Telegram has another or could not deliver.

    ``token_refusal`` is set when Telegram refuses the token. ``is_catching_up``: whether the
    updates that come now may have waited at Telegram.
    """

    def __init__(
        self,
        bot: Bot,
        registration: WebhookRegistration,
        token_refusal: asyncio.Event,
        monitor: Monitor = SILENT,
        pause: float = CHECK_SECONDS,
    ) -> None:
        self._bot = bot
        self._registration = registration
        self._token_refusal = token_refusal
        self._monitor = monitor
        self._pause = pause
        self._error_log = PollingErrorLog()
        self._last_failure: datetime | None = None
        self._last_repeat = -_REPEAT_SECONDS
        self._has_arrivals = False
        self.is_catching_up = True

    def note_arrival(self) -> None:
        """Note that Telegram delivered an update."""
        self._has_arrivals = True
        self._monitor.note_contact()

    async def register(self) -> None:
        """Register as soon as Telegram can be reached.

        Raise WebhookRefusedError where it refuses the address, InvalidToken where the token.
        """
        backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
        while True:
            try:
                await self._register()
            except InvalidToken:
                raise
            except BadRequest as error:
                raise WebhookRefusedError(error.message) from error
            except TelegramError as error:
                self._error_log(error)
                pause = _compute_pause(error, backoff)
            else:
                self._error_log.note_success()
                return
            await asyncio.sleep(pause)

    async def run(self) -> None:
        """Check again and again; end when Telegram refuses the token."""
        backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
        pause = self._pause
        while True:
            await asyncio.sleep(pause)
            try:
                await self.check()
            except InvalidToken:
                self._token_refusal.set()
                return
            except TelegramError as error:
                self.is_catching_up = True
                self._error_log(error)
                pause = _compute_pause(error, backoff)
            else:
                self._error_log.note_success()
                backoff.reset()
                pause = self._pause

    async def check(self) -> None:
        """Look what Telegram has registered, and mend it; report whether updates arrive."""
        info = await self._bot.get_webhook_info()
        has_arrivals, self._has_arrivals = self._has_arrivals, False
        self.is_catching_up = info.pending_update_count > 0
        if not self._is_registered(info):
            self._monitor.note_contact(RequestFault.CONFLICT)
            _LOGGER.warning(
                "Telegram has another webhook (%s); it is set again. Is another process running "
                "with this bot's token?", urlsplit(info.url).hostname or "none",
            )  # fmt: skip
            await self._register()
            self._monitor.note_contact()
            return
        is_stuck = bool(info.last_error_date and info.pending_update_count and not has_arrivals)
        self._monitor.note_contact(RequestFault.DELIVERY if is_stuck else None)
        if info.last_error_date and info.last_error_date != self._last_failure:
            self._last_failure = info.last_error_date
            await self._mend_delivery(info)

    async def _mend_delivery(self, info: WebhookInfo) -> None:
        moment = time.monotonic()
        if moment - self._last_repeat < _REPEAT_SECONDS:
            return
        self._last_repeat = moment
        _LOGGER.warning(
            "Telegram could not deliver updates to the webhook: %s (%d waiting). It is set again.",
            info.last_error_message, info.pending_update_count,
        )  # fmt: skip
        await self._register()

    async def _register(self) -> None:
        registration = self._registration
        await self._bot.set_webhook(
            registration.url,
            certificate=registration.certificate or None,
            max_connections=_MOST_CONNECTIONS,
            allowed_updates=registration.allowed_updates,
            drop_pending_updates=False,
            secret_token=registration.secret,
        )

    def _is_registered(self, info: WebhookInfo) -> bool:
        registration = self._registration
        return (
            info.url == registration.url
            and info.has_custom_certificate == bool(registration.certificate)
            and set(info.allowed_updates or ()) == set(registration.allowed_updates)
        )


def _compute_pause(error: TelegramError, backoff: Backoff) -> float:
    return compute_flood_pause(error) if isinstance(error, RetryAfter) else backoff.next_pause()
