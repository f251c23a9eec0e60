"""The commands that manage the index."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context, index_config, open_dateline
from bot.index.library import Library, drop_library
from bot.index.sync.result import UnfinishedFile
from bot.index.sync.verify import find_differences
from bot.localization.english import count_noun

index_app = typer.Typer(help="Manage the index.", no_args_is_help=True, add_completion=False)


@index_app.command()
def build(context: typer.Context, as_json: AsJson = False) -> None:
    """Update the index from the files; exit with 1 if a file could not be read to its end."""
    with open_dateline(context.obj, retry=True) as dateline:
        _print_status(dateline.library, as_json)
        if dateline.library.unfinished_files:
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
        "unfinished": [file.to_json() for file in library.unfinished_files],
    }
    if as_json:
        terminal.print_json(facts)
    else:
        terminal.print_lines(str(library), *_unfinished_lines(library.unfinished_files))


def _unfinished_lines(files: Sequence[UnfinishedFile]) -> Iterator[str]:
    if not files:
        return
    yield f"{count_noun('file', len(files))} unfinished; dateline index build tries again at once:"
    for file in files:
        retry = datetime.fromtimestamp(file.retry_at).astimezone()
        yield f"  {file.path}: {file.reason}"
        yield (
            f"    {count_noun('article', file.articles)} so far, "
            f"{count_noun('attempt', file.attempts)}, the next one from {retry:%H:%M} on"
        )
