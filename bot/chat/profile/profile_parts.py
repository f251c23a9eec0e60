"""Profile parts: each menu and each text of the bot's profile in each language."""

import json
import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from telegram import Bot, BotCommand, BotCommandScopeChat

from bot.chat.profile.descriptions import write_description, write_short_description
from bot.chat.profile.menus import Menu
from bot.localization.current import use_language
from bot.localization.offered_languages import ENGLISH, list_languages

_ADMIN_KEY = re.compile(r"menu chat (?P<admin>\d+) (?P<language>[a-z]{2})")


@dataclass(frozen=True, slots=True)
class ProfilePart:
    """A menu or a text in one language, and the request that has Telegram show it.

    ``key``: the same for what takes its place. ``digest``: the same for the same content.
    """

    key: str
    digest: str
    send: Callable[[Bot], Awaitable[bool]]


def list_menu_parts(menus: Iterable[Menu]) -> Iterator[ProfilePart]:
    """Yield menus in every language, those for everybody else's language first."""
    menus = list(menus)
    for language in _list_profile_languages():
        with use_language(language):
            parts = [_make_menu_part(menu, language) for menu in menus]
        yield from parts


def list_text_parts(bot: Bot) -> Iterator[ProfilePart]:
    """Yield the descriptions of a bot that is initialized, in every language."""
    has_inline_mode = bool(bot.bot.supports_inline_queries)
    for language in _list_profile_languages():
        with use_language(language):
            description = write_description(bot.username, has_inline_mode=has_inline_mode)
            short_description = write_short_description()
        yield _make_description_part(description, language)
        yield _make_short_description_part(short_description, language)


def list_former_admin_parts(keys: Iterable[str], admins: Collection[int]) -> Iterator[ProfilePart]:
    """Yield the deletion of the menus that ``keys`` name of people who are no longer admins."""
    for key in keys:
        match = _ADMIN_KEY.fullmatch(key)
        if match and int(match["admin"]) not in admins:
            yield _make_deletion(key, int(match["admin"]), match["language"])


def _list_profile_languages() -> list[str]:
    """Return the languages of a profile, English first; Telegram knows those of two letters."""
    return [language for language in list_languages() if len(language) == 2]


def _make_menu_part(menu: Menu, language: str) -> ProfilePart:
    commands, scope = menu.translate(), menu.scope
    code = _name_code(language)
    place: str = scope.type
    if isinstance(scope, BotCommandScopeChat):
        place = f"{place} {scope.chat_id}"

    async def send(bot: Bot) -> bool:
        return await bot.set_my_commands(commands, scope=scope, language_code=code)

    return ProfilePart(f"menu {place} {language}", _digest_commands(commands), send)


def _make_deletion(key: str, admin: int, language: str) -> ProfilePart:
    async def send(bot: Bot) -> bool:
        scope = BotCommandScopeChat(admin)
        return await bot.delete_my_commands(scope, language_code=_name_code(language))

    return ProfilePart(key, "", send)


def _make_description_part(text: str, language: str) -> ProfilePart:
    async def send(bot: Bot) -> bool:
        return await bot.set_my_description(text, language_code=_name_code(language))

    return ProfilePart(f"description {language}", _digest(text), send)


def _make_short_description_part(text: str, language: str) -> ProfilePart:
    async def send(bot: Bot) -> bool:
        return await bot.set_my_short_description(text, language_code=_name_code(language))

    return ProfilePart(f"short description {language}", _digest(text), send)


def _name_code(language: str) -> str | None:
    """Return Telegram's code; without one, people see it whose language has nothing of its own."""
    return None if language == ENGLISH else language


def _digest_commands(commands: Iterable[BotCommand]) -> str:
    return _digest(json.dumps([[command.command, command.description] for command in commands]))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
