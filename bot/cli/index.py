"""The commands that look after the index."""

import json

import typer

from bot.cli.context import AsJson, Context, index_config, open_context_library
from bot.index.library import drop_library
from bot.index.sync.verify import differences

index_app = typer.Typer(help="Look after the index.", no_args_is_help=True)


@index_app.command()
def build(context: typer.Context, as_json: AsJson = False) -> None:
    """Bring the index to what the files hold."""
    _show_status(context.obj, as_json)


@index_app.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Say what the index holds, after taking over what changed."""
    _show_status(context.obj, as_json)


@index_app.command()
def drop(context: typer.Context, as_json: AsJson = False) -> None:
    """Delete the index; the next command builds it again from the files."""
    given: Context = context.obj
    drop_library(given.roots, index_config(given.settings))
    print(json.dumps({"dropped": True}) if as_json else "The index is deleted.")


@index_app.command()
def verify(context: typer.Context, as_json: AsJson = False) -> None:
    """Compare the index with the files, article by article; exit 1 where they differ."""
    given: Context = context.obj
    with open_context_library(given) as library:
        found = list(differences(library.index, given.roots, given.settings.limits))
        articles = library.index.snapshot().stats().articles
    if as_json:
        print(json.dumps({"articles": articles, "differences": found}, ensure_ascii=False))
    else:
        print("\n".join(found) or f"The index equals the files; articles: {articles:,}.")
    if found:
        raise typer.Exit(1)


def _show_status(given: Context, as_json: bool) -> None:
    with open_context_library(given) as library:
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
