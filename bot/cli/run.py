"""The command that serves Telegram: run."""

from contextlib import closing, suppress
from typing import TYPE_CHECKING

import typer

from bot.cli.context import Context, index_config
from bot.errors import UnavailableError

if TYPE_CHECKING:
    from bot.workers.fork_server import ForkServer

_TERMINAL_NOTICE = (
    "No DATELINE_TELEGRAM_TOKEN is set, so we talk here: your first question is a line away.\n"
    "For Telegram, send /newbot to @BotFather and put the token that it gives you into .env."
)


def run_bot(context: typer.Context) -> None:
    """Serve Telegram; without a token, chat in the terminal."""
    command: Context = context.obj
    command.check_roots()
    token = command.settings.telegram_token
    if token is None:
        from bot.cli.conversation import run_chat

        print(_TERMINAL_NOTICE)
        run_chat(command)
        return
    with closing(_start_fork_server(command)) as fork_server:
        # What Telegram takes is loaded here: the help of all commands need not wait for it.
        from bot.cli.service_commands.serving import serve_telegram

        serve_telegram(command, token.get_secret_value(), fork_server)


def _start_fork_server(context: Context) -> "ForkServer":
    """Return what starts answer processes, at work already where they will be needed.

    It loads what answers take while this process loads what Telegram takes, and reads the articles.
    """
    from bot.index.opening.engine_choice import is_outside_memory
    from bot.workers.fork_server import ForkServer

    fork_server = ForkServer()
    settings = context.settings
    if settings.workers != 0 and is_outside_memory(context.roots, index_config(settings)):
        with suppress(UnavailableError):  # it is started again, or said, when it is needed
            fork_server.start()
    return fork_server
