"""Help pages: what the bot can do, on one page with buttons to a page for each subject."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.answers.question.english.operator_words import OPERATOR_HELP
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.profile.descriptions import write_inline_hint
from bot.chat.rich_text import Reply, RichText, join_pieces
from bot.localization.current import gettext, join_names
from bot.localization.stored_messages import translate_stored

HELP_ACTION = "h"
"""What the data of the buttons begins with, after the version."""

OVERVIEW = "all"

_PER_ROW = 2


@dataclass(frozen=True, slots=True)
class HelpContents:
    """What the help says that is not the same for everybody.

    ``commands``: lines on the commands for everybody. ``admin_commands``: those for the bot's
    admins; none for others. ``groups``: how the bot is asked in groups. ``group_advice``: what
    an admin can change about that. ``opens_links``: whether admins may send links. ``username``:
    the bot's, empty without inline mode.
    """

    commands: Sequence[str]
    groups: str
    username: str = ""
    admin_commands: Sequence[str] = ()
    opens_links: bool = False
    group_advice: RichText = field(default_factory=RichText)


def write_help(contents: HelpContents, page: str = OVERVIEW) -> Reply | None:
    """Return a page of the help, None where there is no such page."""
    if page == OVERVIEW:
        return _write_overview(contents)
    write = _list_pages(contents).get(page)
    if write is None:
        return None
    message = write(contents)
    # Translators: a button: back to the answer.
    back = Button(gettext("← Back"), encode_data(HELP_ACTION, OVERVIEW))
    return Reply(message.text, message.entities, make_keyboard([back]))


def _write_overview(contents: HelpContents) -> Reply:
    opening = gettext(
        "Send me a question, and I answer with sentences from the articles, each with its "
        "date.\nEdit your question, and I update my answer."
    )
    lines = [opening, "", *contents.commands]
    if contents.admin_commands:
        lines += ["", gettext("For admins:"), *contents.admin_commands]
    return Reply("\n".join(lines), keyboard=_make_menu(contents))


def _make_menu(contents: HelpContents) -> Keyboard:
    # Translators: buttons of the help, each of which opens a page.
    labels = {
        "ask": gettext("How to ask"), "answer": gettext("Below an answer"),
        "verify": gettext("Check a sentence"), "follow": gettext("Follow and digest"),
        "inline": gettext("In other chats"), "group": gettext("In groups"),
        "exact": gettext("Exact search"), "files": gettext("Add articles"),
    }  # fmt: skip
    buttons = [
        Button(labels[page], encode_data(HELP_ACTION, page)) for page in _list_pages(contents)
    ]
    rows = [buttons[start : start + _PER_ROW] for start in range(0, len(buttons), _PER_ROW)]
    return make_keyboard(*rows)


def _list_pages(contents: HelpContents) -> dict[str, Callable[[HelpContents], RichText]]:
    pages = {
        "ask": _explain_asking,
        "answer": _explain_buttons,
        "verify": _explain_verifying,
        "follow": _explain_following,
        "inline": _explain_inline,
        "group": _explain_groups,
        "exact": _explain_operators,
        "files": _explain_files,
    }
    if not contents.username:
        del pages["inline"]
    if not contents.admin_commands:
        del pages["files"]
    return pages


def _explain_asking(_: HelpContents) -> RichText:
    lines = (
        gettext("Ask in your own words: a question, a name, a topic, or what is new."),
        gettext(
            "Ask on with “and when?” or “why?”, within ten minutes or in reply to an answer. A "
            "part that you quote from an answer is what you ask about."
        ),
        gettext("Edit your question, and I update my answer."),
        gettext("The text below a photo or a video is a question, too."),
        gettext("Send me the address of an article, and I show what it is about."),
    )
    return RichText("\n".join(lines))


def _explain_buttons(_: HelpContents) -> RichText:
    # Translators: lines on the buttons below an answer; {button} is the label of one.
    lines = {
        gettext("More"): gettext("{button} – what else was found"),
        gettext("Context"): gettext("{button} – the sentences around the quotation"),
        gettext("Timeline"): gettext("{button} – the same matter by date"),
        gettext("By source"): gettext("{button} – what each source says"),
        gettext("Copy"): gettext("{button} – the quotation with its source and date"),
        gettext("Open"): gettext("{button} – the article, at the sentence"),
        gettext("Follow"): gettext("{button} – a message when there is news of it"),
    }
    opening = gettext("Below an answer are buttons, each only where it has something to show:")
    return RichText("\n".join((opening, *(t.format(button=b) for b, t in lines.items()))))


def _explain_verifying(_: HelpContents) -> RichText:
    return RichText(
        gettext(
            "Send /verify and a sentence, reply to somebody's message with /verify, or forward a "
            "text to me here. I say whether an article has it word for word, and mark what differs."
        )
    )


def _explain_following(_: HelpContents) -> RichText:
    lines = (
        gettext("Send /follow and a topic, and I write as soon as a new article has news of it."),
        gettext("/following lists what you follow, and stops it."),
        gettext("/digest 8:00 brings yesterday's stories every day at that time."),
        gettext("In /settings you can choose quiet hours, in which I send nothing by myself."),
    )
    return RichText("\n".join(lines))


def _explain_inline(contents: HelpContents) -> RichText:
    return RichText(write_inline_hint(contents.username))


def _explain_groups(contents: HelpContents) -> RichText:
    settings = gettext(
        "With /settings, the admins of a group choose when I answer, how many quotes I show, my "
        "language and quiet hours."
    )
    text = RichText(f"{contents.groups}\n{settings}")
    return join_pieces((text, contents.group_advice), "\n\n")


def _explain_operators(_: HelpContents) -> RichText:
    return RichText(translate_stored(OPERATOR_HELP))


def _explain_files(contents: HelpContents) -> RichText:
    # All that reads files: only an admin who asks for this page needs their names.
    from bot.reading.formats.registry import list_format_names

    # Translators: {formats} is a list as in "PDF files, web pages and JSON".
    uploads = gettext(
        "You are an admin: send me article files here, in private, and I show you what "
        "is in them before anything is added. I read {formats}."
    )
    formats = join_names([translate_stored(name) for name in list_format_names()], "and")
    links = gettext(
        "Send me the address of an article and I fetch it; with that of a news site or of its "
        "feed, I bring its new articles by myself."
    )
    paste = gettext(
        "You can also send the text of an article as a message, or forward posts of a channel."
    )
    lines = (
        uploads.format(formats=formats),
        *([links] if contents.opens_links else []),
        paste,
        *contents.admin_commands,
    )
    return RichText("\n".join(lines))
