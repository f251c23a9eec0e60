"""Admins forward posts of channels, which are offered as articles of the channel."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.telegram import compose
from tests.telegram.client import Private, buttons, quotes
from tests.telegram.origins import origin_of_hidden_user, origin_of_post
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Chat, Message

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("posts")]

WIRE: Chat = {
    "id": -1003000000077, "type": "channel", "title": "The Wire", "username": "thewire",
}  # fmt: skip
VANE = "The weather vane of Tollmere turns again. It had been stuck for nine years."
BELL = "The bell of Tollmere rang at noon. Two masons had worked on it since May."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield one process for all the conversations; the people with the ids below are admins."""
    admins = ",".join(str(number) for number in range(1001, 1200))
    async with running(tmp_path_factory.mktemp("bot"), DATELINE_ADMINS=admins) as process:
        yield process


@pytest.fixture
def admin(bot: BotProcess) -> Private:
    return Private(bot.server.world)


async def test_posts_that_are_forwarded_together_share_a_card_and_keep_their_links(
    bot: BotProcess, admin: Private
) -> None:
    admin.forward(VANE, origin_of_post(WIRE, 7))
    admin.forward(BELL, origin_of_post(WIRE, 8))

    def both() -> Message | None:
        return next((each for each in admin.answers if len(quotes(each)) == 2), None)

    card = await bot.server.world.wait_for(both, "a card for both posts")
    assert len(admin.answers) == 1
    assert quotes(card) == [VANE, BELL]
    assert card["text"].count("The Wire · ") == 2
    assert buttons(card) == ["Add", "Cancel", "Search for it instead"]
    added = await admin.pressed(card, "Add")
    assert added["text"] == "Added thewire-posts.jsonl: 2 articles more can be searched."
    lines = (bot.corpus / "thewire-posts.jsonl").read_text().splitlines()
    assert [json.loads(line)["url"] for line in lines] == [
        "https://t.me/thewire/7", "https://t.me/thewire/8",
    ]  # fmt: skip
    answer = await admin.ask("For how long had the weather vane of Tollmere been stuck?")
    assert quotes(answer)[0].endswith("stuck for nine years.")
    assert "The Wire" in answer["text"]
    undone = await admin.pressed(added, "Undo")
    assert undone["text"].startswith("Undone: removed thewire-posts.jsonl; 2 articles fewer ")


async def test_the_words_below_a_picture_count_and_its_title_can_be_corrected(
    bot: BotProcess, admin: Private
) -> None:
    message = compose.photo(admin.user, VANE.replace("Tollmere", "Ostrel"))
    message["forward_origin"] = origin_of_post({**WIRE, "id": -1003000000078, "username": "ostrel"})
    card = (await admin.reply_to(admin.post(message))).message
    assert "Ostrel" in quotes(card)[0]
    added = await admin.pressed(card, "Add")
    assert buttons(added) == ["Undo", "Correct it"]
    page = await admin.pressed(added, "Correct it")
    assert "Change title" in buttons(page)


async def test_what_a_person_wrote_names_nobody_and_what_is_short_is_verified(
    bot: BotProcess, admin: Private
) -> None:
    verdict = (await admin.reply_to(admin.forward(VANE, origin_of_hidden_user("Dora")))).message
    assert "Add" not in buttons(verdict)
    card = (
        await admin.reply_to(admin.forward(f"{VANE} {BELL}\n" * 8, origin_of_hidden_user("Dora")))
    ).message
    assert "Search for it instead" in buttons(card)
    assert "Dora" not in card["text"]
    await admin.pressed(card, "Cancel")
    uploads = bot.folder / "data" / "uploads"
    await bot.server.world.wait_for(lambda: not list(uploads.glob("*")), "nothing to be kept")
