"""The command that serves Telegram: run."""

import typer

from bot.cli.context import Context

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
    # What Telegram takes is loaded here: the help of all commands need not wait for it.
    from bot.cli.service_commands.serving import serve_telegram

    serve_telegram(command, token.get_secret_value())
