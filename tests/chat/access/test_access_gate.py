"""What somebody gets who is not on the list, and what the admins hear."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import pytest

from bot.chat.access.access_requests import MOST_REPORTS
from bot.chat.access.allow_lists import AllowLists
from bot.chat.admin.notices import Notices
from tests.chat.conftest import Room
from tests.telegram.client import Channel, Group, Private, button, quotes


class Club(Room):
    """A room with a list: an admin, a member, and a group."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.server, room.folder)
        self.admin, self.member = self.private(), self.private()
        self.group = Group(self.world, kind="group")
        self.notices = Notices([self.admin.id])
        self.access = AllowLists(
            frozenset([self.member.id]), frozenset([self.group.id]), frozenset([self.admin.id])
        )

    async def notice(self, number: int = 1) -> str:
        """Return the text of the last of so many notices."""
        await self.world.wait_for(lambda: len(self.admin.answers) >= number, "a notice")
        assert len(self.admin.answers) == number
        return str(self.admin.answers[-1]["text"])


@pytest.fixture
async def club(idle: Room) -> AsyncIterator[Club]:
    club = Club(idle)
    async with club.served():
        yield club


async def test_a_stranger_hears_once_why_and_the_admins_hear_who(club: Club) -> None:
    stranger = Private(club.world, "Mallory")
    refusal = await stranger.ask("Who stole my secret diary?")
    assert str(stranger.id) in refusal["text"]
    assert "private" in refusal["text"]
    notice = await club.notice()
    assert "Mallory (@mallory_" in notice
    assert f"add {stranger.id} to DATELINE_ALLOWED_USERS" in notice
    stranger.send("Hello?")
    stranger.send("/about")
    stranger.edit(stranger.send("And?"), "And now?")
    assert quotes(await club.member.ask("Who won?"))
    await club.admin.ask("Who won?")
    assert len(stranger.answers) == 1
    assert "diary" not in str(club.echo.asked)
    assert club.echo.asked == ["Who won?", "Who won?"]
    assert len(club.admin.answers) == 2


async def test_a_stranger_is_not_named_again_after_a_restart(idle: Room) -> None:
    club = Club(idle)
    stranger = club.private()
    async with club.served():
        await stranger.ask("Who won?")
        await club.notice()
    async with club.served():
        stranger.send("Who won?")
        await club.member.ask("Who won?")
    assert len(stranger.answers) == 1
    assert len(club.admin.answers) == 1


async def test_what_a_stranger_writes_is_in_no_file(club: Club) -> None:
    stranger = club.private()
    stranger.send("my unheard of secret")
    await club.world.wait_for(lambda: stranger.answers, "the refusal")
    files = [file.read_bytes() for file in club.folder.iterdir() if file.is_file()]
    assert files
    assert not any(b"unheard of" in content for content in files)


async def test_a_thousand_strangers_cost_the_admins_a_bounded_number_of_notices(club: Club) -> None:
    strangers = [club.private() for _ in range(MOST_REPORTS + 15)]
    for stranger in strangers:
        stranger.send("Let me in")
    await club.world.wait_for(
        lambda: all(stranger.answers for stranger in strangers), "all refusals"
    )
    assert "More people or groups" in await club.notice(MOST_REPORTS + 1)


async def test_a_hostile_name_is_one_line_of_a_notice(club: Club) -> None:
    stranger = Private(club.world, "Eve")
    stranger.user["first_name"] = "Eve\n\n/corpus \u202eevil " + "x" * 500
    stranger.dialog.chat["first_name"] = stranger.user["first_name"]
    stranger.send("Hello")
    notice = await club.notice()
    assert "\n" not in notice
    assert "\u202e" not in notice
    assert len(notice) < 300


