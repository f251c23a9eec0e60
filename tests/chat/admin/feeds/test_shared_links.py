"""Which messages consist of addresses, and which say something beside them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, MessageEntity

from bot.chat.admin.feeds.shared_links import LinkFilter, find_links


def _write(text: str, *entities: MessageEntity) -> Message:
    chat = Chat(1, Chat.PRIVATE)
    return Message(1, datetime(2026, 3, 3, tzinfo=UTC), chat, text=text, entities=entities)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("example.org/news", ["example.org/news"]),
        ("bbc.com", ["bbc.com"]),
        ("https://wire.example/a?b=1#c", ["https://wire.example/a?b=1#c"]),
        ("<https://wire.example/feed.xml>", ["https://wire.example/feed.xml"]),
        ("Add https://wire.example, please!", ["https://wire.example"]),
        ("füge hinzu: https://wire.example", ["https://wire.example"]),
        ("http://127.0.0.1:8080/rss", ["http://127.0.0.1:8080/rss"]),
        ("http://localhost:8080/rss", ["http://localhost:8080/rss"]),
        ("feed://wire.example/rss", ["https://wire.example/rss"]),
        ("feed:https://wire.example/rss", ["https://wire.example/rss"]),
        ("1. https://a.example\n2. https://b.example/x\n", ["https://a.example", "https://b.example/x"]),
        ("https://a.example\nhttps://www.a.example/", ["https://a.example"]),
        ("(https://a.example)", ["https://a.example"]),
        ("https://xn--bcher-kva.example/ä", ["https://xn--bcher-kva.example/ä"]),
    ],
)  # fmt: skip
def test_a_message_of_addresses_gives_them(text: str, addresses: list[str]) -> None:
    assert list(find_links(_write(text))) == addresses
    assert LinkFilter().filter(_write(text))


@pytest.mark.parametrize(
    "text",
    [
        "What does https://wire.example/a say about Odile Brandt?",
        "why? https://wire.example/a",
        "https://wire.example/a says that the sluice is open",
        "Who opened the sluice",
        "write to ada@wire.example",
        "ada@example.org",
        "3.5",
        "/ask https://wire.example",
        "https://",
        "",
    ],
)
def test_a_message_that_says_something_is_a_question(text: str) -> None:
    assert find_links(_write(text)) == ()


def test_a_link_behind_words_counts_where_it_is_all_of_the_message() -> None:
    link = MessageEntity(MessageEntity.TEXT_LINK, 0, 23, url="https://wire.example/sluice")
    assert find_links(_write("The sluice of Quill ends", link)) == ("https://wire.example/sluice",)
    link = MessageEntity(MessageEntity.TEXT_LINK, 9, 4, url="https://wire.example/sluice")
    assert find_links(_write("Have you read this about the sluice", link)) == ()


@given(st.text(max_size=80))
def test_any_text_gives_addresses_or_none(text: str) -> None:
    assert all("." in link or "://" in link for link in find_links(_write(text)))
