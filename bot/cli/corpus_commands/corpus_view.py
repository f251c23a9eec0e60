"""The commands that look at article files: check, list, show, export, stats and audit."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context
from bot.cli.corpus_commands.article_listing import write_article_line
from bot.cli.corpus_commands.corpus_context import open_reader, open_store, safe_target
from bot.corpus import histogram
from bot.corpus.corrections.correction_change import describe_entry
from bot.corpus.listing import CorpusFile
from bot.corpus.lock import CorpusError
from bot.corpus.manifest.article_table import StoredArticle
from bot.curation.article_lookup import ArticleLookup
from bot.index.sync.result import round_estimate
from bot.localization.english import count_noun
from bot.reading.source import display_path, escape_unprintable
from bot.system import atomic_files

_LISTED_ARTICLES = 20

File = Annotated[str, typer.Argument(help="A file, as corpus list names it.")]


def check(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of articles.")],
    as_json: AsJson = False,
) -> None:
    """Dry run: show what adding article files would do; exit with 1 if something is refused."""
    preview = open_reader(context.obj).preview(paths, terminal.track)
    if as_json:
        terminal.print_json(preview.to_json())
    else:
        terminal.print_lines(*preview.lines(), *preview.sample_lines())
    if preview.report.rejections:
        raise typer.Exit(1)


def list_files(
    context: typer.Context,
    trash: Annotated[bool, typer.Option("--trash", help="List what was removed.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the corpus folder's files, the last added first."""
    command: Context = context.obj
    if trash:
        _list_trash(command, as_json)
        return
    files = open_reader(command).list_files(terminal.track)
    if as_json:
        terminal.print_json({"files": [file.to_json() for file in files]})
        return
    for file in files:
        terminal.print_lines(*_file_lines(file))
    terminal.print_lines(
        f"{count_noun('file', len(files))} in {display_path(open_store(command).corpus)}"
    )


def show(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    """Show what a file of the corpus folder holds, three of its articles, and the ids of all."""
    command: Context = context.obj
    path = open_store(command).path(file)
    reader = open_reader(command)
    preview = reader.preview([path], terminal.track)
    corpus_file = next((entry for entry in reader.list_files() if entry.file == file), None)
    articles = ArticleLookup(reader).list_articles(file)
    if as_json:
        details = corpus_file.to_json() if corpus_file else {}
        rows = [article.to_json(display_path(file)) for article in articles]
        values = {**preview.to_json(), **details, "list": rows}
        terminal.print_json(values)
    else:
        if corpus_file:
            terminal.print_lines(*_file_lines(corpus_file))
        terminal.print_lines(
            *preview.lines(), *preview.sample_lines(), "", *_article_lines(articles)
        )


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
        _write_out(path.read_bytes())
        return
    destination = safe_target(target, file)
    try:
        digest = atomic_files.copy_file(path, destination)
    except FileExistsError:
        raise CorpusError(
            f"{display_path(destination)} is there already: name another file"
        ) from None
    except OSError as error:
        raise CorpusError(
            f"{display_path(destination)} cannot be written ({error.strerror})"
        ) from None
    result = {"file": display_path(file), "target": display_path(destination), "hash": digest}
    if as_json:
        terminal.print_json(result)
    else:
        terminal.print_lines(f"{display_path(file)} is copied to {display_path(destination)}")


def _write_out(data: bytes) -> None:
    """Write a file to standard output, byte by byte unless that is a terminal."""
    if sys.stdout.isatty():
        terminal.print_lines(*data.decode(errors="replace").splitlines())
    else:
        sys.stdout.buffer.write(data)


def stats(context: typer.Context, as_json: AsJson = False) -> None:
    """Show how many articles each month has, in all folders that are searched."""
    months = open_reader(context.obj).months(terminal.track)
    if as_json:
        terminal.print_json({"articles": sum(months.values()), "months": months})
        return
    for line in histogram.lines(months):
        terminal.print_lines(line)
    terminal.print_lines(count_noun("article", sum(months.values())))


def audit(
    context: typer.Context,
    last: Annotated[int, typer.Option(min=1, help="Show only so many of the last changes.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Show who changed which files, articles and feeds, and when."""
    entries = list(open_store(context.obj).audit)[-last:]
    if as_json:
        terminal.print_json({"entries": [entry.to_json() for entry in entries]})
        return
    width = max((len(entry.action) for entry in entries), default=0)
    for entry in entries:
        about = (
            escape_unprintable(f"  {entry.article}: {describe_entry(entry)}")
            if entry.article
            else ""
        )
        terminal.print_lines(
            f"{entry.second}  {entry.action:<{max(width, 8)}}  {display_path(entry.file)}"
            f"  {escape_unprintable(entry.actor)}{about}"
        )


def _list_trash(command: Context, as_json: bool) -> None:
    removals = list(open_store(command).trash)
    if as_json:
        terminal.print_json({"trash": [entry.to_json() for entry in removals]})
        return
    for entry in removals:
        terminal.print_lines(
            f"{entry.id}  {entry.second}  {display_path(entry.file)}"
            f"  {escape_unprintable(entry.actor)}"
        )
    terminal.print_lines(f"{count_noun('file', len(removals))} in the trash")


def _article_lines(articles: Sequence[StoredArticle]) -> Iterator[str]:
    yield from map(write_article_line, articles[:_LISTED_ARTICLES])
    if len(articles) > _LISTED_ARTICLES:
        yield f"and {len(articles) - _LISTED_ARTICLES:,} more: dateline corpus articles lists them"


def _file_lines(file: CorpusFile) -> Iterator[str]:
    days = f"{file.first} to {file.last}" if file.first else "no date"
    hidden = f", {file.hidden_count:,} hidden" if file.hidden_count else ""
    rejections = f"{hidden}, {file.rejections:,} refused" if file.rejections else hidden
    is_added = bool(file.actor)
    origin = f"added by {escape_unprintable(file.actor)}" if is_added else "copied into the folder"
    timestamp = file.timestamp.astimezone().strftime("%Y-%m-%d %H:%M")
    articles = count_noun("article", file.articles)
    yield f"{display_path(file.file)}  {articles}, {days}{rejections}  {origin}, {timestamp}"
    if file.retry_at is not None:
        retry = f"{file.retry_at.astimezone():%H:%M}"
        yield f"  unfinished: {file.reason}; next attempt from {retry} on"
        total = round_estimate(file.expected)
        if total > file.articles:
            yield f"  {file.articles:,} of about {count_noun('article', total)} read"