async def test_the_bot_says_goodbye_and_leaves_a_group_that_is_not_on_the_list(club: Club) -> None:
    group = Group(club.world, "Gatecrashers")
    for text in ("/ask Who won?", "/ask And when?", "/ask Who else?"):
        group.send(text)
    await club.world.wait_for(lambda: group.dialog.bot["status"] == "left", "the departure")
    (farewell,) = group.answers
    assert [call.method for call in club.server.calls].count("leaveChat") == 1
    assert str(group.id) in farewell["text"]
    assert f"add {group.id} to DATELINE_ALLOWED_CHATS" in await club.notice()
    assert "Gatecrashers" in await club.notice()
    group.add_bot()
    await club.world.wait_for(lambda: group.dialog.bot["status"] == "left", "the departure")
    assert len(group.answers) == 1
    assert len(club.admin.answers) == 1
    assert club.echo.asked == []


async def test_the_members_of_a_group_on_the_list_are_answered_there_and_not_elsewhere(
    club: Club,
) -> None:
    question = club.group.send("/ask Who won?")
    answer = (await club.group.reply_to(question)).message
    assert quotes(answer)
    visitor = Private(club.world)
    query = club.world.inline(visitor.user, "Who won?")
    cards = await query.answer()
    assert cards.titles == []


async def test_an_allowed_group_that_becomes_a_supergroup_stays_allowed(idle: Room) -> None:
    club = Club(idle)
    async with club.served():
        successor = club.group.migrate()
        assert quotes(await successor.sentinel())
        notice = await club.notice()
        assert f"put {successor.id} in the place of {club.group.id}" in notice
    async with club.served():
        question = successor.send("/ask And when?")
        assert quotes((await successor.reply_to(question)).message)
    assert successor.dialog.bot["status"] != "left"


async def test_an_inline_query_of_a_stranger_gets_a_button_that_says_why(club: Club) -> None:
    stranger = club.private()
    answer = await club.world.inline(stranger.user, "Who won?").answer()
    assert answer.titles == []
    assert "This bot is private" in str(answer.parameters["button"])
    assert str(answer.parameters["is_personal"]).lower() == "true"
    assert quotes((await club.world.guest_message(club.member.user, "Who won?").answer()).message)
    assert len(club.echo.asked) == 1


async def test_a_button_that_a_stranger_presses_does_nothing(idle: Room) -> None:
    club = Club(idle)
    former = Private(club.world)
    open_lists, lists = AllowLists(), club.access
    club.access = open_lists
    async with club.served():
        answer = await former.ask("More, please")
    club.access = lists
    async with club.served():
        data = button(answer, "More")
        toast = await former.toast(former.press(former.user, answer, data))
        assert toast == "This bot is private"
    assert len(former.answers) == 1


async def test_channels_get_no_surprises(club: Club) -> None:
    channel = Channel(club.world)
    channel.change_bot(club.member.user, "administrator")
    await club.member.ask("Who won?")
    assert channel.answers == []
    assert channel.dialog.bot["status"] == "administrator"


async def test_who_is_let_in_later_is_forgotten_as_a_stranger(idle: Room) -> None:
    club = Club(idle)
    stranger = Private(club.world)
    async with club.served():
        await stranger.ask("Who won?")
    club.access = AllowLists(frozenset([stranger.id]))
    async with club.served():
        assert quotes(await stranger.ask("Who won?"))
    with closing(sqlite3.connect(club.folder / "state.db")) as state:
        assert state.execute("SELECT * FROM access_requests").fetchall() == []


async def test_a_state_that_fails_lets_nobody_in_and_repeats_nothing(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("bot.chat.storage.admins.access_store.AccessStore.note_refusal", fail)
    monkeypatch.setattr("bot.chat.storage.admins.access_store.AccessStore.find_refusal", fail)
    stranger = club.private()
    await stranger.ask("Who won?")
    stranger.send("Who won?")
    await club.member.ask("And?")
    assert len(stranger.answers) == 1
    assert club.echo.asked == ["And?"]


async def test_without_a_list_everybody_may_ask(room: Room) -> None:
    assert quotes(await room.private().ask("Who won?"))
    assert room.notices.take() is None
