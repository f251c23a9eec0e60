"""The commands that look after article files, in one list."""

import typer

from bot.cli import keeping, looking

corpus_app = typer.Typer(help="Look after article files.", no_args_is_help=True)
corpus_app.command()(keeping.add)
corpus_app.command()(looking.check)
corpus_app.command("list")(looking.list_files)
corpus_app.command()(looking.show)
corpus_app.command()(keeping.remove)
corpus_app.command()(keeping.restore)
corpus_app.command()(looking.export)
corpus_app.command()(looking.stats)
corpus_app.command()(looking.audit)
