"""The commands that change the corpus folder: add, remove and restore."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context
from bot.cli.corpus_commands.corpus_context import actor_name, open_reader, open_service, open_store
from bot.corpus.audit import AuditEntry
from bot.corpus.lock import CorpusError
from bot.corpus.preview import Preview
from bot.corpus.store import AddedFile, CorpusStore
from bot.curation.service import AddedFiles
from bot.localization.english import count_noun
from bot.reading.source import display_path

_SCHEMES = ("http://", "https://")

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def add(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|ADDRESS...", help="Files or folders of articles, or addresses of pages."
        ),
    ],
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Show what is in article files or on web pages, then copy them into the corpus folder."""
    command: Context = context.obj
    _check_asking(yes, as_json)
    open_store(command).recover()
    reader = open_reader(command)
    with _fetch_pages(command, paths) as files:
        preview = reader.preview(files, terminal.track, keep=True)
        try:
            result = _add(command, preview, yes, as_json)
        finally:
            reader.discard(Path(file.path) for file in preview.files)
    empty_files = sum(not file.articles for file in preview.files)
    if as_json:
        terminal.print_json(_addition_json(preview, result))
    else:
        terminal.print_lines(*(_file_line(file) for file in result.files))
        terminal.print_lines(f"searchable, {result.change}")
        for fault in result.faults:
            terminal.print_lines(str(fault))
        if empty_files:
            terminal.print_lines(f"{count_noun('file', empty_files)} without an article left out")
    if empty_files or result.faults or preview.report.rejections:
        raise typer.Exit(1)


@contextmanager
def _fetch_pages(command: Context, names: Sequence[str]) -> Iterator[list[Path]]:
    """Give the files of the names: of a web page, one that lasts as long as the block."""
    addresses = [name for name in names if name.lower().startswith(_SCHEMES)]
    if not addresses:
        yield list(map(Path, names))
        return
    # Whoever adds files need not wait for what fetches pages.
    from bot.cli.feed_commands.page_fetching import fetch_pages

    with fetch_pages(command, addresses) as pages:
        yield [pages.get(name) or Path(name) for name in names]


def _add(command: Context, preview: Preview, yes: bool, as_json: bool) -> AddedFiles:
    """Show a preview, ask, and add the files that hold articles; exit where there are none."""
    if not as_json:
        terminal.print_lines(*preview.lines(), *preview.sample_lines(), "")
    paths = [Path(file.path) for file in preview.files if file.articles]
    if not paths or not (yes or typer.confirm(f"Add {count_noun('file', len(paths))}?")):
        _end(as_json, {**preview.to_json(), "added": []}, "Nothing was added.")
    with open_service(command) as service:
        return service.add([(path, path.name) for path in paths], actor_name(), terminal.track)


def remove(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(help="Files, as corpus list names them.")],
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Move files of the corpus folder into the trash, where they can be restored."""
    command: Context = context.obj
    _check_asking(yes, as_json)
    counts = {file.file: file.articles for file in open_reader(command).list_files(terminal.track)}
    for file in files:
        open_store(command).path(file)  # says which one is missing, before any is removed
        if not as_json:
            articles = counts.get(file, 0)
            terminal.print_lines(f"{display_path(file)}: {count_noun('article', articles)}")
    if not (yes or typer.confirm(f"Remove {count_noun('file', len(files))}?")):
        _end(as_json, {"removed": []}, "Nothing was removed.")
    with open_service(command) as service:
        entries, change = service.remove(list(dict.fromkeys(files)), actor_name(), terminal.track)
    if as_json:
        rows = [{"id": entry.id, "file": display_path(entry.file)} for entry in entries]
        terminal.print_json({"removed": rows, **change.to_json()})
        return
    days = count_noun("day", command.settings.trash_days)
    for entry in entries:
        terminal.print_lines(
            f"{display_path(entry.file)} is in the trash for {days}; to restore it:"
        )
        terminal.print_lines(f"  dateline corpus restore {entry.id}")
    terminal.print_lines(f"{change}")


def restore(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What corpus list --trash shows: an id, or a file.")],
    as_json: AsJson = False,
) -> None:
    """Bring a removed file back from the trash; of several of one name, the last removed."""
    command: Context = context.obj
    removal = _find_removal(open_store(command), name)
    with open_service(command) as service:
        file, change = service.restore(removal.id, actor_name(), terminal.track)
    if as_json:
        terminal.print_json({**_file_json(file), **change.to_json()})
    else:
        is_back = file.entry is not None
        result = "is back" if is_back else "was there already; the one in the trash stays"
        terminal.print_lines(f"{display_path(file.file)} {result}")
        terminal.print_lines(f"searchable, {change}")


def _find_removal(store: CorpusStore, name: str) -> AuditEntry:
    for entry in store.trash:
        if name in (entry.id, entry.file):
            return entry
    raise CorpusError(
        f"{display_path(name)} is not in the trash: dateline corpus list --trash shows it"
    )


def _check_asking(yes: bool, as_json: bool) -> None:
    if as_json and not yes:
        raise typer.BadParameter("--json cannot ask: give --yes, too", param_hint="--json")


def _end(as_json: bool, value: dict[str, object], line: str) -> NoReturn:
    if as_json:
        terminal.print_json(value)
    else:
        terminal.print_lines(line)
    raise typer.Exit(1)


def _file_line(file: AddedFile) -> str:
    return f"{display_path(file.file)} {'added' if file.entry else 'was there already'}"


def _file_json(file: AddedFile) -> dict[str, object]:
    return {"file": display_path(file.file), "id": file.entry.id if file.entry else None}


def _addition_json(preview: Preview, result: AddedFiles) -> dict[str, object]:
    return {
        **preview.to_json(),
        "added": [_file_json(file) for file in result.files],
        "faults": list(result.faults),
        **result.change.to_json(),
    }
