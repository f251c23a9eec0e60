"""Settings pages: what a card of settings shows, page by page; without Telegram."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.groups.group_settings import QUOTE_COUNTS, Trigger
from bot.chat.groups.quiet_hours import QuietHours
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.rich_text import Reply, RichText, fill_template, format_entity, join_pieces
from bot.localization.current import format_number, gettext, isolate, mark_message

SETTINGS_ACTION = "set"

QUIET_HOURS_OFFERED = (
    QuietHours(22, 7), QuietHours(23, 8), QuietHours(0, 6), QuietHours(20, 9),
)  # fmt: skip

SWITCH_OFF, SWITCH_ON = "off", "on"

_LABELS = {
    # Translators: a button: the bot answers when somebody writes /ask, and at nothing else.
    Trigger.COMMAND: mark_message("Only /ask"),
    # Translators: a button: the bot answers when its name is mentioned, or a reply is for it.
    Trigger.ADDRESS: mark_message("Mentions and replies"),
    # Translators: a button: the bot answers each question that ends in a question mark.
    Trigger.QUESTION: mark_message("All questions"),
}


@dataclass(frozen=True, slots=True)
class ChatChoices:
    """What is chosen for a chat, and what may be.

    ``zone``: the name of the time zone of quiet hours. ``language``: the name of a language, or
    that there is none. ``command``: the command that reaches the bot in every group.
    ``reads_all``: whether Telegram shows the bot every message of the group. ``has_votes``:
    whether answers have buttons for how helpful they are; None where that is not to be seen.
    """

    is_group: bool
    language: str
    quiet_hours: QuietHours | None
    zone: str
    command: str = "/ask"
    trigger: Trigger = Trigger.ADDRESS
    quote_count: int = 1
    reads_all: bool = False
    has_votes: bool | None = None


def write_overview(choices: ChatChoices) -> Reply:
    """Return the first page: all that is chosen, and a button for each choice."""
    lines = [
        gettext("My settings in this group:") if choices.is_group else gettext("Your settings:"),
        gettext("Language: {language}").format(language=isolate(choices.language)),
        _describe_quiet_hours(choices),
    ]
    # Translators: buttons of a card, each of which opens a page.
    pages = [
        _link_page(gettext("Language"), "language"),
        _link_page(gettext("Quiet hours"), "quiet"),
    ]
    rows = [pages]
    if choices.is_group:
        count = gettext("Quotes in an answer: {number}")
        lines[1:1] = [
            describe_trigger(choices.trigger, choices.command, reads_all=choices.reads_all),
            count.format(number=format_number(choices.quote_count)),
        ]
        triggers = _link_page(gettext("When I answer"), "when")
        rows.insert(0, [triggers, _link_page(gettext("Quotes in an answer"), "quotes")])
    if choices.has_votes is not None:
        lines.append(_describe_votes(has_votes=choices.has_votes))
        rows.append([_link_page(gettext("👍 and 👎"), "votes")])
    # Translators: a button that takes a card of settings away.
    close = Button(gettext("✕ Close"), encode_data(SETTINGS_ACTION, "close"))
    return Reply("\n".join(lines), keyboard=make_keyboard(*rows, [close]))


def write_trigger_page(choices: ChatChoices) -> Reply:
    """Return the page on when to answer."""
    text = RichText(describe_trigger(choices.trigger, choices.command, reads_all=choices.reads_all))
    triggers = [trigger for trigger in Trigger if _is_offered(trigger, choices)]
    if not choices.reads_all:
        text = join_pieces((text, explain_privacy_mode()), "\n\n")
    rows = [
        [
            _offer(
                gettext(_LABELS[trigger]), "when", trigger.name.lower(), trigger is choices.trigger
            )
        ]
        for trigger in triggers
    ]
    return Reply(text.text, text.entities, _add_way_back(*rows))


def write_quotes_page(choices: ChatChoices) -> Reply:
    """Return the page on how many quotes an answer shows."""
    text = gettext("How many quotes do you want in an answer? More are behind a button.")
    row = [
        _offer(format_number(count), "quotes", str(count), count == choices.quote_count)
        for count in QUOTE_COUNTS
    ]
    return Reply(text, keyboard=_add_way_back(row))


def write_quiet_page(choices: ChatChoices) -> Reply:
    """Return the page on quiet hours."""
    # Translators: {zone} is the name of a time zone, such as UTC or Europe/Berlin.
    message = gettext(
        "In quiet hours I only answer, and send nothing that you did not ask for at that moment. "
        "Times are in the time zone {zone}."
    )
    offers = [
        _offer(format_hours(hours), "quiet", str(hours), hours == choices.quiet_hours)
        for hours in QUIET_HOURS_OFFERED
    ]
    # Translators: a button: there are no quiet hours.
    no_hours = _offer(gettext("No quiet hours"), "quiet", SWITCH_OFF, choices.quiet_hours is None)
    text = message.format(zone=isolate(choices.zone))
    return Reply(text, keyboard=_add_way_back(offers[:2], offers[2:], [no_hours]))


def write_votes_page(choices: ChatChoices) -> Reply:
    """Return the page on the buttons for how helpful answers are, for the bot's admins."""
    # Translators: buttons that switch something on or off.
    label_on, label_off = gettext("On"), gettext("Off")
    has_votes = bool(choices.has_votes)
    row = [
        _offer(label_on, "votes", SWITCH_ON, has_votes),
        _offer(label_off, "votes", SWITCH_OFF, not has_votes),
    ]
    note = gettext("In all chats. Votes are counted; questions are not kept.")
    text = f"{_describe_votes(has_votes=has_votes)}\n{note}"
    return Reply(text, keyboard=_add_way_back(row))


