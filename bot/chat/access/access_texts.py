"""Access texts: what is said to those who may not use the bot, and of them to its admins."""

from bot.chat.replies.text_lines import is_sendable, shorten_line
from bot.chat.rich_text import Reply, RichText, fill_template, format_entity
from bot.localization.current import gettext, isolate, mark_message

PRIVATE_BOT = mark_message("This bot is private")
"""A button's label, and what a button that is pressed says."""

USERS_SETTING = "DATELINE_ALLOWED_USERS"
CHATS_SETTING = "DATELINE_ALLOWED_CHATS"

_LONGEST_NAME = 60


def write_refusal(person: int) -> Reply:
    """Return what a person is told who may not use the bot."""
    message = gettext(
        "I am sorry, but this bot is private, so I cannot answer you. The people who run it can "
        "let you in by your number: {number}"
    )
    text = fill_template(message, number=format_entity(str(person), "code"))
    return Reply(text.text, text.entities)


def write_farewell(group: int) -> Reply:
    """Return what a group is told that the bot leaves."""
    message = gettext(
        "This bot is private, and this group is not on its list, so I am leaving. The people who "
        "run it can allow the group by its number: {number}"
    )
    text = fill_template(message, number=format_entity(str(group), "code"))
    return Reply(text.text, text.entities)


def write_number(person: int) -> RichText:
    """Return the line that tells a person the own number."""
    # Translators: the number by which Telegram knows a person.
    message = gettext("Your number in Telegram is {number}.")
    return fill_template(message, number=format_entity(str(person), "code"))


def write_person_notice(name: str, person: int) -> str:
    """Return what admins are told of a person who was refused."""
    # Translators: {setting} is the name of a setting, {number} a person's number.
    message = gettext(
        "{name} wrote to me and is not on my list. To allow it, add {number} to {setting} and "
        "restart me."
    )
    return message.format(name=_show(name), number=person, setting=USERS_SETTING)


def write_group_notice(title: str, group: int) -> str:
    """Return what admins are told of a group that the bot left."""
    # Translators: {name} is a group's, {setting} the name of a setting, {number} the group's.
    message = gettext(
        "I left the group {name}, which is not on my list. To allow it, add {number} to "
        "{setting}, restart me and add me to the group again."
    )
    return message.format(name=_show(title), number=group, setting=CHATS_SETTING)


def write_move_notice(title: str, group: int, successor: int) -> str:
    """Return what admins are told of an allowed group that has another number now."""
    # Translators: {name} is a group's; {old} and {new} are its numbers, {setting} a setting's name.
    message = gettext(
        "The group {name} has a new number, because Telegram made it a supergroup. I stay; please "
        "put {new} in the place of {old} in {setting}."
    )
    return message.format(name=_show(title), old=group, new=successor, setting=CHATS_SETTING)


def write_surplus_notice() -> str:
    """Return what admins are told when too many were refused to be named."""
    return gettext(
        "More people or groups than I can name here wanted to use me today. Whoever comes back on "
        "another day, I shall name then."
    )


def _show(name: str) -> str:
    line = shorten_line(name, _LONGEST_NAME)
    return isolate(line) if line and is_sendable(line) else "–"
