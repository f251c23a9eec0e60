"""The commands that change the corpus folder: add, remove and restore."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context
from bot.cli.corpus_context import actor_name, open_reader, open_service, open_store
from bot.corpus.audit import AuditEntry
from bot.corpus.lock import CorpusError
from bot.corpus.preview import Preview
from bot.corpus.store import AddedFile, CorpusStore
from bot.curation.service import AddedFiles
from bot.language.wording import count_noun
from bot.reading.source import display_path

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of articles.")],
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Say what is understood of article files, then copy them into the corpus folder."""
    given: Context = context.obj
    _check_asking(yes, as_json)
    open_store(given).recover()
    trial = open_reader(given).preview(paths, terminal.track)
    if not as_json:
        print("\n".join([*trial.lines(), *trial.sample_lines(), ""]))
    files = [path for path, articles in trial.articles.items() if articles]
    left_out = len(trial.articles) - len(files)
    if not files or not (yes or typer.confirm(f"Add {count_noun('file', len(files))}?")):
        _end(as_json, {**trial.to_json(), "added": []}, "Nothing was added.")
    with open_service(given) as desk:
        added = desk.add([(path, path.name) for path in files], actor_name(), terminal.track)
    if as_json:
        print(json.dumps(_added_json(trial, added), ensure_ascii=False))
    else:
        print("\n".join(_placed_line(one) for one in added.placed))
        print(f"searchable, {added.change}")
        print("".join(f"{fault}\n" for fault in added.faults), end="")
        if left_out:
            print(f"{count_noun('file', left_out)} without an article left out")
    if left_out or added.faults or trial.report.refusals:
        raise typer.Exit(1)


def remove(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(help="Files, as corpus list names them.")],
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Move files of the corpus folder into the trash, where they can be restored."""
    given: Context = context.obj
    _check_asking(yes, as_json)
    known = {shelved.file: shelved for shelved in open_reader(given).shelf(terminal.track)}
    for file in files:
        open_store(given).path(file)  # says which one is not there, before any is removed
        if not as_json:
            articles = known[file].articles if file in known else 0
            print(f"{display_path(file)}: {count_noun('article', articles)}")
    if not (yes or typer.confirm(f"Remove {count_noun('file', len(files))}?")):
        _end(as_json, {"removed": []}, "Nothing was removed.")
    with open_service(given) as desk:
        removed, change = desk.remove(list(dict.fromkeys(files)), actor_name(), terminal.track)
    if as_json:
        rows = [{"id": entry.id, "file": display_path(entry.file)} for entry in removed]
        print(json.dumps({"removed": rows, **change.to_json()}, ensure_ascii=False))
        return
    days = count_noun("day", given.settings.trash_days)
    for entry in removed:
        print(f"{display_path(entry.file)} is in the trash for {days}; to restore it:")
        print(f"  dateline corpus restore {entry.id}")
    print(f"{change}")


def restore(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What corpus list --trash shows: an id, or a file.")],
    as_json: AsJson = False,
) -> None:
    """Bring a removed file back from the trash; of several of one name, the last removed."""
    given: Context = context.obj
    removed = _in_trash(open_store(given), name)
    with open_service(given) as desk:
        placed, change = desk.restore(removed.id, actor_name(), terminal.track)
    if as_json:
        print(json.dumps({**_placed_json(placed), **change.to_json()}, ensure_ascii=False))
    else:
        there = " was there already; the one in the trash stays" if placed.entry is None else ""
        print(f"{display_path(placed.file)}{there or ' is back'}")
        print(f"searchable, {change}")


def _in_trash(keeper: CorpusStore, name: str) -> AuditEntry:
    for entry in keeper.trash:
        if name in (entry.id, entry.file):
            return entry
    raise CorpusError(
        f"{display_path(name)} is not in the trash: dateline corpus list --trash shows it"
    )


def _check_asking(yes: bool, as_json: bool) -> None:
    if as_json and not yes:
        raise typer.BadParameter("--json cannot ask: give --yes, too", param_hint="--json")


def _end(as_json: bool, value: dict[str, object], line: str) -> None:
    print(json.dumps(value, ensure_ascii=False) if as_json else line)
    raise typer.Exit(1)


def _placed_line(placed: AddedFile) -> str:
    return f"{display_path(placed.file)} {'added' if placed.entry else 'was there already'}"


def _placed_json(placed: AddedFile) -> dict[str, object]:
    return {"file": display_path(placed.file), "id": placed.entry.id if placed.entry else None}


def _added_json(trial: Preview, added: AddedFiles) -> dict[str, object]:
    return {
        **trial.to_json(),
        "added": [_placed_json(one) for one in added.placed],
        "faults": list(added.faults),
        **added.change.to_json(),
    }
