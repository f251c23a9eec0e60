"""The command line: what all commands share, and how it ends.

What it prints of an error is without secrets, also before the settings are read.
"""

import atexit
import gc
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from bot import __version__
from bot.cli.lazy_group import LazyGroup
from bot.errors import DatelineError

_DOCTOR = "doctor"

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
    _make_output_lenient()
    try:
        status = app(standalone_mode=False)
    except (DatelineError, TyperException) as error:
        message = error.format_message() if isinstance(error, TyperException) else str(error)
        if message:  # help, printed because a command is missing, has none
            _print_error(message)
        status = error.exit_status if isinstance(error, DatelineError) else 2
    except (typer.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:
        # The reader of the output has closed it; Python would complain again on exit.
        sys.stdout = None
        status = 0
    except Exception as error:
        _report_crash(error)
        status = 1
    finally:
        gc.enable()
    sys.exit(status if isinstance(status, int) else 0)


def _make_output_lenient() -> None:
    """Show characters that the output's encoding has not as escapes, rather than fail."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def _print_error(message: str) -> None:
    from bot.cli.raw_secrets import read_raw_secrets
    from bot.system.log_lines.secret_redaction import SecretRedactor
    from bot.system.logs import remove_secrets

    text = SecretRedactor(read_raw_secrets()).redact(remove_secrets(" ".join(message.split())))
    print(f"dateline: {text}", file=sys.stderr)


def _report_crash(error: Exception) -> None:
    """Log a fault of the program with its traceback."""
    import logging

    from bot.cli.raw_secrets import read_raw_secrets
    from bot.system import logs

    if not logging.getLogger().handlers:
        logs.configure_logs("INFO", read_raw_secrets())
    logging.getLogger(__name__).critical(
        "This command failed through a fault of the program.", exc_info=error
    )


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
    from bot.cli.raw_secrets import read_raw_secrets
    from bot.settings import find_secrets, load
    from bot.system import logs
    from bot.system.folders.private_files import restrict_new_files

    gc.enable()
    restrict_new_files()
    if context.invoked_subcommand == _DOCTOR:
        # It works, and says why, where the settings do not load.
        logs.configure_logs("CRITICAL", read_raw_secrets())
        context.obj = corpus
        return
    settings = load()
    logs.configure_logs(settings.log_level, find_secrets(settings), layout=settings.log_format)
    for path in corpus or ():
        if not path.exists():
            raise typer.BadParameter(f"there is no file or folder {path}", param_hint="--corpus")
    context.obj = Context(settings, tuple(corpus) if corpus else settings.roots)
