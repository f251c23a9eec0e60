"""What an update says of a post."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update
from telegram.constants import MessageEntityType

from bot.chat.channels.post_reader import read_post
from tests.chat.channels.posts import CHANNEL, FERRY, SENT, TITLE, make_update
from tests.telegram.origins import (
    origin_of_chat,
    origin_of_hidden_user,
    origin_of_post,
    origin_of_user,
)
from tests.telegram.shapes import utf16_length

OTHER: Any = {"id": -1_003_000_000_002, "type": "channel", "title": "The Wire"}
PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]


def read(**fields: Any) -> Any:
    return read_post(make_update(**fields))


def test_a_text_is_read_with_its_channel_and_moment() -> None:
    post = read(text=FERRY)
    assert (post.update, post.channel, post.number) == (70, CHANNEL, 7)
    assert (post.text, post.moment, post.channel_title, post.edit_time) == (FERRY, SENT, TITLE, 0.0)
    assert (post.origin, post.author, post.album, post.username) == ("", "", "", "")


def test_a_caption_is_the_text_of_a_picture() -> None:
    post = read(caption=FERRY, photo=PHOTO, media_group_id="9")
    assert (post.text, post.album) == (FERRY, "9")


def test_what_is_no_post_is_none() -> None:
    assert read_post(Update(1)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1,
                     "height": 1, "is_animated": False, "is_video": False}},
        {"new_chat_photo": PHOTO},
        {"photo": PHOTO},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
)  # fmt: skip
def test_what_has_no_text_says_none(fields: dict[str, Any]) -> None:
    assert read(**fields).text == ""


def test_an_edit_is_known_by_its_time_and_without_one_all_the_same() -> None:
    assert read(kind="edited_channel_post", text=FERRY, edit_date=99).edit_time == 99.0
    assert read(kind="edited_channel_post", text=FERRY).edit_time > 0
    assert read(text=FERRY, edit_date=99).edit_time == 0.0


def test_a_link_has_the_public_name_or_the_number_of_a_private_channel() -> None:
    chat = {"id": CHANNEL, "type": "channel", "title": TITLE, "username": "harbour"}
    assert read(text=FERRY, chat=chat).url == "https://t.me/harbour/7"
    assert read(text=FERRY).url == "https://t.me/c/3000000001/7"
    assert read(text=FERRY).key == "telegram/3000000001/7"


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        (origin_of_post(OTHER), "The Wire"),
        (origin_of_chat({"id": -5, "type": "supergroup", "title": "Readers"}), "Readers"),
        (origin_of_user({"id": 5, "is_bot": False, "first_name": "Dora"}), "Dora"),
        (origin_of_hidden_user("Eve"), "Eve"),
    ],
)
def test_a_forwarded_post_keeps_its_origin_and_its_moment(origin: Any, name: str) -> None:
    post = read(text=FERRY, forward_origin=origin, author_signature="Finn")
    assert (post.origin, post.author) == (name, "")
    assert post.moment.timestamp() == origin["date"]


def test_a_signature_is_the_author_also_of_what_was_forwarded_with_it() -> None:
    assert read(text=FERRY, author_signature="Finn").author == "Finn"
    origin = {**origin_of_post(OTHER), "author_signature": "Gil"}
    assert read(text=FERRY, forward_origin=origin).author == "Gil"


def bold(text: str, part: str) -> dict[str, Any]:
    offset = utf16_length(text[: text.index(part)])
    return {"type": "bold", "offset": offset, "length": utf16_length(part)}


@pytest.mark.parametrize(
    ("text", "parts", "opening"),
    [
        ("Ferry sinks\nIt sank.", ["Ferry sinks"], "Ferry sinks"),
        ("⚡️🚢 Ferry sinks\nIt sank.", ["Ferry sinks"], "⚡️🚢 Ferry sinks"),
        ("Ferry sinks\nIt sank.", ["Ferry", " sinks"], "Ferry sinks"),
        ("Ferry sinks\nIt sank.", ["sinks"], ""),
        ("⚡️\nFerry sinks\nIt sank.", ["Ferry sinks"], ""),
        ("Ferry sinks\nIt sank.", [], ""),
    ],
)
def test_the_bold_type_at_the_beginning_is_measured(
    text: str, parts: list[str], opening: str
) -> None:
    post = read(text=text, entities=[bold(text, part) for part in parts])
    assert post.text[: post.bold_end].rstrip() == opening


@given(
    st.text(max_size=40),
    st.lists(
        st.fixed_dictionaries(
            {
                "type": st.sampled_from([*MessageEntityType, "some_future_type"]),
                "offset": st.integers(-5, 90),
                "length": st.integers(-5, 90),
            }
        ),
        max_size=6,
    ),
)
def test_any_entities_leave_the_text_as_it_is(text: str, entities: list[dict[str, Any]]) -> None:
    post = read(text=text, entities=entities)
    assert post.text == text
    assert 0 <= post.bold_end <= len(text)
