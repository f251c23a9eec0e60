"""The command that prepares a folder for the bot: init."""

import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import ConfigurationError, DatelineError
from bot.settings import Settings, check_value

_CORPUS = "corpus"
_PRIVATE_FILE = 0o600

_HEADING = "# The settings of Dateline; a line with # in front changes nothing.\n"

_GUIDE = """\
Put article files into this folder: text, web pages, PDF, Word, JSON, tables, feeds, mails and more.
Each article needs a date, in the file or in its name, as in 2026-03-01-harbour.txt.

See what the bot makes of them:     dateline corpus check corpus
and each article in full:           dateline corpus read corpus

A running bot finds new files within seconds.
"""


def initialize(
    folder: Annotated[Path, typer.Argument(help="The folder to prepare.")] = Path(),
    token: Annotated[
        str, typer.Option(help="The bot's token from @BotFather; asked for on a terminal.")
    ] = "",
    admins: Annotated[str, typer.Option(help="The admins' user ids, separated by commas.")] = "",
) -> None:
    """Write a file of settings and a folder for articles; leave what is there already."""
    environment = folder / ".env"
    if environment.exists():
        print(f"{environment} is there already and stays as it is.")
    else:
        if not token and sys.stdin.isatty():
            token = _ask(
                "telegram_token",
                "Token from @BotFather (Enter to chat in the terminal for now)",
                is_secret=True,
            )
            admins = admins or _ask("admins", "Your Telegram user id (Enter if you do not know it)")
        values = {"telegram_token": token, "admins": admins}
        for name, value in values.items():
            check_value(name, value)
        _write(environment, write_settings(values), _PRIVATE_FILE)
        print(f"{environment} has the settings; nobody else on this machine can read it.")
    guide = folder / _CORPUS / "README.md"
    if guide.parent.exists():
        print(f"{guide.parent} is there already and stays as it is.")
    else:
        _write(guide, _GUIDE)
        print(f"{guide.parent} is for your article files; README.md in it says which.")
    start = "dateline run" if folder == Path() else f"cd {shlex.quote(str(folder))} && dateline run"
    print(f"\nStart the bot:    {start}\nCheck everything: dateline doctor")


def write_settings(values: Mapping[str, str]) -> str:
    """Return a file of all settings, with ``values`` set and the others as comments."""
    lines = [_HEADING]
    for name, field in Settings.model_fields.items():
        value = values.get(name, "")
        default = field.default or (field.examples or [""])[0]
        line = f"DATELINE_{name.upper()}={value or default}"
        lines.append(f"# {field.description}\n{'' if value else '# '}{line}\n")
    return "\n".join(lines)


def _ask(name: str, prompt: str, *, is_secret: bool = False) -> str:
    """Return what is typed at a prompt, once it is right or empty."""
    while True:
        value = str(typer.prompt(prompt, default="", show_default=False, hide_input=is_secret))
        try:
            check_value(name, value)
        except ConfigurationError as error:
            print(error, file=sys.stderr)
        else:
            return value.strip()


def _write(path: Path, text: str, mode: int = 0o666) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise DatelineError(
            f"{path} cannot be written ({error.strerror}): choose a folder of your own, as in "
            "dateline init ~/dateline"
        ) from error
