"""The commands that manage the index."""

import json

import typer

from bot.cli.context import AsJson, Context, index_config, open_dateline
from bot.index.library import drop_library
from bot.index.sync.verify import differences
from bot.language.wording import count_noun

index_app = typer.Typer(help="Manage the index.", no_args_is_help=True, add_completion=False)


@index_app.command()
def build(context: typer.Context, as_json: AsJson = False) -> None:
    """Update the index from the files."""
    _show_status(context.obj, as_json)


@index_app.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Update the index, then show what it holds."""
    _show_status(context.obj, as_json)


@index_app.command()
def drop(context: typer.Context, as_json: AsJson = False) -> None:
    """Delete the index; the next command builds it again from the files."""
    given: Context = context.obj
    drop_library(given.roots, index_config(given.settings))
    print(json.dumps({"dropped": True}) if as_json else "The index is deleted.")


@index_app.command()
def verify(context: typer.Context, as_json: AsJson = False) -> None:
    """Compare the index with the files, article by article; exit with 1 if they differ."""
    given: Context = context.obj
    with open_dateline(given) as dateline:
        library = dateline.library
        found = list(differences(library.index, given.roots, given.settings.limits))
        articles = library.index.snapshot().stats().articles
    if as_json:
        print(json.dumps({"articles": articles, "differences": found}, ensure_ascii=False))
    else:
        print(
            "\n".join(found) or f"The index matches the files ({count_noun('article', articles)})."
        )
    if found:
        raise typer.Exit(1)


def _show_status(given: Context, as_json: bool) -> None:
    with open_dateline(given) as dateline:
        library = dateline.library
        holdings = library.index.snapshot().stats()
        facts = {
            "engine": library.engine,
            "articles": holdings.articles,
            "passages": holdings.passages,
            "first": holdings.first and holdings.first.isoformat(),
            "last": holdings.last and holdings.last.isoformat(),
            "fingerprint": library.index.fingerprint,
        }
        print(json.dumps(facts) if as_json else str(library))
