"""A group of commands, each imported when it is called or its help is shown."""

from functools import cache
from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup

# In the order in which the help lists them.
COMMANDS = {
    "init": "bot.cli.service_commands.initialization:initialize",
    "run": "bot.cli.run:run_bot",
    "chat": "bot.cli.conversation:chat",
    "ask": "bot.cli.ask:answer_questions",
    "eval": "bot.cli.eval:evaluate",
    "questions": "bot.cli.unanswered_questions:list_questions",
    "corpus": "bot.cli.corpus_commands.corpus_app:corpus_app",
    "feed": "bot.cli.feed_commands.feed_app:feed_app",
    "index": "bot.cli.index:index_app",
    "health": "bot.cli.service_commands.health:check_health",
    "doctor": "bot.cli.service_commands.doctor:diagnose",
}
"""Where each command is: a module, and in it a function or a Typer app."""


class LazyGroup(TyperGroup):
    """Look commands up by name, so that one does not wait for what the others import."""

    def __init__(self, **attributes: object) -> None:
        # Without any types, as Typer calls it; what it lists and suggests are the names alone.
        placeholders = {name: TyperCommand(name) for name in COMMANDS}
        super().__init__(**attributes | {"commands": placeholders})  # type: ignore[arg-type]

    def get_command(self, _: object, cmd_name: str) -> TyperCommand | TyperGroup | None:
        """Return a command, None where there is none of that name."""
        return load_command(cmd_name) if cmd_name in COMMANDS else None


@cache
def load_command(name: str) -> TyperCommand | TyperGroup:
    """Import a command."""
    module, _, attribute = COMMANDS[name].partition(":")
    app = getattr(import_module(module), attribute)
    if not isinstance(app, typer.Typer):
        function, app = app, typer.Typer(add_completion=False)
        app.command(name)(function)
    command = typer.main.get_command(app)
    command.name = name
    if not isinstance(command, TyperCommand | TyperGroup):
        raise TypeError(f"{COMMANDS[name]} is not a command")
    return command
