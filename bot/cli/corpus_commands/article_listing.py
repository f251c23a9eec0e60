"""The command that lists single articles: articles."""

from collections.abc import Sequence
from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context
from bot.cli.corpus_commands.corpus_context import open_reader
from bot.corpus.manifest.article_table import StoredArticle
from bot.curation.article_lookup import ArticleLookup
from bot.localization.english import count_noun
from bot.reading.source import display_path, escape_unprintable


def articles(
    context: typer.Context,
    file: Annotated[
        str | None, typer.Argument(help="A file, as corpus list names it.", show_default=False)
    ] = None,
    search: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words of a title or a source.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List articles with their ids: those of a file, or those that match some words."""
    if (file is None) == (search is None):
        raise typer.BadParameter("name a file, or give --search")
    rows = _find(context.obj, file, search)
    if as_json:
        values = [article.to_json(display_path(name)) for article, name in rows]
        terminal.print_json({"articles": values})
        return
    for article, name in rows:
        suffix = "" if file else f"  {display_path(name)}"
        terminal.print_lines(write_article_line(article) + suffix)
    terminal.print_lines(count_noun("article", len(rows)))


def write_article_line(article: StoredArticle) -> str:
    """Return an article in a line, its id first."""
    marks = [
        mark
        for mark, is_marked in (
            ("corrected", article.is_corrected), ("hidden", article.is_hidden),
        )
        if is_marked
    ]  # fmt: skip
    note = f"  ({', '.join(marks)})" if marks else ""
    origin = escape_unprintable(article.origin)
    heading = escape_unprintable(article.heading)
    return f"{display_path(article.id)}  {article.published}  {origin}  {heading}{note}"


def _find(
    context: Context, file: str | None, search: str | None
) -> Sequence[tuple[StoredArticle, str]]:
    lookup = ArticleLookup(open_reader(context))
    if file is not None:
        return [(article, file) for article in lookup.list_articles(file, terminal.track)]
    results = lookup.search(search or "", terminal.track)
    return [(article.details, article.file) for article in results]
