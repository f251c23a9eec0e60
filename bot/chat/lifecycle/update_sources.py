"""Update sources: how updates come from Telegram, by polling or by a webhook."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from telegram.constants import UpdateType

from bot.chat.application import App
from bot.chat.lifecycle.http_server import BoundedHttpServer, HttpLimits
from bot.chat.transport.inbound.certificates import load_tls, read_self_signed
from bot.chat.transport.inbound.polling import PollingErrorLog
from bot.chat.transport.inbound.webhook import WebhookReceiver
from bot.chat.transport.inbound.webhook_keeper import WebhookKeeper, WebhookRegistration
from bot.errors import DatelineError

_LOGGER = logging.getLogger(__name__)

ALLOWED_UPDATES: Sequence[str] = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.GUEST_MESSAGE,
    UpdateType.MY_CHAT_MEMBER,
)


class ListenError(DatelineError):
    """Say that the webhook's address cannot be listened on."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"DATELINE_WEBHOOK_LISTEN: the bot cannot listen on {host}:{port} ({reason}); choose "
            "another port, or end what uses it"
        )


@dataclass(frozen=True, slots=True)
class WebhookConfig:
    """The webhook's address for Telegram, and where the bot listens; with a key, by https.

    Without a ``secret``, one is made up and kept.
    """

    url: str
    host: str
    port: int
    secret: str = ""
    certificate: Path | None = None
    key: Path | None = None


class UpdateSource(Protocol):
    """Where updates come from."""

    async def start(self) -> None:
        """Begin to pass updates on to the application's queue."""

    async def stop(self) -> None:
        """Pass no more updates on."""


class PollingSource:
    """Fetches updates; a webhook that was set before is removed, and what waits for it kept."""

    def __init__(self, application: App) -> None:
        if application.updater is None:
            raise RuntimeError("the application was built without an updater")
        self._updater = application.updater

    async def start(self) -> None:
        """Begin to fetch updates."""
        await self._updater.start_polling(
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
            bootstrap_retries=-1,
            error_callback=PollingErrorLog(),
        )

    async def stop(self) -> None:
        """Fetch no more updates."""
        if self._updater.running:
            await self._updater.stop()


class WebhookSource:
    """Receives updates; listens before Telegram hears where to send them."""

    def __init__(
        self,
        application: App,
        config: WebhookConfig,
        token_refusal: asyncio.Event,
        limits: HttpLimits | None = None,
    ) -> None:
        """Take a config with a secret; raise CertificateError where a file cannot be used."""
        limits = limits or HttpLimits()
        self._config = config
        registration = WebhookRegistration(
            config.url, config.secret, ALLOWED_UPDATES, read_self_signed(config.certificate)
        )
        self.keeper = WebhookKeeper(application.bot, registration, token_refusal)
        self.receiver = WebhookReceiver(
            application.bot, application.update_queue, urlsplit(config.url).path or "/",
            config.secret, limits.body,
        )  # fmt: skip
        tls = None
        if config.certificate and config.key:
            tls = load_tls(config.certificate, config.key)
        self._server = BoundedHttpServer(self.receiver.make_application(), limits, tls)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen, then have Telegram send; raise ListenError or WebhookRefusedError."""
        host, port = self._config.host, self._config.port
        try:
            self._server.open(host, port)
        except OSError as error:
            raise ListenError(host, port, error.strerror or str(error)) from error
        await self.keeper.register()
        _LOGGER.info("Telegram sends updates to %s; listening on %s:%d.",
                     urlsplit(self._config.url).hostname, host, port)  # fmt: skip
        self._task = asyncio.create_task(self.keeper.run())

    async def stop(self) -> None:
        """Take no more updates; Telegram keeps them until the next start."""
        if self._task:
            self._task.cancel()
        await self._server.shut()
