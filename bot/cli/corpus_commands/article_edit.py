"""The commands that correct single articles: edit, hide and unhide."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context
from bot.cli.corpus_commands.article_listing import write_article_line
from bot.cli.corpus_commands.corpus_context import actor_name, open_reader, open_service
from bot.corpus.audit import AuditEntry
from bot.corpus.corrections.correction import ArticleCorrection
from bot.corpus.corrections.correction_change import Change, describe_entry
from bot.curation.article_editor import ArticleEditor, Field, make_change, make_hidden, make_visible
from bot.curation.article_lookup import ArticleLookup, CorpusArticle
from bot.curation.service import IndexChange
from bot.reading.source import display_path, escape_unprintable

ArticleName = Annotated[
    str,
    typer.Argument(
        metavar="ARTICLE",
        help="Its id, as corpus articles lists it, the beginning of the id, or its address.",
    ),
]


def edit(
    context: typer.Context,
    article: ArticleName,
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day it was published.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    language: Annotated[
        str | None, typer.Option(help="The code of its language, such as de.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last correction back.")] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="Take everything as the file has it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Put right what a file says of an article; the file stays as it is."""
    values: dict[Field, str | None] = {
        "published": published, "title": title, "source": source, "language": language,
    }  # fmt: skip
    texts = {field: text for field, text in values.items() if text is not None}
    if sum((bool(texts), undo, reset)) != 1:
        raise typer.BadParameter(
            "give --published, --title, --source or --language, or --undo, or --reset"
        )
    with _open(context.obj, article) as (lookup, target, editor):
        if undo:
            result = editor.undo(target, track=terminal.track)
        elif reset:
            result = editor.change(target, lambda correction: correction.reset(), terminal.track)
        else:
            changes = [make_change(field, text, target.details) for field, text in texts.items()]
            result = editor.change(target, _combine(changes), terminal.track)
        _report(lookup, target, result, as_json)


def hide(context: typer.Context, article: ArticleName, as_json: AsJson = False) -> None:
    """Leave an article out of what is searched; its file stays as it is."""
    with _open(context.obj, article) as (lookup, target, editor):
        _report(lookup, target, editor.change(target, make_hidden, terminal.track), as_json)


def unhide(context: typer.Context, article: ArticleName, as_json: AsJson = False) -> None:
    """Search an article again that was left out."""
    with _open(context.obj, article) as (lookup, target, editor):
        _report(lookup, target, editor.change(target, make_visible, terminal.track), as_json)


@contextmanager
def _open(
    context: Context, name: str
) -> Iterator[tuple[ArticleLookup, CorpusArticle, ArticleEditor]]:
    lookup = ArticleLookup(open_reader(context))
    target = lookup.find(name, terminal.track)
    with open_service(context) as service:
        yield lookup, target, ArticleEditor(service, actor_name())


def _combine(changes: list[Change]) -> Change:
    def change_all(correction: ArticleCorrection) -> ArticleCorrection:
        for change in changes:
            correction = change(correction)
        return correction

    return change_all


def _report(
    lookup: ArticleLookup,
    target: CorpusArticle,
    result: tuple[AuditEntry | None, IndexChange],
    as_json: bool,
) -> None:
    entry, change = result
    article = lookup.get("id", target.id) or target
    if as_json:
        values = {**article.to_json(), "entry": entry and entry.id, **change.to_json()}
        terminal.print_json(values)
        return
    terminal.print_lines(write_article_line(article.details))
    if entry is None:
        terminal.print_lines(f"{display_path(article.file)}: it was so already")
        return
    terminal.print_lines(escape_unprintable(describe_entry(entry)))
    terminal.print_lines(f"searchable, {change}")
    if not entry.reverts:
        terminal.print_lines(
            f"to take it back: dateline corpus edit {display_path(article.id)} --undo"
        )