def make_back_button() -> Button:
    """Return the button that leads to the first page."""
    # Translators: a button that leads back to the page before.
    return Button(gettext("« Back"), encode_data(SETTINGS_ACTION, "overview"))


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
    return fill_privacy_command(message)


def fill_privacy_command(message: str) -> RichText:
    """Return a message with the command that changes privacy mode, and who takes it."""
    return fill_template(
        message,
        command=format_entity("/setprivacy", "code"),
        name=format_entity("@BotFather", "text_link", "https://t.me/BotFather"),
    )


def format_hours(hours: QuietHours) -> str:
    """Return quiet hours as ``22:00–7:00``."""
    return isolate(f"{hours.start}:00–{hours.end}:00")


def _is_offered(trigger: Trigger, choices: ChatChoices) -> bool:
    """Tell whether a choice can be made; one that was made stays to be seen."""
    return choices.reads_all or trigger in (Trigger.COMMAND, Trigger.ADDRESS, choices.trigger)


def _describe_quiet_hours(choices: ChatChoices) -> str:
    if choices.quiet_hours is None:
        return gettext("Quiet hours: none")
    # Translators: {hours} is as in 22:00–7:00, {zone} the name of a time zone.
    message = gettext("Quiet hours: {hours} ({zone})")
    return message.format(hours=format_hours(choices.quiet_hours), zone=isolate(choices.zone))


def _describe_votes(*, has_votes: bool) -> str:
    if has_votes:
        return gettext("My answers have the buttons 👍 and 👎.")
    return gettext("My answers do not have the buttons 👍 and 👎.")


def _link_page(label: str, page: str) -> Button:
    return Button(label, encode_data(SETTINGS_ACTION, page))


def _offer(label: str, page: str, value: str, is_chosen: bool) -> Button:
    return Button(f"✓ {label}" if is_chosen else label, encode_data(SETTINGS_ACTION, page, value))


def _add_way_back(*rows: Sequence[Button]) -> Keyboard:
    return make_keyboard(*rows, [make_back_button()])
