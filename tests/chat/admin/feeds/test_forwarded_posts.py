"""A forwarded post is an article of its channel, with its day and its link."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, MessageOriginChannel, MessageOriginUser, User

from bot.chat.admin.feeds.forwarded_posts import (
    PostFilter,
    is_news,
    make_record,
    merge_record,
    name_post_file,
    waits_as_post,
)

CHANNEL = Chat(-1001234567890, Chat.CHANNEL, title="The Wire", username="thewire")
SECRET = Chat(-1001234567890, Chat.CHANNEL, title="Hidden News")
DAY = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
NEWS = "The sluice of Quill was opened on Tuesday. It had been closed for eleven years."


def _forward(text: str, channel: Chat = CHANNEL, signature: str | None = None) -> Message:
    origin = MessageOriginChannel(DAY, channel, 7, signature)
    return Message(1, datetime.now(UTC), Chat(1, "private"), text=text, forward_origin=origin)


def test_a_post_keeps_its_channel_its_day_and_its_link() -> None:
    assert make_record(_forward(NEWS)) == {
        "id": "telegram/1234567890/7",
        "title": "",
        "published": "2026-03-03T09:30:00+00:00",
        "source": "The Wire",
        "url": "https://t.me/thewire/7",
        "text": NEWS,
    }


def test_the_link_of_a_private_channel_is_one_for_its_members() -> None:
    assert make_record(_forward(NEWS, SECRET))["url"] == "https://t.me/c/1234567890/7"


def test_the_name_of_who_wrote_a_post_is_not_kept() -> None:
    assert "Odile" not in json.dumps(make_record(_forward(NEWS, signature="Odile Brandt")))


def test_a_first_line_without_a_full_stop_is_the_title() -> None:
    record = make_record(_forward(f"Sluice opens after eleven years\n\n{NEWS}"))
    assert (record["title"], record["text"]) == ("Sluice opens after eleven years", NEWS)
    assert make_record(_forward(f"{NEWS}\nMore soon."))["title"] == ""


@pytest.mark.parametrize(
    "text", ["Good morning!", "https://wire.example/a/b/c/d/e/f/g/h/i/j/k/l", "🔥🔥🔥", "", "?"]
)
def test_a_remark_is_no_news(text: str) -> None:
    assert not is_news(text)
    assert not PostFilter().filter(_forward(text))


def test_what_a_person_wrote_is_no_post() -> None:
    origin = MessageOriginUser(DAY, User(5, "Odile", is_bot=False))
    message = Message(1, DAY, Chat(1, "private"), text=NEWS, forward_origin=origin)
    assert not PostFilter().filter(message)
    assert PostFilter().filter(_forward(NEWS))


def test_what_waits_is_judged_like_what_came() -> None:
    for text in (NEWS, "Hello!"):
        message = _forward(text)
        assert waits_as_post(message.to_dict()) == PostFilter().filter(message)
    assert not waits_as_post({"text": NEWS})
    assert not waits_as_post({"text": NEWS, "forward_origin": None})


def test_the_same_post_twice_is_one_line() -> None:
    record = make_record(_forward(NEWS))
    content = merge_record(merge_record("", record), {**record, "text": "Corrected."})
    assert [json.loads(line)["text"] for line in content.splitlines()] == ["Corrected."]


@given(st.lists(st.text(), max_size=5))
def test_each_post_is_one_line_whatever_it_says(texts: list[str]) -> None:
    content = ""
    for number, text in enumerate(texts):
        content = merge_record(content, {"id": str(number), "text": text})
    lines = content.split("\n")[:-1]
    assert [json.loads(line)["text"] for line in lines] == texts


@given(st.text(max_size=80))
def test_a_channel_of_any_name_gives_a_file_name(title: str) -> None:
    name = name_post_file(Chat(-1001, Chat.CHANNEL, title=title))
    assert name.endswith("-posts.jsonl")
    assert "/" not in name
