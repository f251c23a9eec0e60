"""The commands that look after article files."""

import json
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from bot.articles.folder import CorpusFolder
from bot.articles.report import Report
from bot.cli.wiring import AsJson

corpus_app = typer.Typer(help="Look at article files.", no_args_is_help=True)


@corpus_app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of articles.")],
    as_json: AsJson = False,
) -> None:
    """Say what is understood of article files; exit 1 when something is refused."""
    report = Report.of(chain.from_iterable(CorpusFolder(path).read() for path in paths))
    if as_json:
        print(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        print("\n".join(report.lines()))
    if report.refusals:
        raise typer.Exit(1)
