"""Reach texts: what the bot says of which messages of groups reach it; without Telegram."""

from bot.chat.groups.group_settings import Trigger
from bot.chat.rich_text import RichText, fill_template, format_entity
from bot.localization.current import gettext, isolate


def describe_trigger(trigger: Trigger, command: str, *, reads_all: bool) -> str:
    """Return when the bot answers in a group, as far as messages reach it there."""
    if trigger is Trigger.COMMAND:
        # Translators: {command} is /ask, with the name of the bot.
        return gettext("In this group I only answer {command}.").format(command=isolate(command))
    if not reads_all:
        # Translators: {command} is /ask, with the name of the bot.
        message = gettext("In this group I answer {command} and replies to my messages.")
        return message.format(command=isolate(command))
    if trigger is Trigger.ADDRESS:
        return gettext("In this group I answer /ask, mentions of my name and replies to me.")
    return gettext(
        "In this group I answer /ask, mentions of my name, replies to me, and every question that "
        "ends in a question mark and is not for somebody else."
    )


def explain_privacy_mode() -> RichText:
    """Return why mentions and questions do not reach the bot, and how to change that."""
    # Translators: {command} is to be sent to the bot called {name}.
    message = gettext(
        "Telegram shows me only commands and replies to my messages here, because privacy mode is "
        "on. To let me see mentions and questions too, make me an admin of the group; or send "
        "{command} to {name}, then remove me from the group and add me again."
    )
    return _fill(message)


def describe_use(command: str, *, has_privacy_mode: bool) -> str:
    """Return how the bot is asked in groups, where it is not known in which."""
    if has_privacy_mode:
        # Translators: {command} is /ask, with the name of the bot.
        message = gettext(
            "In a group I only answer {command}, or a reply to one of my messages. To ask what "
            "somebody else's message says, reply to it with /ask."
        )
        return message.format(command=isolate(command))
    return gettext(
        "In a group I only answer /ask, a mention of my name, or a reply to one of my messages. "
        "To ask what somebody else's message says, reply to it with /ask."
    )


def advise_on_mentions() -> RichText:
    """Return how mentions reach the bot in groups in spite of privacy mode."""
    # Translators: {command} is to be sent to the bot called {name}.
    message = gettext(
        "Mentions of my name in groups do not reach me, because Telegram's privacy mode is on. To "
        "change that, send {command} to {name}, then remove me from each group and add me again. "
        "Where I am an admin of the group, they reach me anyway."
    )
    return _fill(message)


def _fill(message: str) -> RichText:
    """Return a message with the command that changes privacy mode, and who takes it."""
    return fill_template(
        message,
        command=format_entity("/setprivacy", "code"),
        name=format_entity("@BotFather", "text_link", "https://t.me/BotFather"),
    )
