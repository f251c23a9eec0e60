"""/settings: who may choose what, and what it changes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.chat.groups.group_settings import GroupSettings, Trigger
from bot.chat.groups.quiet_hours import QuietHours
from bot.chat.storage.state import State
from tests.chat.conftest import Room
from tests.telegram.client import Group, Private
from tests.telegram.message_parts import buttons, link_of
from tests.telegram.server import BOT
from tests.telegram.shapes import Message

ADMINS_ONLY = "Only the admins of this group can change its settings."
ASK = f"/ask@{BOT['username']}"


@pytest.fixture
def group(room: Room) -> Group:
    """Return a group whose admin is the person who writes."""
    group = Group(room.world)
    group.appoint(group.user)
    return group


async def show(group: Group, text: str = "/settings") -> Message:
    return (await group.reply_to(group.send(text))).message


async def press(group: Group, card: Message, *labels: str) -> Message:
    for label in labels:
        card = await group.press_for_edit(group.user, card, label)
    return card


@contextmanager
def opened(room: Room) -> Iterator[GroupSettings]:
    """Yield what is chosen, as state.db has it."""
    state = State(room.folder, BOT["id"])
    yield GroupSettings(state.settings)
    state.close()


async def test_the_card_shows_what_is_chosen(group: Group) -> None:
    card = await show(group)
    assert card["text"].splitlines() == [
        "My settings in this group:",
        f"In this group I answer {ASK} and replies to my messages.",
        "Quotes in an answer: 1",
        "Language: English",
        "Quiet hours: none",
    ]
    assert buttons(card) == [
        "When I answer", "Quotes", "Language", "Quiet hours", "In private", "✕ Close",
    ]  # fmt: skip


async def test_nobody_else_gets_the_card_or_changes_it(room: Room, group: Group) -> None:
    carl = room.world.user("Carl")
    assert (await group.reply_to(group.send("/settings", user=carl))).message["text"] == ADMINS_ONLY
    card = await show(group, f"/settings{group.mention}")
    for data in ("1|set|quotes|3", "1|set|close", "1|set|language", "1|lang|de|0"):
        toast = await group.toast(group.press(carl, card, data))
        assert toast.startswith("Only the admins of this group")
    assert group.dialog.messages[card["message_id"]]["text"] == card["text"]


async def test_an_anonymous_admin_gets_the_card_and_presses_under_the_own_name(
    room: Room, group: Group
) -> None:
    dora = group.appoint(room.world.user("Dora"), anonymous=True)
    card = (await group.reply_to(group.send_anonymously("/settings"))).message
    page = await group.press_for_edit(dora, card, "Quotes")
    page = await group.press_for_edit(dora, page, "2")
    assert "✓ 2" in buttons(page)


async def test_the_number_of_quotes_is_chosen_in_place(room: Room, group: Group) -> None:
    page = await press(group, await show(group), "Quotes")
    assert buttons(page) == ["✓ 1", "2", "3", "← Back"]
    page = await press(group, page, "3")
    assert buttons(page) == ["1", "2", "✓ 3", "← Back"]
    assert "Quotes in an answer: 3" in (await press(group, page, "← Back"))["text"]
    with opened(room) as settings:
        assert settings.get_quote_count(group.id) == 3


async def test_quiet_hours_are_chosen_in_place(room: Room, group: Group) -> None:
    page = await press(group, await show(group), "Quiet hours")
    assert "time zone UTC" in page["text"]
    assert "✓ No quiet hours" in buttons(page)
    page = await press(group, page, "22:00–7:00")
    assert "✓ 22:00–7:00" in buttons(page)
    with opened(room) as settings:
        assert settings.get_quiet_hours(group.id) == QuietHours(22, 7)
    card = await press(group, page, "← Back")
    assert "Quiet hours: 22:00–7:00 (UTC)" in card["text"]
    await press(group, card, "Quiet hours", "No quiet hours")
    with opened(room) as settings:
        assert settings.get_quiet_hours(group.id) is None


async def test_the_language_is_chosen_in_place_with_a_way_back(group: Group) -> None:
    page = await press(group, await show(group), "Language", "Deutsch")
    assert "✓ Deutsch" in buttons(page)
    way_back = buttons(page)[-1]
    card = await press(group, page, way_back)
    assert "Deutsch" in card["text"]
    assert len(group.answers) == 1


async def test_closing_takes_the_card_away(group: Group) -> None:
    card = await show(group)
    group.press(group.user, card, "1|set|close")
    await group.deletion(card)
    await group.sentinel()
    assert len(group.answers) == 1


async def test_a_double_press_does_no_harm(group: Group) -> None:
    card = await show(group)
    for _ in range(2):
        assert await group.toast(group.press(group.user, card, "1|set|quotes|2")) == ""
    assert "✓ 2" in buttons(group.dialog.messages[card["message_id"]])


@pytest.mark.parametrize(
    "data",
    ["1|set", "1|set|", "1|set|colour", "1|set|quotes|4", "1|set|quiet|7-7", "1|set|when|always",
     "1|set|votes", "1|set|votes|on", "1|set|overview|x"],
)  # fmt: skip
async def test_a_button_of_nothing_on_the_card_is_stale(group: Group, data: str) -> None:
    card = await show(group)
    assert "no longer works" in await group.toast(group.press(group.user, card, data))
    assert group.dialog.messages[card["message_id"]]["text"] == card["text"]


async def test_with_only_ask_mentions_and_replies_are_ignored(idle: Room) -> None:
    idle.world.privacy_mode = False
    async with idle.served():
        group = Group(idle.world)
        group.appoint(group.user)
        page = await press(group, await show(group), "When I answer", "Only /ask")
        assert buttons(page)[0] == "✓ Only /ask"
        assert f"only answer {ASK}" in page["text"]
        group.send(f"{group.mention} Who won the race?")
        group.send("Who won the race?", reply_to=page)
        await group.sentinel()
        assert len(group.answers) == 2


async def test_all_questions_are_answered_where_that_was_chosen(idle: Room) -> None:
    idle.world.privacy_mode = False
    async with idle.served():
        group = Group(idle.world)
        group.appoint(group.user)
        group.send("Who won the race today?")
        await press(group, await show(group), "When I answer", "All questions")
        question = group.send("Who won the race yesterday?")
        assert "race yesterday" in (await group.reply_to(question)).message["text"]
        carl = idle.world.user("Carl")
        before = group.send("I was there", user=carl)
        group.send("Did you see who won?", reply_to=before)
        group.send(f"@{carl['username']} did you see who won?")
        group.send("Who won?")
        group.send("Nobody knows who won")
        await group.sentinel()
        assert len(group.answers) == 3
        assert idle.echo.asked[:-1] == ["Who won the race yesterday?"]


async def test_in_privacy_mode_the_card_says_why_not_all_questions_arrive(group: Group) -> None:
    page = await press(group, await show(group), "When I answer")
    assert buttons(page) == ["Only /ask", "✓ Mentions and replies", "← Back"]
    assert "privacy mode" in page["text"]
    assert "/setprivacy to @BotFather" in page["text"]


async def test_an_admin_gets_all_questions_in_privacy_mode_too(room: Room, group: Group) -> None:
    page = await press(group, await show(group), "When I answer")
    group.promote_bot()
    card = await press(group, page, "← Back")
    page = await press(group, card, "When I answer", "All questions")
    assert "privacy mode" not in page["text"]
    with opened(room) as settings:
        assert settings.get_trigger(group.id) is Trigger.QUESTION
    group.demote_bot()
    page = await press(group, await press(group, page, "← Back"), "When I answer")
    assert "✓ All questions" in buttons(page)
    assert "privacy mode" in page["text"]


async def test_an_admin_changes_a_group_from_a_private_chat(room: Room, group: Group) -> None:
    person = Private(room.world)
    group.appoint(person.user)
    link = link_of(await show(group), "In private")
    assert link == f"https://t.me/{BOT['username']}?start=g-{group.id}"
    card = (await person.reply_to(person.start(link.rpartition("=")[2]))).message
    assert card["text"].startswith("My settings in the group Readers:\nIn this group I answer")
    for label in ("Quotes", "3", "← Back", "Language", "Deutsch", "← Back", "Quiet hours"):
        card = await person.pressed(card, label)
    card = await person.pressed(await person.pressed(card, "0:00–6:00"), "← Back")
    assert card["text"].splitlines()[2:] == [
        "Quotes in an answer: 3", "Language: Deutsch", "Quiet hours: 0:00–6:00 (UTC)",
    ]  # fmt: skip
    with opened(room) as settings:
        assert settings.get_quote_count(group.id) == 3
        assert settings.get_quiet_hours(person.id) is None


async def test_nobody_else_changes_a_group_from_a_private_chat(room: Room, group: Group) -> None:
    person = Private(room.world)
    greeting = (await person.reply_to(person.start(f"g-{group.id}"))).message
    assert greeting["text"].startswith("Hello!")
    for data in (f"1|set|quotes|3|{group.id}", f"1|lang|de|{group.id}"):
        toast = await person.toast(person.press(person.user, greeting, data))
        assert toast.startswith("Only the admins of this group")
    other = Group(room.world)
    other.appoint(group.user)
    card = await show(other)
    toast = await other.toast(other.press(group.user, card, f"1|set|quotes|3|{group.id}"))
    assert toast == ADMINS_ONLY
    with opened(room) as settings:
        assert settings.get_quote_count(group.id) == 1


async def test_in_private_everybody_has_the_own_settings(room: Room) -> None:
    person = Private(room.world)
    card = await person.ask("/settings")
    assert card["text"].splitlines() == ["Your settings:", "Language: English", "Quiet hours: none"]
    assert buttons(card) == ["Language", "Quiet hours", "✕ Close"]
    page = await person.pressed(await person.pressed(card, "Quiet hours"), "0:00–6:00")
    card = await person.pressed(page, "← Back")
    assert "Quiet hours: 0:00–6:00 (UTC)" in card["text"]
    for data in ("1|set|when", "1|set|quotes|2", "1|set|votes|on"):
        assert "no longer works" in await person.toast(person.press(person.user, card, data))
    with opened(room) as settings:
        assert not settings.has_vote_buttons()
