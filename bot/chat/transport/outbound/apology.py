"""Apology: the line that a person reads where something failed inside."""

from bot.localization.current import gettext


def write_apology(incident: str) -> str:
    """Return the line that gives a person the number of an incident."""
    # Translators: {name} is a number that the person can quote to the bot's admin.
    message = gettext("Something went wrong on my side; it is not your fault (incident {name}).")
    return message.format(name=incident)
