"""The command that serves: run."""

from dataclasses import replace

import typer

from bot.chat import serve
from bot.chat.admin.notices import Notices, write_rejection_notice
from bot.cli.ask import converse
from bot.cli.context import Context, log_changes, make_services, open_context_library
from bot.cli.corpus_context import make_admin_services
from bot.cli.garbage import collect_seldom
from bot.index.sync.sync import SyncResult
from bot.index.watcher import watching

TERMINAL_NOTICE = (
    "No DATELINE_TELEGRAM_TOKEN is set, so we talk here: your first question is a line away.\n"
    "For Telegram, send /newbot to @BotFather and put the token that it gives you into .env."
)


def run(context: typer.Context) -> None:
    """Serve Telegram; without a token, converse in the terminal."""
    given: Context = context.obj
    token = given.settings.telegram_token
    if token is None:
        print(TERMINAL_NOTICE)
        converse(given)
        return
    settings = given.settings
    with open_context_library(given) as library:
        content = replace(
            make_services(given, library, Notices(settings.admins)),
            curation=make_admin_services(given, library),
        )

        def report(changes: SyncResult) -> None:
            log_changes(changes)
            if changes.refusals:
                content.notices.add(write_rejection_notice(changes.refusals))

        library.serve()
        collect_seldom()
        with watching(library, given.roots, report):
            serve.run(token.get_secret_value(), settings.telegram_api_url, settings.data, content)
