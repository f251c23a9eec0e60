"""The commands that look at article files: check, list, show, export, stats and audit."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context
from bot.cli.corpus_context import open_reader, open_store, safe_target
from bot.corpus import histogram
from bot.corpus.listing import CorpusFile
from bot.corpus.lock import CorpusError
from bot.language.wording import count_noun
from bot.reading.source import display_path, escape_unprintable
from bot.system import atomic_files

File = Annotated[str, typer.Argument(help="A file, as corpus list names it.")]


def check(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of articles.")],
    as_json: AsJson = False,
) -> None:
    """Say what would come of adding article files; exit 1 when something is refused."""
    trial = open_reader(context.obj).preview(paths, terminal.track)
    if as_json:
        print(json.dumps(trial.to_json(), ensure_ascii=False))
    else:
        print("\n".join([*trial.lines(), *trial.sample_lines()]))
    if trial.report.refusals:
        raise typer.Exit(1)


def list_files(
    context: typer.Context,
    trash: Annotated[bool, typer.Option("--trash", help="List what was removed.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the corpus folder's files, the last added first."""
    given: Context = context.obj
    if trash:
        _list_trash(given, as_json)
        return
    found = open_reader(given).shelf(terminal.track)
    if as_json:
        print(json.dumps({"files": [one.to_json() for one in found]}, ensure_ascii=False))
        return
    for one in found:
        print(_shelved_line(one))
    print(f"{count_noun('file', len(found))} in {display_path(open_store(given).corpus)}")


def show(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    """Say what a file of the corpus folder holds, and show three of its articles."""
    given: Context = context.obj
    path = open_store(given).path(file)
    records = open_reader(given)
    trial = records.preview([path], terminal.track)
    known = next((one for one in records.shelf() if one.file == file), None)
    if as_json:
        more = known.to_json() if known else {}
        print(json.dumps({**trial.to_json(), **more}, ensure_ascii=False))
    else:
        if known:
            print(_shelved_line(known))
        print("\n".join([*trial.lines(), *trial.sample_lines()]))


def export(
    context: typer.Context,
    file: File,
    target: Annotated[
        Path, typer.Argument(help="A folder or a new file; - is standard output.")
    ] = Path(),
    as_json: AsJson = False,
) -> None:
    """Copy a file out of the corpus folder as it is, byte by byte."""
    path = open_store(context.obj).path(file)
    if str(target) == "-":
        sys.stdout.buffer.write(path.read_bytes())
        return
    to = safe_target(target, file)
    try:
        digest = atomic_files.copy_file(path, to)
    except FileExistsError:
        raise CorpusError(f"{display_path(to)} is there already: name another file") from None
    except OSError as error:
        raise CorpusError(f"{display_path(to)} cannot be written ({error.strerror})") from None
    said = {"file": display_path(file), "target": display_path(to), "hash": digest}
    print(json.dumps(said) if as_json else f"{display_path(file)} is copied to {display_path(to)}")


def stats(context: typer.Context, as_json: AsJson = False) -> None:
    """Show how many articles each month has, in all folders that are searched."""
    months = open_reader(context.obj).months(terminal.track)
    if as_json:
        print(json.dumps({"articles": sum(months.values()), "months": months}))
        return
    for line in histogram.lines(months):
        print(line)
    print(count_noun("article", sum(months.values())))


def audit(
    context: typer.Context,
    last: Annotated[int, typer.Option(min=1, help="Show only so many of the last changes.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Show who added, removed and restored which files, and when."""
    entries = list(open_store(context.obj).audit)[-last:]
    if as_json:
        print(json.dumps({"entries": [asdict(entry) for entry in entries]}))
        return
    for entry in entries:
        print(
            f"{entry.second}  {entry.what:<8}  {display_path(entry.file)}"
            f"  {escape_unprintable(entry.who)}"
        )


def _list_trash(given: Context, as_json: bool) -> None:
    removed = list(open_store(given).trash)
    if as_json:
        print(json.dumps({"trash": [asdict(entry) for entry in removed]}))
        return
    for entry in removed:
        print(
            f"{entry.id}  {entry.second}  {display_path(entry.file)}"
            f"  {escape_unprintable(entry.who)}"
        )
    print(f"{count_noun('file', len(removed))} in the trash")


def _shelved_line(one: CorpusFile) -> str:
    days = f"{one.first} to {one.last}" if one.first else "no date"
    refused = f", {one.refusals:,} refused" if one.refusals else ""
    by = f"added by {escape_unprintable(one.who)}" if one.who else "copied into the folder"
    when = one.when.astimezone().replace(tzinfo=None).isoformat(" ", "minutes")
    articles = count_noun("article", one.articles)
    return f"{display_path(one.file)}  {articles}, {days}{refused}  {by}, {when}"
