"""Serve: from the token to a running bot, and to its end."""

import asyncio
import logging
import os
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot.chat.access.access_start import make_access_rules, prepare_access
from bot.chat.admin.notices import Notices
from bot.chat.application import App, ChatBot, Connection, build
from bot.chat.lifecycle.state_keeper import StateKeeper
from bot.chat.lifecycle.update_sources import UpdateSource, WebhookConfig, make_update_source
from bot.chat.monitoring.monitored_requests import MonitoredPolling, MonitoredRequest
from bot.chat.monitoring.service_health import HealthOptions, ServiceHealth
from bot.chat.questions.question_log import QuestionLog
from bot.chat.rich_text import Reply
from bot.chat.services import BotServices
from bot.chat.storage.state import State
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.inbound.processor import Processor
from bot.chat.transport.outbound.message_rates import MessageRates
from bot.errors import DatelineError
from bot.localization.current import use_language
from bot.localization.english import count_noun
from bot.system.backoff import Backoff
from bot.system.folders.data_folder import DataFolder
from bot.system.log_lines.pseudonyms import hash_id
from bot.system.stop_signals import on_stop_signal

_LOGGER = logging.getLogger(__name__)

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 10.0
_NOTICE_SECONDS = 0.5

# Together less than the ten seconds after which a supervisor would kill the process.
_STOP_FETCHING_SECONDS = 2.0
_FINISH_SECONDS = 4.0
_CANCEL_SECONDS = 1.0
_CLOSE_SECONDS = 1.0
_END_SECONDS = 9.0


class TokenRefusedError(DatelineError):
    """Say that Telegram refuses the token, without naming it."""

    exit_status = 77

    def __init__(self) -> None:
        super().__init__(
            "DATELINE_TELEGRAM_TOKEN: Telegram refuses this token, because it is mistyped or "
            "revoked; send /token to @BotFather in Telegram and set the token that it gives you"
        )


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What a bot is served with.

    ``data``: the folder of ``state.db``. ``folder``: the same as this process holds it, to be
    made anew when it is gone. ``webhook``: how Telegram sends updates; without one, they are
    fetched.
    """

    token: str
    api_url: str
    data: Path
    folder: DataFolder | None = None
    health: HealthOptions = field(default_factory=HealthOptions)
    rates: MessageRates = field(default_factory=MessageRates)
    webhook: WebhookConfig | None = None


def run(options: ServeOptions, services: BotServices) -> None:
    """Serve Telegram until SIGTERM or SIGINT; raise DatelineError where that is impossible."""
    asyncio.run(run_async(options, services))


async def run_async(options: ServeOptions, services: BotServices) -> None:
    """Do what ``run`` does, in an event loop that is already running."""
    # Below INFO, python-telegram-bot logs what people write.
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLogger().level))
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # its way to ask for times without a warning
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    with on_stop_signal(lambda: _set_from_thread(loop, stop), _END_SECONDS):
        state = State(options.data, int(options.token.partition(":")[0]))
        try:
            await _serve(options, services, state, stop)
        finally:
            state.close()


async def _serve(
    options: ServeOptions, services: BotServices, state: State, stop: asyncio.Event
) -> None:
    health = ServiceHealth(options.health, services, state, options.data)
    services = replace(services, monitor=health.monitor)
    polling = MonitoredPolling(health.monitor)
    log = QuestionLog(health.monitor, has_texts=services.logs_questions)
    inbox = Inbox(
        state, services.limits, services.curation.admins if services.curation else (),
        lambda: source.is_catching_up, monitor=health.monitor, log=log,
        is_allowed=make_access_rules(services, state).allows,
    )  # fmt: skip
    request = MonitoredRequest(health.monitor)
    connection = Connection(options.token, options.api_url, request, polling, options.rates)
    # The application closes its requests only when it was fully initialized.
    async with health.run(), polling, request:
        bot = build(connection, services, state, inbox, log)
        source = make_update_source(
            bot.application, polling, options.webhook, options.data, health.monitor
        )
        prepare_access(services, state)
        work = _work(bot, source, inbox, services.notices, health)
        jobs = [work, StateKeeper(state, options.folder).run()]
        if services.feeds:
            jobs.append(services.feeds.run())
        if services.example_keeper:
            jobs.append(services.example_keeper.run())
        try:
            await _run_until_stopped(jobs, stop, polling.token_refusal)
        finally:
            health.end()
            await _stop(bot.application, source, inbox)
    if polling.token_refusal.is_set():
        raise TokenRefusedError


def _set_from_thread(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
    loop.call_soon_threadsafe(event.set)


async def _run_until_stopped(
    jobs: Iterable[Coroutine[object, object, None]],
    stop: asyncio.Event,
    token_refusal: asyncio.Event,
) -> None:
    tasks: set[asyncio.Task[object]] = {
        *(asyncio.create_task(job) for job in jobs),
        asyncio.create_task(stop.wait()),
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


async def _work(
    bot: ChatBot, source: UpdateSource, inbox: Inbox, notices: Notices, health: ServiceHealth
) -> None:
    """Connect, answer what waited since the last run, then what comes; never return."""
    application = bot.application
    await _connect(application)
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
    if bot.channels:
        background.add(asyncio.create_task(bot.channels.run()))
    try:
        await source.start()
        background.add(asyncio.create_task(health.watch(application.bot.username)))
        _LOGGER.info("Serving Telegram as @%s.", application.bot.username)
        await asyncio.Event().wait()
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
                _LOGGER.warning("Admin %s did not get a notice.", hash_id(admin))


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
