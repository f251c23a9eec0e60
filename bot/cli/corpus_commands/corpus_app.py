"""The commands that manage article files, in one list."""

import typer

from bot.cli.corpus_commands import (
    article_edit,
    article_listing,
    corpus_edit,
    corpus_read,
    corpus_view,
)

corpus_app = typer.Typer(help="Manage article files.", no_args_is_help=True, add_completion=False)
corpus_app.command()(corpus_edit.add)
corpus_app.command()(corpus_view.check)
corpus_app.command("read")(corpus_read.read_files)
corpus_app.command("list")(corpus_view.list_files)
corpus_app.command()(corpus_view.show)
corpus_app.command()(article_listing.articles)
corpus_app.command()(article_edit.edit)
corpus_app.command()(article_edit.hide)
corpus_app.command()(article_edit.unhide)
corpus_app.command()(corpus_edit.remove)
corpus_app.command()(corpus_edit.restore)
corpus_app.command()(corpus_view.export)
corpus_app.command()(corpus_view.stats)
corpus_app.command()(corpus_view.audit)
