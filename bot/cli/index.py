"""The commands that manage the index."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context, index_config, open_dateline
from bot.corpus.losses import ADVICE, Loss
from bot.index.library import Library, drop_library
from bot.index.sync.result import UnfinishedFile
from bot.index.sync.verify import find_differences
from bot.localization.english import count_noun

index_app = typer.Typer(help="Manage the index.", no_args_is_help=True, add_completion=False)


@index_app.command()
def build(
    context: typer.Context,
    accept_deletions: Annotated[
        bool,
        typer.Option(
            help="Delete the articles of files that are gone with their whole folder from the "
            "index, too; without it they stay, since the folder may come back."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Update the index from the files; exit with 1 if a file could not be read to its end.

    So it does where a folder is gone, or everything in it.
    """
    with open_dateline(context.obj, retry=True, accept_deletions=accept_deletions) as dateline:
        library = dateline.library
        _print_status(library, as_json)
        if library.unfinished_files or library.losses:
            raise typer.Exit(1)


@index_app.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Update the index, then show what it holds."""
    with open_dateline(context.obj) as dateline:
        _print_status(dateline.library, as_json)


@index_app.command()
def drop(context: typer.Context, as_json: AsJson = False) -> None:
    """Delete the index; the next command builds it again from the files."""
    command: Context = context.obj
    drop_library(command.roots, index_config(command.settings))
    if as_json:
        terminal.print_json({"dropped": True})
    else:
        terminal.print_lines("The index is deleted.")


@index_app.command()
def verify(context: typer.Context, as_json: AsJson = False) -> None:
    """Compare the index with the files, article by article; exit with 1 if they differ."""
    command: Context = context.obj
    with open_dateline(command) as dateline:
        library = dateline.library
        lines = list(find_differences(library.index, command.roots, command.settings.limits))
        articles = library.index.snapshot().stats().articles
    if as_json:
        terminal.print_json({"articles": articles, "differences": lines})
    else:
        terminal.print_lines(
            *lines or [f"The index matches the files ({count_noun('article', articles)})."]
        )
    if lines:
        raise typer.Exit(1)


def _print_status(library: Library, as_json: bool) -> None:
    stats = library.index.snapshot().stats()
    facts = {
        "engine": library.engine,
        "articles": stats.articles,
        "passages": stats.passages,
        "first": stats.first and stats.first.isoformat(),
        "last": stats.last and stats.last.isoformat(),
        "fingerprint": library.index.fingerprint,
        "losses": [loss.to_json() for loss in library.losses],
        "unfinished": [file.to_json() for file in library.unfinished_files],
    }
    if as_json:
        terminal.print_json(facts)
    else:
        losses = _loss_lines(library.losses)
        terminal.print_lines(str(library), *losses, *_unfinished_lines(library.unfinished_files))


def _loss_lines(losses: Sequence[Loss]) -> Iterator[str]:
    yield from map(str, losses)
    if losses:
        yield from textwrap.wrap(
            ADVICE, 92, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        )


def _unfinished_lines(files: Sequence[UnfinishedFile]) -> Iterator[str]:
    if not files:
        return
    yield f"{count_noun('file', len(files))} unfinished; dateline index build tries again at once:"
    for file in files:
        retry = datetime.fromtimestamp(file.retry_at).astimezone()
        yield f"  {file.path}: {file.reason}"
        yield (
            f"    {file.progress}, trying again from {retry:%H:%M} on "
            f"({count_noun('attempt', file.attempts)} so far)"
        )
