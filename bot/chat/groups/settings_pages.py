"""Settings pages: what a card of settings shows, page by page; without Telegram."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.chat.groups.group_settings import QUOTE_COUNTS, Trigger
from bot.chat.groups.quiet_hours import QuietHours
from bot.chat.groups.reach_texts import describe_trigger, explain_privacy_mode
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply, RichText, join_pieces
from bot.localization.current import format_number, gettext, isolate, mark_message

SETTINGS_ACTION = "set"

QUIET_HOURS_OFFERED = (
    QuietHours(22, 7), QuietHours(23, 8), QuietHours(0, 6), QuietHours(20, 9),
)  # fmt: skip

SWITCH_OFF, SWITCH_ON = "off", "on"

_LONGEST_TITLE = 60

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

    ``group``: the number of the group that a card in a private chat is about, 0 where it is about
    its own chat. ``title``: what the group is called. ``link``: an address that shows the card in
    private.
    ``zone``: the name of the time zone of quiet hours. ``language``: the name of a language, or
    that there is none. ``command``: the command that reaches the bot in every group.
    ``reads_all``: whether Telegram shows the bot every message of the group. ``has_votes``:
    whether answers have buttons for how helpful they are; None where that is not to be seen.
    ``votes``: how many people found an answer helpful, and how many did not.
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
    votes: tuple[int, int] = (0, 0)
    group: int = 0
    title: str = ""
    link: str = ""


def write_overview(choices: ChatChoices) -> Reply:
    """Return the first page: all that is chosen, and a button for each choice."""
    lines = [
        _write_heading(choices),
        *(_describe_group(choices) if choices.is_group else ()),
        gettext("Language: {language}").format(language=isolate(choices.language)),
        _describe_quiet_hours(choices),
    ]
    # Translators: buttons of a card, each of which opens a page.
    rows = [[(gettext("Language"), "language"), (gettext("Quiet hours"), "quiet")]]
    if choices.is_group:
        rows.insert(0, [(gettext("When I answer"), "when"), (gettext("Quotes"), "quotes")])
    if choices.has_votes is not None:
        lines.append(_describe_votes(has_votes=choices.has_votes))
        rows.append([(gettext("👍 and 👎"), "votes")])
    pages = [[Button(label, _encode(choices, page)) for label, page in row] for row in rows]
    # Translators: a button that takes a card of settings away.
    ending = [Button(gettext("✕ Close"), _encode(choices, "close"))]
    if choices.link:
        # Translators: a button that shows the settings of a group in a private chat.
        ending.insert(0, Button(gettext("In private"), url=choices.link))
    return Reply("\n".join(lines), keyboard=make_keyboard(*pages, ending))


def write_trigger_page(choices: ChatChoices) -> Reply:
    """Return the page on when to answer."""
    text = RichText(describe_trigger(choices.trigger, choices.command, reads_all=choices.reads_all))
    triggers = [trigger for trigger in Trigger if _is_offered(trigger, choices)]
    if not choices.reads_all:
        text = join_pieces((text, explain_privacy_mode()), "\n\n")
    labels = {trigger.name.lower(): gettext(_LABELS[trigger]) for trigger in triggers}
    rows = [[offer] for offer in _offer(choices, "when", labels, choices.trigger.name.lower())]
    return Reply(text.text, text.entities, _add_way_back(choices, *rows))


def write_quotes_page(choices: ChatChoices) -> Reply:
    """Return the page on how many quotes an answer shows."""
    text = gettext("How many quotes do you want in an answer? More are behind a button.")
    labels = {str(count): format_number(count) for count in QUOTE_COUNTS}
    row = _offer(choices, "quotes", labels, str(choices.quote_count))
    return Reply(text, keyboard=_add_way_back(choices, row))


def write_quiet_page(choices: ChatChoices) -> Reply:
    """Return the page on quiet hours."""
    # Translators: {zone} is the name of a time zone, such as UTC or Europe/Berlin.
    message = gettext(
        "In quiet hours I only answer, and send nothing that you did not ask for at that moment. "
        "Times are in the time zone {zone}."
    )
    labels = {str(hours): format_hours(hours) for hours in QUIET_HOURS_OFFERED}
    # Translators: a button: there are no quiet hours.
    labels[SWITCH_OFF] = gettext("No quiet hours")
    offers = _offer(choices, "quiet", labels, str(choices.quiet_hours or SWITCH_OFF))
    text = message.format(zone=isolate(choices.zone))
    return Reply(text, keyboard=_add_way_back(choices, offers[:2], offers[2:4], offers[4:]))


def write_votes_page(choices: ChatChoices) -> Reply:
    """Return the page on the buttons for how helpful answers are, for the bot's admins."""
    # Translators: buttons that switch something on or off.
    labels = {SWITCH_ON: gettext("On"), SWITCH_OFF: gettext("Off")}
    has_votes = bool(choices.has_votes)
    row = _offer(choices, "votes", labels, SWITCH_ON if has_votes else SWITCH_OFF)
    helpful, unhelpful = choices.votes
    # Translators: how many people pressed which button.
    counts = gettext("Votes so far: 👍 {helpful}, 👎 {unhelpful}").format(
        helpful=format_number(helpful), unhelpful=format_number(unhelpful)
    )
    note = gettext("In all chats. Votes are counted; questions are not kept.")
    lines = (_describe_votes(has_votes=has_votes), counts, note)
    return Reply("\n".join(lines), keyboard=_add_way_back(choices, row))


def make_back_button(group: int = 0) -> Button:
    """Return the button that leads to the first page, maybe that of a group in private."""
    # Translators: a button that leads back to the page before.
    return Button(gettext("← Back"), _encode_press("overview", group=group))


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


def _write_heading(choices: ChatChoices) -> str:
    if choices.title:
        # Translators: {group} is the title of a group.
        heading = gettext("My settings in the group {group}:")
        return heading.format(group=isolate(shorten_line(choices.title, _LONGEST_TITLE)))
    return gettext("My settings in this group:") if choices.is_group else gettext("Your settings:")


def _describe_group(choices: ChatChoices) -> tuple[str, str]:
    count = gettext("Quotes in an answer: {number}")
    return (
        describe_trigger(choices.trigger, choices.command, reads_all=choices.reads_all),
        count.format(number=format_number(choices.quote_count)),
    )


def _offer(choices: ChatChoices, page: str, labels: Mapping[str, str], choice: str) -> list[Button]:
    """Return a button for each value, that of the choice with a mark."""
    return [
        Button(f"✓ {label}" if value == choice else label, _encode(choices, page, value))
        for value, label in labels.items()
    ]


def _add_way_back(choices: ChatChoices, *rows: Sequence[Button]) -> Keyboard:
    return make_keyboard(*rows, [make_back_button(choices.group)])


def _encode(choices: ChatChoices, page: str, value: str = "") -> str:
    return _encode_press(page, value, choices.group)


def _encode_press(page: str, value: str = "", group: int = 0) -> str:
    arguments = (value, str(group)) if group else (value,) if value else ()
    return encode_data(SETTINGS_ACTION, page, *arguments)
