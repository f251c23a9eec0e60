from tests.chat.conftest import Room
from tests.telegram import compose
from tests.telegram.client import Group


async def test_what_is_not_text_gets_one_polite_line_in_private(room: Room) -> None:
    person = room.private()
    for message in (
        compose.sticker(person.user),
        compose.voice(person.user),
        compose.photo(person.user),
        compose.photo(person.user, caption="Who won?"),
    ):
        reply = await person.answer_to(person.post(message))
        assert reply["text"] == "I can only read text: please write me your question."


async def test_an_album_gets_one_line_for_all_its_photos(room: Room) -> None:
    person = room.private()
    for _ in range(4):
        person.post(compose.photo(person.user, album="holiday"))
    await person.ask("Who won?")
    assert len(person.answers) == 2


async def test_a_photo_in_a_group_is_nobodys_business(room: Room) -> None:
    group = Group(room.world)
    group.post(compose.photo(group.user))
    await group.sentinel()
    assert len(group.answers) == 1


async def test_a_caption_can_address_the_bot_in_a_group(room: Room) -> None:
    group = Group(room.world)
    asked = group.post(compose.photo(group.user, caption=f"{group.mention} who is this?"))
    assert "who is this?" in (await group.reply_to(asked)).message["text"]
