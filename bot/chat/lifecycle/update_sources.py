"""Update sources: how updates come from Telegram, by polling or by a webhook."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from telegram.constants import UpdateType

from bot.chat.application import App
from bot.chat.lifecycle.http_server import HttpLimits, serve_http
from bot.chat.monitoring.monitor import SILENT, Monitor
from bot.chat.transport.inbound.polling import PollingErrorLog, PollingRequest
from bot.chat.transport.inbound.webhook.certificates import load_tls, read_self_signed
from bot.chat.transport.inbound.webhook.webhook_keeper import WebhookKeeper, WebhookRegistration
from bot.chat.transport.inbound.webhook.webhook_receiver import WebhookReceiver
from bot.chat.transport.inbound.webhook.webhook_secret import load_webhook_secret
from bot.system.logs import add_secret

_LOGGER = logging.getLogger(__name__)

ALLOWED_UPDATES: Sequence[str] = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.GUEST_MESSAGE,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.CHANNEL_POST,
    UpdateType.EDITED_CHANNEL_POST,
)


LISTEN_SETTING = "DATELINE_WEBHOOK_LISTEN"

_LIMITS = HttpLimits(body=1024 * 1024, seconds=30.0, connections=200)


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

    @property
    def is_catching_up(self) -> bool:
        """Tell whether the updates that come now may have waited at Telegram."""

    async def start(self) -> None:
        """Begin to pass updates on to the application's queue."""

    async def stop(self) -> None:
        """Pass no more updates on."""


class PollingSource:
    """Fetches updates; a webhook that was set before is removed, and what waits for it kept."""

    def __init__(self, application: App, polling: PollingRequest) -> None:
        if application.updater is None:
            raise RuntimeError("the application was built without an updater")
        self._updater = application.updater
        self._polling = polling

    @property
    def is_catching_up(self) -> bool:
        """Tell whether the updates that come now may have waited at Telegram."""
        return self._polling.is_catching_up

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
        monitor: Monitor = SILENT,
    ) -> None:
        """Take a config with a secret; raise CertificateError where a file cannot be used."""
        self._config = config
        registration = WebhookRegistration(
            config.url, config.secret, ALLOWED_UPDATES, read_self_signed(config.certificate)
        )
        self._keeper = WebhookKeeper(application.bot, registration, token_refusal, monitor)
        self._receiver = WebhookReceiver(
            application.bot, application.update_queue, urlsplit(config.url).path or "/",
            config.secret, _LIMITS.body, on_arrival=self._keeper.note_arrival, monitor=monitor,
        )  # fmt: skip
        self._tls = None
        if config.certificate and config.key:
            self._tls = load_tls(config.certificate, config.key)
        self._server = AsyncExitStack()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_catching_up(self) -> bool:
        """Tell whether the updates that come now may have waited at Telegram."""
        return self._keeper.is_catching_up

    async def start(self) -> None:
        """Listen, then have Telegram send; raise ListenError or WebhookRefusedError."""
        host, port = self._config.host, self._config.port
        pages = self._receiver.make_application()
        await self._server.enter_async_context(
            serve_http(pages, host, port, LISTEN_SETTING, _LIMITS, self._tls)
        )
        await self._keeper.register()
        _LOGGER.info("Telegram sends updates to %s; listening on %s:%d.",
                     urlsplit(self._config.url).hostname, host, port)  # fmt: skip
        self._task = asyncio.create_task(self._keeper.run())

    async def stop(self) -> None:
        """Take no more updates; Telegram keeps them until the next start."""
        if self._task:
            self._task.cancel()
        await self._server.aclose()


def make_update_source(
    application: App,
    polling: PollingRequest,
    webhook: WebhookConfig | None,
    data: Path,
    monitor: Monitor = SILENT,
) -> UpdateSource:
    """Return the source that a configuration asks for: without a ``webhook``, polling.

    A secret that is not set is made up, kept in the folder ``data``, and kept out of the log.
    """
    if webhook is None:
        return PollingSource(application, polling)
    if not webhook.secret:
        webhook = replace(webhook, secret=load_webhook_secret(data))
        add_secret(webhook.secret)
    return WebhookSource(application, webhook, polling.token_refusal, monitor)
