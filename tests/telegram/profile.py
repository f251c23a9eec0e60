"""The commands that a bot's menu shows."""

import re

from tests.telegram.calls import Call
from tests.telegram.refusals import MalformedError

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_COMMANDS = 100
_DESCRIPTION = 256


class Profile:
    """Commands, by scope: those for everybody, and those of each language."""

    def __init__(self) -> None:
        self.commands: dict[str, list[dict[str, object]]] = {}
        self.translations: dict[tuple[str, str], list[dict[str, object]]] = {}

    def set_commands(self, call: Call) -> bool:
        """Remember the commands of one scope and, where it is named, of one language."""
        commands = call.objects("commands")
        if len(commands) > _COMMANDS:
            raise MalformedError("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(str(command.get("command", ""))):
                raise MalformedError("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= _DESCRIPTION:
                raise MalformedError("BOT_COMMAND_DESCRIPTION_INVALID")
        scope, language = str(call.value("scope")), call.text("language_code")
        if language:
            if not _LANGUAGE.fullmatch(language):
                raise MalformedError("LANG_CODE_INVALID")
            self.translations[scope, language] = commands
        else:
            self.commands[scope] = commands
        return True
