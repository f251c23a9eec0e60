from collections.abc import Iterator
from typing import Any, cast

import pytest
from telegram import Update
from telegram.error import NetworkError

from bot.chat.rich_text import Reply
from bot.chat.transport.inbound.fairness.queue_notices import QueueNotices
from bot.chat.transport.inbound.ticket import Excess
from bot.chat.transport.outbound.delivery import Delivery

ADA = {"id": 5, "is_bot": False, "first_name": "Ada"}


class Sender:
    """Notes what is sent."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.is_broken = False

    async def send(self, update: Update, reply: Reply) -> int:
        if self.is_broken:
            raise NetworkError("no route")
        self.texts.append(reply.text)
        return 1


@pytest.fixture
def sender() -> Iterator[Sender]:
    yield Sender()


def make(sender: Sender, seconds: list[float] | None = None) -> QueueNotices:
    times = seconds or [0.0]
    return QueueNotices(cast("Delivery", sender), lambda: times[0])


def message(chat: int = 5, person: int = 5, **body: Any) -> Update:
    kind = "private" if chat == person else "group"
    base = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": kind, "title": "Readers"}}
    body = body or {"text": "Who?"}
    content = {**base, "from": {**ADA, "id": person}, **body}
    return Update.de_json({"update_id": 7, "message": content}, None)


async def test_skipped_messages_are_counted_in_one_line(sender: Sender) -> None:
    for count in (1, 4980):
        await make(sender).tell_skips(message(), count)
    assert sender.texts[0].startswith("I skipped 1 earlier message, because")
    assert sender.texts[1].startswith("I skipped 4,980 earlier messages, because")
    assert not any("\n" in text for text in sender.texts)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "in a moment"), (39, "in a moment"), (41, "in about a minute"), (89, "in about a minute"),
     (100, "in about 2 minutes"), (175, "in about 3 minutes")],
)  # fmt: skip
async def test_who_waits_is_told_about_how_long(sender: Sender, seconds: float, words: str) -> None:
    await make(sender).tell_wait(message(), seconds)
    assert sender.texts == [f"Many people are asking just now: your answer comes {words}."]


async def test_a_person_in_a_chat_is_told_once_in_a_while(sender: Sender) -> None:
    seconds = [0.0]
    notices = make(sender, seconds)
    for seconds[0], chat, person in (
        (0.0, 5, 5), (299.0, 5, 5), (299.0, -9, 5), (299.0, -9, 6), (299.0, -9, 6), (301.0, 5, 5),
    ):  # fmt: skip
        await notices.tell_wait(message(chat, person), 60)
    assert len(sender.texts) == 4


async def test_a_press_of_a_button_is_told_nothing_of_waiting(sender: Sender) -> None:
    press = {"id": "1", "from": ADA, "chat_instance": "1", "data": "1|x"}
    update = Update.de_json({"update_id": 7, "callback_query": press}, None)
    await make(sender).tell_wait(update, 60)
    await make(sender).tell_set_aside(update)
    assert sender.texts == []


async def test_excess_is_said_in_a_calm_line(sender: Sender) -> None:
    for excess in Excess:
        await make(sender).tell_excess(message(), excess)
    assert [text.partition(", so")[0] for text in sender.texts] == [
        "That is a lot of questions at once", "This group asks a lot at once",
    ]  # fmt: skip


async def test_a_notice_that_cannot_be_sent_is_only_logged(
    sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    sender.is_broken = True
    await make(sender).tell_set_aside(message())
    assert "was not sent: no route" in caplog.text
