"""The command that prints what was understood of article files, as JSON lines."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.cli import terminal
from bot.cli.context import Context
from bot.corpus.folder import CorpusFolder
from bot.reading.article_record import make_record
from bot.reading.limits import ReadLimits


def read_files(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of articles.")],
    everything: Annotated[
        bool,
        typer.Option("--all", help="Print refusals and remarks as objects among the articles."),
    ] = False,
) -> None:
    """Print each article as a JSON object a line; exit with 1 if something is refused.

    Refusals and remarks go to standard error. The output is itself a file of articles.
    """
    command: Context = context.obj
    is_refused = False
    for finding in _read(paths, command.settings.limits):
        is_refused = is_refused or isinstance(finding, Rejection)
        if isinstance(finding, Article):
            terminal.print_json(make_record(finding))
        elif everything:
            terminal.print_json(_remark(finding))
        else:
            terminal.print_lines(_line(finding), stream=sys.stderr)
    if is_refused:
        raise typer.Exit(1)


def _read(paths: list[Path], limits: ReadLimits) -> Iterator[Finding]:
    for path in paths:
        yield from CorpusFolder(path, limits).read()


def _remark(finding: Rejection | Notice) -> dict[str, object]:
    location: dict[str, object] = {"file": finding.path, "line": finding.line}
    if isinstance(finding, Rejection):
        return {"rejected": finding.reason, **location}
    return {"remark": finding.text, **location}


def _line(finding: Rejection | Notice) -> str:
    location = finding.path if finding.line is None else f"{finding.path}:{finding.line}"
    if isinstance(finding, Rejection):
        return f"{location}: refused: {finding.reason}"
    return f"{location}: {finding.text}"
