"""The help: everything that the bot can do is at most two taps from it."""

from dataclasses import replace

import pytest

from bot.chat.profile.help_pages import HelpContents, write_help
from bot.chat.rich_text import Reply
from bot.localization.current import use_language
from tests.chat.conftest import Room
from tests.chat.replies.sending import sent
from tests.localization.languages import LANGUAGES
from tests.telegram.client import buttons

CONTENTS = HelpContents(
    ("/ask QUESTION – ask a question",),
    "In a group I only answer /ask.",
    "dateline_test_bot",
    ("/corpus – the article files",),
)
FUNCTIONS = {
    "How to ask": ("and when?", "Edit your question", "photo", "address"),
    "Below an answer": ("More", "Context", "Timeline", "By source", "Copy", "Open", "Follow"),
    "Check a sentence": ("/verify", "forward"),
    "Follow and digest": ("/follow", "/following", "/digest", "/settings"),
    "In other chats": ("@dateline_test_bot",),
    "In groups": ("/ask", "/settings"),
    "Exact search": ("source:", "before:", "OR"),
}


def open_page(label: str, contents: HelpContents = CONTENTS) -> Reply:
    overview = write_help(contents)
    assert overview is not None
    data = {button.label: button.data for row in overview.keyboard for button in row}
    page = write_help(contents, data[label].rpartition("|")[2])
    assert page is not None
    return page


@pytest.mark.parametrize("label", FUNCTIONS)
def test_every_function_is_on_a_page_that_a_button_opens(label: str) -> None:
    text = open_page(label).text
    assert all(word in text for word in FUNCTIONS[label])


def test_admins_have_a_page_on_adding_articles_and_others_have_not() -> None:
    assert "article files" in open_page("Add articles").text
    overview = write_help(replace(CONTENTS, admin_commands=()))
    assert overview is not None
    labels = [button.label for row in overview.keyboard for button in row]
    assert labels == list(FUNCTIONS)
    assert "/corpus" not in overview.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_sent_in_every_language(language: str) -> None:
    with use_language(language):
        overview = write_help(CONTENTS)
        assert overview is not None
        sent(overview)
        for row in overview.keyboard:
            for button in row:
                page = write_help(CONTENTS, button.data.rpartition("|")[2])
                assert page is not None
                sent(page)


def test_a_page_that_does_not_exist_is_none() -> None:
    assert write_help(CONTENTS, "nothing") is None


async def test_pages_replace_the_help_and_lead_back(room: Room) -> None:
    person = room.private()
    overview = await person.ask("/help")
    assert set(buttons(overview)) == set(FUNCTIONS)
    page = await person.pressed(overview, "Exact search")
    assert "source:bbc" in page["text"]
    again = await person.pressed(page, "← Back")
    assert (again["text"], buttons(again)) == (overview["text"], buttons(overview))
