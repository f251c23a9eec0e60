"""Serve: from the token to a running bot, and to its end."""

import asyncio
import logging
import os
import signal
from collections.abc import Coroutine
from pathlib import Path

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.constants import UpdateType
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.chat.admin.notices import Notices
from bot.chat.application import App, Connection, build
from bot.chat.services import AdminServices, BotServices
from bot.chat.transport.inbox import Inbox
from bot.chat.transport.polling import PollingRequest, PollingTrouble
from bot.chat.transport.processor import Processor
from bot.chat.transport.state import State
from bot.chat.transport.tracked_request import SendingRequest
from bot.errors import DatelineError
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

_ALLOWED_UPDATES = (UpdateType.MESSAGE, UpdateType.EDITED_MESSAGE, UpdateType.CALLBACK_QUERY)
_ASK = BotCommand("ask", "ask a question")
_COMMANDS = (
    _ASK,
    BotCommand("help", "what I can do"),
    BotCommand("about", "which articles I search"),
    BotCommand("privacy", "what I keep, and for how long"),
)
_ADMINS_COMMANDS = (
    BotCommand("corpus", "the article files"),
    BotCommand("stats", "the articles by month"),
)

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_PURGE_SECONDS = 3600.0
_NOTICE_SECONDS = 0.5

# In all less than the ten seconds after which a supervisor would kill the process.
_STOP_FETCHING_SECONDS = 2.0
_FINISH_SECONDS = 4.0
_CANCEL_SECONDS = 1.0
_CLOSE_SECONDS = 1.0


class TokenRefusedError(DatelineError):
    """Say that Telegram does not take the token, without naming it."""

    def __init__(self) -> None:
        super().__init__(
            "DATELINE_TELEGRAM_TOKEN: Telegram refuses this token, it is mistyped or revoked; "
            "send /token to @BotFather in Telegram and set the one that it gives you"
        )


def run(token: str, api_url: str, data: Path, content: BotServices) -> None:
    """Serve Telegram until SIGTERM or SIGINT; raise DatelineError where that cannot go on."""
    asyncio.run(serve(token, api_url, data, content))


async def serve(token: str, api_url: str, data: Path, content: BotServices) -> None:
    """Do what ``run`` does in a loop that runs already."""
    # Below INFO, python-telegram-bot logs what people write.
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLogger().level))
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # its way to ask for times without a warning
    state = State(data, int(token.partition(":")[0]))
    try:
        inbox = Inbox(state)
        polling = PollingRequest()
        request = SendingRequest()
        connection = Connection(token, api_url, request, polling)
        # The application closes its requests only when it was initialized to the end.
        async with polling, request:
            application = build(connection, content, state, inbox)
            await _until_stopped(application, inbox, state, polling, content)
    finally:
        state.close()
    if polling.refused.is_set():
        raise TokenRefusedError


async def _until_stopped(
    application: App, inbox: Inbox, state: State, polling: PollingRequest, content: BotServices
) -> None:
    stopped = _stop_signal()
    tasks = {
        asyncio.create_task(_work(application, inbox, state, content)),
        asyncio.create_task(stopped.wait()),
        asyncio.create_task(polling.refused.wait()),
    }
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    except InvalidToken:
        polling.refused.set()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=_CANCEL_SECONDS)
        await _stop(application, inbox)


def _stop_signal() -> asyncio.Event:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped


async def _work(application: App, inbox: Inbox, state: State, content: BotServices) -> None:
    """Connect, answer what was left, then fetch; never return."""
    await _connect(application)
    state.purge()
    replayed = await inbox.replay(application.bot)
    if replayed:
        _LOGGER.info("%d messages waited for an answer since the last run.", replayed)
    await application.start()
    if application.updater is None:
        raise RuntimeError("the application was built without an updater")
    beside = {
        asyncio.create_task(_announce(application, content.curation)),
        asyncio.create_task(_deliver(content.notices, application)),
    }
    try:
        await application.updater.start_polling(
            allowed_updates=_ALLOWED_UPDATES,
            drop_pending_updates=False,
            bootstrap_retries=-1,
            error_callback=PollingTrouble(),
        )
        _LOGGER.info("Serving Telegram as @%s.", application.bot.username)
        while True:
            await asyncio.sleep(_PURGE_SECONDS)
            state.purge()
    finally:
        for task in beside:
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


async def _announce(application: App, curation: AdminServices | None) -> None:
    """Set the commands that Telegram's menus show; without them the bot works all the same."""
    try:
        await application.bot.set_my_commands(_COMMANDS, scope=BotCommandScopeAllPrivateChats())
        await application.bot.set_my_commands([_ASK], scope=BotCommandScopeAllGroupChats())
        for admin in curation.admins if curation else ():
            await _announce_to(application, admin)
    except TelegramError as error:
        _LOGGER.warning("The list of commands could not be set: %s", error.message)


async def _announce_to(application: App, admin: int) -> None:
    scope = BotCommandScopeChat(admin)
    try:
        await application.bot.set_my_commands((*_COMMANDS, *_ADMINS_COMMANDS), scope=scope)
    except BadRequest as error:
        # Until an admin writes to the bot for the first time, there is no such chat.
        _LOGGER.info("Admin %d has no menu yet: %s", admin, error.message)


async def _deliver(notices: Notices, application: App) -> None:
    """Send the admins what is queued for them; never return."""
    while True:
        text = notices.take()
        if text is None:
            await asyncio.sleep(_NOTICE_SECONDS)
            continue
        for admin in notices.admins:
            try:
                await application.bot.send_message(admin, text)
            except TelegramError as error:
                # Nobody can write to an admin who never wrote to the bot.
                _LOGGER.warning("Admin %d did not get a notice: %s", admin, error.message)


async def _stop(application: App, inbox: Inbox) -> None:
    """End everything within seconds; what is not answered by then waits in the inbox."""
    if application.updater and application.updater.running:
        await _bounded(application.updater.stop(), _STOP_FETCHING_SECONDS)
    inbox.empty_out()
    if application.running:
        await _bounded(application.stop(), _FINISH_SECONDS)
    if isinstance(application.update_processor, Processor):
        await _bounded(application.update_processor.abandon(), _CANCEL_SECONDS)
    await _bounded(application.shutdown(), _CLOSE_SECONDS)


async def _bounded(ending: Coroutine[object, object, None], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await ending
    except (TimeoutError, TelegramError, RuntimeError) as error:
        _LOGGER.info("Not everything ended in time: %s", type(error).__name__)
