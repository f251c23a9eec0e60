"""The methods that set and get what a bot's profile shows."""

import re
from collections.abc import Callable

from tests.telegram.calls import Call
from tests.telegram.refusals import MalformedError

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_COMMANDS = 100
_COMMAND_DESCRIPTION = 256
_LONGEST = {"name": 64, "description": 512, "short_description": 120}


class Profile:
    """Commands and descriptions, by scope and language."""

    def __init__(self) -> None:
        self.commands: dict[tuple[str, str], list[dict[str, object]]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.table: dict[str, Callable[[Call], object]] = {
            "logOut": lambda call: True,
            "close": lambda call: True,
            "setChatMenuButton": lambda call: True,
            "setMyCommands": self.set_commands,
            "getMyCommands": lambda call: self.commands.get(_where(call), []),
            "deleteMyCommands": lambda call: bool(self.commands.pop(_where(call), [])) or True,
        }
        for field in _LONGEST:
            method = "".join(word.capitalize() for word in field.split("_"))
            self.table[f"setMy{method}"] = self._setter(field)
            self.table[f"getMy{method}"] = self._getter(field)

    def set_commands(self, call: Call) -> bool:
        commands = call.objects("commands")
        if len(commands) > _COMMANDS:
            raise MalformedError("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(str(command.get("command", ""))):
                raise MalformedError("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= _COMMAND_DESCRIPTION:
                raise MalformedError("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[_where(call)] = commands
        return True

    def _setter(self, field: str) -> Callable[[Call], object]:
        def set_text(call: Call) -> bool:
            if len(call.text(field)) > _LONGEST[field]:
                raise MalformedError(f"bot {field.replace('_', ' ')} is too long")
            self.texts[field, call.text("language_code")] = call.text(field)
            return True

        return set_text

    def _getter(self, field: str) -> Callable[[Call], object]:
        def get_text(call: Call) -> dict[str, str]:
            return {field: self.texts.get((field, call.text("language_code")), "")}

        return get_text


def _where(call: Call) -> tuple[str, str]:
    return str(call.value("scope")), call.text("language_code")
