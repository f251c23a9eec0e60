"""Serve: from the token to a running bot, and to its end."""

import asyncio
import logging
import os
import signal
import sqlite3
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot.chat.access.access_rules import AccessRules
from bot.chat.admin.notices import Notices
from bot.chat.application import App, ChatBot, Connection, build
from bot.chat.lifecycle.update_sources import (
    PollingSource,
    UpdateSource,
    WebhookConfig,
    WebhookSource,
)
from bot.chat.rich_text import Reply
from bot.chat.services import BotServices
from bot.chat.storage.state import State
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.inbound.polling import PollingRequest
from bot.chat.transport.inbound.processor import Processor
from bot.chat.transport.inbound.webhook_secret import load_webhook_secret
from bot.chat.transport.outbound.retry import RepeatableRequest
from bot.errors import DatelineError
from bot.localization.current import use_language
from bot.localization.english import count_noun
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_PURGE_SECONDS = 3600.0
_NOTICE_SECONDS = 0.5

# Together less than the ten seconds after which a supervisor would kill the process.
_STOP_FETCHING_SECONDS = 2.0
_FINISH_SECONDS = 4.0
_CANCEL_SECONDS = 1.0
_CLOSE_SECONDS = 1.0


class TokenRefusedError(DatelineError):
    """Say that Telegram refuses the token, without naming it."""

    def __init__(self) -> None:
        super().__init__(
            "DATELINE_TELEGRAM_TOKEN: Telegram refuses this token, because it is mistyped or "
            "revoked; send /token to @BotFather in Telegram and set the token that it gives you"
        )


def run(
    token: str,
    api_url: str,
    data: Path,
    services: BotServices,
    webhook: WebhookConfig | None = None,
) -> None:
    """Serve Telegram until SIGTERM or SIGINT; raise DatelineError where that is impossible.

    Without a ``webhook``, updates are fetched.
    """
    asyncio.run(run_async(token, api_url, data, services, webhook))


async def run_async(
    token: str,
    api_url: str,
    data: Path,
    services: BotServices,
    webhook: WebhookConfig | None = None,
) -> None:
    """Do what ``run`` does, in an event loop that is already running."""
    # Below INFO, python-telegram-bot logs what people write.
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLogger().level))
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # its way to ask for times without a warning
    state = State(data, int(token.partition(":")[0]))
    try:
        inbox = Inbox(state, AccessRules(services.access, state.settings).allows)
        polling = PollingRequest()
        request = RepeatableRequest()
        connection = Connection(token, api_url, request, polling)
        # The application closes its requests only when it was fully initialized.
        async with polling, request:
            bot = build(connection, services, state, inbox)
            source = _make_source(bot.application, webhook, data, polling.token_refusal)
            _prepare_access(services, state)
            work = _work(bot, source, inbox, state, services.notices)
            try:
                await _run_until_stopped(work, polling.token_refusal)
            finally:
                await _stop(bot.application, source, inbox)
    finally:
        state.close()
    if polling.token_refusal.is_set():
        raise TokenRefusedError


def _make_source(
    application: App, webhook: WebhookConfig | None, data: Path, token_refusal: asyncio.Event
) -> UpdateSource:
    if webhook is None:
        return PollingSource(application)
    if not webhook.secret:
        webhook = replace(webhook, secret=load_webhook_secret(data))
    return WebhookSource(application, webhook, token_refusal)


def _prepare_access(services: BotServices, state: State) -> None:
    """Say who may use the bot, and forget what is no longer to be kept."""
    access = services.access
    if access.is_open:
        _LOGGER.info("Everybody may use this bot.")
    else:
        _LOGGER.info(
            "Only %s, %s and the members of %s may use this bot.",
            count_noun("admin", len(access.admins)),
            count_noun("listed user", len(access.users)), count_noun("group", len(access.chats)),
        )  # fmt: skip
    try:
        state.access.forget(access.users | access.chats | access.admins)
        if not services.keeps_unanswered:
            state.unanswered.clear()
    except sqlite3.Error:
        _LOGGER.exception("What is no longer to be kept cannot be deleted from state.db now.")


async def _run_until_stopped(
    work: Coroutine[object, object, None], token_refusal: asyncio.Event
) -> None:
    tasks = {
        asyncio.create_task(work),
        asyncio.create_task(_make_stop_event().wait()),
        asyncio.create_task(token_refusal.wait()),
    }
    try:
        results, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in results:
            task.result()
    except InvalidToken:
        token_refusal.set()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=_CANCEL_SECONDS)


def _make_stop_event() -> asyncio.Event:
    event = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, event.set)
    return event


async def _work(
    bot: ChatBot, source: UpdateSource, inbox: Inbox, state: State, notices: Notices
) -> None:
    """Connect, answer what waited since the last run, then what comes; never return."""
    application = bot.application
    await _connect(application)
    state.purge()
    count = await inbox.replay(application.bot)
    if count:
        _LOGGER.info("%s left from the last run.", count_noun("message", count))
    await application.start()
    background = {
        asyncio.create_task(bot.profile.run()),
        asyncio.create_task(_send_notices(notices, bot)),
    }
    if bot.notifier:
        background.add(asyncio.create_task(bot.notifier.run()))
    try:
        await source.start()
        _LOGGER.info("Serving Telegram as @%s.", application.bot.username)
        while True:
            await asyncio.sleep(_PURGE_SECONDS)
            state.purge()
    finally:
        for task in background:
            task.cancel()


async def _connect(application: App) -> None:
    """Initialize as soon as Telegram can be reached; raise InvalidToken when it refuses."""
    backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            _LOGGER.warning(
                "Telegram cannot be reached (%s); trying again in %.0f seconds.",
                error.message, backoff.pause,
            )  # fmt: skip
        else:
            return
        await asyncio.sleep(backoff.next_pause())


async def _send_notices(notices: Notices, bot: ChatBot) -> None:
    """Send the admins what is queued for them, each in the own language; never return."""
    while True:
        write = notices.take()
        if write is None:
            await asyncio.sleep(_NOTICE_SECONDS)
            continue
        for admin in notices.admins:
            with use_language(bot.languages.resolve_chat(admin)):
                reply = Reply(write())
            try:
                is_sent = await bot.delivery.notify(admin, reply)
            except TelegramError as error:
                _LOGGER.warning("A notice could not be sent: %s", error.message)
                is_sent = False
            if not is_sent:
                # Nobody can write to an admin who never wrote to the bot.
                _LOGGER.warning("Admin %d did not get a notice.", admin)


async def _stop(application: App, source: UpdateSource, inbox: Inbox) -> None:
    """End everything within seconds; what is unanswered by then waits in the inbox."""
    await _await_at_most(source.stop(), _STOP_FETCHING_SECONDS)
    inbox.clear()
    if application.running:
        await _await_at_most(application.stop(), _FINISH_SECONDS)
    if isinstance(application.update_processor, Processor):
        await _await_at_most(application.update_processor.abandon(), _CANCEL_SECONDS)
    await _await_at_most(application.shutdown(), _CLOSE_SECONDS)


async def _await_at_most(coroutine: Coroutine[object, object, None], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await coroutine
    except (TimeoutError, TelegramError, RuntimeError) as error:
        _LOGGER.info("Not everything ended in time: %s", type(error).__name__)
