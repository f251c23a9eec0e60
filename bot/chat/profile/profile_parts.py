"""Profile parts: each menu and each text of the bot's profile in each language."""

import json
import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from telegram import Bot, BotCommand, BotCommandScopeChat

from bot import __version__
from bot.chat.profile.descriptions import write_description, write_short_description
from bot.chat.profile.menus import Menu
from bot.localization.catalogue_files import digest_translations
from bot.localization.current import use_language
from bot.localization.offered_languages import ENGLISH, list_languages

_ADMIN_KEY = re.compile(r"menu chat (?P<admin>\d+) (?P<language>[a-z]{2})")


_Send = Callable[[Bot], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class ProfileContent:
    """A menu or a text in one language, and the request that has Telegram show it.

    ``digest``: the same for the same content.
    """

    digest: str
    send: _Send


@dataclass(frozen=True, slots=True)
class ProfilePart:
    """The place of a menu or a text in one language, and what makes its content.

    ``key``: the same for what takes its place. ``source``: the same as long as nothing changes
    that the content is made from, which is known without reading a translation: to read those
    into all languages takes a second and a half.
    """

    key: str
    source: str
    make: Callable[[], ProfileContent]


def list_menu_parts(menus: Iterable[Menu]) -> Iterator[ProfilePart]:
    """Yield menus in every language, those for everybody else's language first."""
    menus = list(menus)
    for language in _list_profile_languages():
        for menu in menus:
            yield _make_menu_part(menu, language)


def list_text_parts(bot: Bot) -> Iterator[ProfilePart]:
    """Yield the descriptions of a bot that is initialized, in every language."""
    describe = partial(
        write_description, bot.username, has_inline_mode=bool(bot.bot.supports_inline_queries)
    )
    for language in _list_profile_languages():
        yield _make_text_part("description", describe, _send_description, language)
        yield _make_text_part(
            "short description", write_short_description, _send_short_description, language
        )


def list_former_admin_menus(
    keys: Iterable[str], admins: Collection[int]
) -> Iterator[tuple[str, _Send]]:
    """Yield the keys among ``keys`` of menus of people who are no longer admins.

    Each comes with the request that deletes it.
    """
    for key in keys:
        match = _ADMIN_KEY.fullmatch(key)
        if match and int(match["admin"]) not in admins:
            yield key, _make_deletion(int(match["admin"]), match["language"])


def _list_profile_languages() -> list[str]:
    """Return the languages of a profile, English first; Telegram knows those of two letters."""
    return [language for language in list_languages() if len(language) == 2]


def _make_menu_part(menu: Menu, language: str) -> ProfilePart:
    scope = menu.scope
    place: str = scope.type
    if isinstance(scope, BotCommandScopeChat):
        place = f"{place} {scope.chat_id}"

    def make() -> ProfileContent:
        with use_language(language):
            commands = menu.translate()

        async def send(bot: Bot) -> bool:
            return await bot.set_my_commands(
                commands, scope=scope, language_code=_name_code(language)
            )

        return ProfileContent(_digest_commands(commands), send)

    with use_language(ENGLISH):
        source = _digest_commands(menu.translate())
    return ProfilePart(f"menu {place} {language}", _digest_source(source, language), make)


def _make_text_part(
    name: str,
    write: Callable[[], str],
    send: Callable[[Bot, str, str | None], Awaitable[bool]],
    language: str,
) -> ProfilePart:
    def make() -> ProfileContent:
        with use_language(language):
            text = write()
        return ProfileContent(_digest(text), lambda bot: send(bot, text, _name_code(language)))

    with use_language(ENGLISH):
        source = write()
    return ProfilePart(f"{name} {language}", _digest_source(source, language), make)


async def _send_description(bot: Bot, text: str, code: str | None) -> bool:
    return await bot.set_my_description(text, language_code=code)


async def _send_short_description(bot: Bot, text: str, code: str | None) -> bool:
    return await bot.set_my_short_description(text, language_code=code)


def _make_deletion(admin: int, language: str) -> _Send:
    async def send(bot: Bot) -> bool:
        scope = BotCommandScopeChat(admin)
        return await bot.delete_my_commands(scope, language_code=_name_code(language))

    return send


def _name_code(language: str) -> str | None:
    """Return Telegram's code; without one, people see it whose language has nothing of its own."""
    return None if language == ENGLISH else language


def _digest_source(english: str, language: str) -> str:
    """Return the digest of what a text in a language is made from; a version may make it anew."""
    return _digest("\n".join((__version__, digest_translations(language), english)))


def _digest_commands(commands: Iterable[BotCommand]) -> str:
    return _digest(json.dumps([[command.command, command.description] for command in commands]))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
