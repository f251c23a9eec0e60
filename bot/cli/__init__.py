"""The commands; the one place where the parts are wired together."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from bot import __version__
from bot.cli import ask, run
from bot.cli.context import Context
from bot.cli.corpus import corpus_app
from bot.cli.eval import evaluate
from bot.cli.index import index_app
from bot.errors import DatelineError
from bot.settings import load
from bot.system import logs

app = typer.Typer(
    name="dateline",
    help="Answer questions on current events with quoted sentences and their dates.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command()(run.run)
app.command()(ask.chat)
app.command()(ask.ask)
app.command("eval")(evaluate)
app.add_typer(corpus_app, name="corpus")
app.add_typer(index_app, name="index")


def main() -> None:
    """Run the command line; errors meant for a person are one line, and exit status 2."""
    try:
        status = app(standalone_mode=False)
    except (DatelineError, TyperException) as error:
        message = error.format_message() if isinstance(error, TyperException) else str(error)
        print(f"dateline: {' '.join(message.split())}", file=sys.stderr)
        status = 2
    except (typer.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:
        # Whoever read the output has enough; Python would complain once more at its end.
        sys.stdout = None
        status = 0
    sys.exit(status if isinstance(status, int) else 0)


def _print_version(wanted: bool) -> None:
    if wanted:
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
    settings = load()
    token = settings.telegram_token
    secret = token.get_secret_value() if token else ""
    # Its second half alone too: a colon may stand encoded in an address.
    cluster = settings.opensearch_url.get_secret_value() if settings.opensearch_url else ""
    logs.configure(settings.log_level, [secret, secret.partition(":")[2], cluster])
    folders = (settings.seeds, settings.corpus)
    roots = tuple(corpus) if corpus else tuple(folder for folder in folders if folder)
    for path in corpus or ():
        if not path.exists():
            raise typer.BadParameter(f"there is no file or folder {path}", param_hint="--corpus")
    context.obj = Context(settings, roots)
