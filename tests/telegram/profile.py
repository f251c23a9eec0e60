"""The commands that a bot's menu shows."""

import re

from tests.telegram.calls import Call
from tests.telegram.refusals import MalformedError

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_COMMANDS = 100
_DESCRIPTION = 256


class Profile:
    """Commands, by scope."""

    def __init__(self) -> None:
        self.commands: dict[str, list[dict[str, object]]] = {}

    def set_commands(self, call: Call) -> bool:
        """Remember the commands of one scope."""
        commands = call.objects("commands")
        if len(commands) > _COMMANDS:
            raise MalformedError("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(str(command.get("command", ""))):
                raise MalformedError("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= _DESCRIPTION:
                raise MalformedError("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[str(call.value("scope"))] = commands
        return True
