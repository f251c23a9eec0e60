"""The command line: what all commands share, and how it ends."""

import atexit
import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from bot import __version__
from bot.cli.lazy_group import LazyGroup
from bot.errors import DatelineError

app = typer.Typer(
    cls=LazyGroup,
    name="dateline",
    help="Answer questions on current events with quoted sentences and their dates.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; print an error meant for a person as one line and exit with its
    status, which is 2 but for a refused token.
    """
    # Loading a command creates many objects and no garbage; and pydantic would look through
    # all installed packages for plugins, which takes as long as an answer.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # At its end Python would look through all of them once more, which takes longer still.
    atexit.register(gc.freeze)
    try:
        status = app(standalone_mode=False)
    except (DatelineError, TyperException) as error:
        message = error.format_message() if isinstance(error, TyperException) else str(error)
        if message:  # help, printed because a command is missing, has none
            print(f"dateline: {' '.join(message.split())}", file=sys.stderr)
        status = error.exit_status if isinstance(error, DatelineError) else 2
    except (typer.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:
        # The reader of the output has closed it; Python would complain again on exit.
        sys.stdout = None
        status = 0
    finally:
        gc.enable()
    sys.exit(status if isinstance(status, int) else 0)


def _print_version(is_requested: bool) -> None:
    if is_requested:
        print(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    context: typer.Context,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="A file or folder of articles; may be repeated. "
            "Replaces DATELINE_CORPUS and the seeds."
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    from bot.cli.context import Context
    from bot.settings import load
    from bot.system import logs
    from bot.system.folders.private_files import restrict_new_files

    gc.enable()
    restrict_new_files()
    settings = load()
    token = settings.telegram_token
    secret = token.get_secret_value() if token else ""
    # Its second half by itself, too: in a URL the colon may be percent-encoded.
    cluster = settings.opensearch_url.get_secret_value() if settings.opensearch_url else ""
    webhook = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    logs.configure_logs(settings.log_level, [secret, secret.partition(":")[2], cluster, webhook])
    for path in corpus or ():
        if not path.exists():
            raise typer.BadParameter(f"there is no file or folder {path}", param_hint="--corpus")
    context.obj = Context(settings, tuple(corpus) if corpus else settings.roots)
