"""What a bot says of itself: the commands of its menu, its name and its descriptions."""

import re
from collections.abc import Callable, Iterator

from tests.telegram.calls import Call
from tests.telegram.refusals import MalformedError
from tests.telegram.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_COMMANDS = 100
_DESCRIPTION = 256
_SCOPES = {
    "default": set(),
    "all_private_chats": set(),
    "all_group_chats": set(),
    "all_chat_administrators": set(),
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}
# The longest each text may be, and the word in which Telegram refuses a longer one.
_TEXTS = {
    "name": (64, "BOT_TITLE_INVALID"),
    "description": (512, "DESCRIPTION_TOO_LONG"),
    "short_description": (120, "SHORT_DESCRIPTION_TOO_LONG"),
}

Commands = list[dict[str, object]]


class Profile:
    """Commands, by scope: those for everybody, and those of each language.

    ``texts`` holds the name and the descriptions, by field and language, "" for everybody.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.commands: dict[str, Commands] = {}
        self.translations: dict[tuple[str, str], Commands] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.table: dict[str, Callable[[Call], object]] = {
            "setMyCommands": self.set_commands,
            "getMyCommands": self.get_commands,
            "deleteMyCommands": self.delete_commands,
            **dict(self._text_methods()),
        }

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
        scope, language = _scope(call), _language(call)
        self._check_chat(call)
        if language:
            self.translations[scope, language] = commands
        else:
            self.commands[scope] = commands
        return True

    def get_commands(self, call: Call) -> Commands:
        """Return the commands of exactly one scope and language."""
        scope, language = _scope(call), _language(call)
        if language:
            return self.translations.get((scope, language), [])
        return self.commands.get(scope, [])

    def delete_commands(self, call: Call) -> bool:
        """Forget the commands of one scope and language."""
        scope, language = _scope(call), _language(call)
        if language:
            self.translations.pop((scope, language), None)
        else:
            self.commands.pop(scope, None)
        return True

    def _check_chat(self, call: Call) -> None:
        """Refuse the commands of one chat that is not known to the bot, as Telegram does."""
        scope = call.value("scope")
        if isinstance(scope, dict) and "chat_id" in scope:
            self._world.dialog(scope["chat_id"])

    def _text_methods(self) -> Iterator[tuple[str, Callable[[Call], object]]]:
        for field, (longest, refusal) in _TEXTS.items():
            name = "".join(map(str.capitalize, field.split("_")))

            def write(
                call: Call, field: str = field, most: int = longest, word: str = refusal
            ) -> bool:
                if len(call.text(field)) > most:
                    raise MalformedError(word)
                self.texts[field, _language(call)] = call.text(field)
                return True

            def read(call: Call, field: str = field) -> dict[str, str]:
                default = self.texts.get((field, ""), "")
                return {field: self.texts.get((field, _language(call)), default)}

            yield f"setMy{name}", write
            yield f"getMy{name}", read


def _language(call: Call) -> str:
    language = call.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise MalformedError("LANG_CODE_INVALID")
    return language


def _scope(call: Call) -> str:
    """Return the scope as text; raise MalformedError for one that Telegram does not know."""
    scope = call.value("scope")
    if scope is None:
        return "None"
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise MalformedError("can't parse BotCommandScope: unsupported type specified")
    if scope.keys() != {"type"} | _SCOPES[scope["type"]]:
        raise MalformedError("can't parse BotCommandScope: wrong fields")
    return str(scope)
