from pathlib import Path

from bot.reading.records.telegram_channel import NO_CHANNEL
from tests.reading.records.record_files import (
    list_reasons,
    list_remarks,
    read_articles,
    read_value,
)

POST = {
    "id": 5,
    "type": "message",
    "date": "2026-01-07T18:30:00",
    "date_unixtime": "1767807000",
    "from_id": "channel1234567890",
    "text": [{"type": "bold", "text": "Harbour opens"}, "\n\nThe harbour opened again."],
}
CHANNEL = {"name": "The Gazette", "type": "public_channel", "id": 1234567890}


def test_a_post_is_an_article_of_its_channel(tmp_path: Path) -> None:
    (article,) = read_articles(tmp_path, {**CHANNEL, "messages": [POST]})
    assert (article.title, article.source) == ("Harbour opens", "The Gazette")
    assert article.url == "https://t.me/c/1234567890/5"
    assert article.instant is not None
    assert article.instant.isoformat() == "2026-01-07T18:30:00+01:00"
    assert article.text[article.body :].strip() == "The harbour opened again."


def test_what_has_no_text_is_no_article(tmp_path: Path) -> None:
    others: list[dict[str, object]] = [
        {**POST, "type": "service", "action": "pin_message"},
        {**POST, "text": ""},
        {**POST, "text": "", "poll": {"question": "Which?"}},
        {**POST, "text": [], "photo": "a.jpg"},
    ]
    assert len(read_articles(tmp_path, {**CHANNEL, "messages": [*others, POST]})) == 1
    assert list_reasons(read_value(tmp_path, {**CHANNEL, "messages": others})) == [
        "it has no post in it"
    ]


def test_a_chat_between_people_is_refused(tmp_path: Path) -> None:
    chat = {"name": "Ann", "type": "personal_chat", "id": 7, "messages": [POST]}
    assert list_reasons(read_value(tmp_path, chat)) == [NO_CHANNEL]
    group = {"type": "public_supergroup", "messages": [{**POST, "from_id": "user5"}]}
    assert list_reasons(read_value(tmp_path, {**CHANNEL, **group})) == [NO_CHANNEL]


def test_the_channels_of_an_account_are_read(tmp_path: Path) -> None:
    post = {**POST, "forwarded_from": "Herald"}
    chats = [
        {"name": "Ann", "type": "personal_chat", "messages": [POST]},
        {**CHANNEL, "messages": [post]},
    ]
    findings = read_value(tmp_path, {"chats": {"list": chats}})
    assert list_reasons(findings) == [NO_CHANNEL]
    assert list_remarks(findings) == ["1 of its posts were forwarded from elsewhere"]
    assert len(findings) == 3
