"""The commands that follow feeds, in one list."""

import typer

from bot.cli.feed_commands import feed_add, feed_edit, feed_exchange, feed_fetch

feed_app = typer.Typer(
    help="Follow feeds, whose entries become articles.",
    no_args_is_help=True, add_completion=False,
)  # fmt: skip
feed_app.command()(feed_add.add)
feed_app.command("list")(feed_edit.list_feeds)
feed_app.command()(feed_add.check)
feed_app.command()(feed_fetch.fetch)
feed_app.command()(feed_edit.pause)
feed_app.command()(feed_edit.resume)
feed_app.command()(feed_edit.remove)
feed_app.command("import")(feed_exchange.import_feeds)
feed_app.command("export")(feed_exchange.export_feeds)
