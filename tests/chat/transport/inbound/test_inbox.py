import json
from pathlib import Path

import pytest
from telegram import Bot, Update

from bot.chat.storage.state import State
from bot.chat.transport.inbound.inbox import MOST_ATTEMPTS, Inbox


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path, bot=1)


@pytest.fixture
def bot() -> Bot:
    return Bot("1:token")


def update(number: int, text: str = "Who won?") -> Update:
    chat = {"id": 5, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": chat, "text": text}
    return Update.de_json({"update_id": number, "message": message}, None)


async def test_an_update_is_on_disk_before_it_is_passed_on(state: State) -> None:
    inbox = Inbox(state)
    await inbox.put(update(7))
    (pending,) = state.updates.pending()
    assert json.loads(pending.body)["message"]["text"] == "Who won?"
    assert inbox.qsize() == 1


async def test_the_same_update_is_passed_on_once(state: State) -> None:
    inbox = Inbox(state)
    await inbox.put(update(7))
    await inbox.put(update(7))
    assert inbox.qsize() == 1


async def test_a_smaller_number_after_a_larger_one_is_new(state: State) -> None:
    inbox = Inbox(state)
    await inbox.put(update(900))
    await inbox.put(update(7))
    assert inbox.qsize() == 2


async def test_other_objects_are_passed_on_without_being_stored(state: State) -> None:
    inbox = Inbox(state)
    await inbox.put("stop")
    assert inbox.get_nowait() == "stop"
    assert list(state.updates.pending()) == []


async def test_what_was_not_handled_comes_again_whole(state: State, bot: Bot) -> None:
    await Inbox(state).put(update(7, "Wer gewann? 🏆 من"))
    again = Inbox(state)
    assert await again.replay(bot) == 1
    restored = again.get_nowait()
    assert isinstance(restored, Update)
    assert restored == update(7)
    assert restored.message is not None
    assert restored.message.text == "Wer gewann? 🏆 من"


async def test_what_was_handled_does_not_come_again(state: State, bot: Bot) -> None:
    inbox = Inbox(state)
    await inbox.put(update(7))
    inbox.begin(7)
    inbox.finish(7)
    assert await Inbox(state).replay(bot) == 0


async def test_an_update_that_was_being_handled_comes_again(state: State, bot: Bot) -> None:
    inbox = Inbox(state)
    await inbox.put(update(7))
    inbox.begin(7)
    assert await Inbox(state).replay(bot) == 1


async def test_an_update_that_crashes_the_bot_is_dropped(state: State, bot: Bot) -> None:
    await Inbox(state).put(update(7))
    for _ in range(MOST_ATTEMPTS):
        inbox = Inbox(state)
        assert await inbox.replay(bot) == 1
        inbox.begin(7)
    assert await Inbox(state).replay(bot) == 0


async def test_an_orderly_stop_does_not_count_as_an_attempt(state: State, bot: Bot) -> None:
    await Inbox(state).put(update(7))
    for _ in range(MOST_ATTEMPTS + 2):
        inbox = Inbox(state)
        assert await inbox.replay(bot) == 1
        inbox.begin(7)
        inbox.release(7)


async def test_a_stored_update_that_cannot_be_read_is_dropped_and_logged(
    state: State, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    state.updates.add(7, "{broken")
    state.updates.add(8, '["no update"]')
    assert await Inbox(state).replay(bot) == 0
    assert caplog.text.count("cannot be read and is dropped") == 2


async def test_a_full_disk_holds_no_question_up(
    state: State, caplog: pytest.LogCaptureFixture
) -> None:
    state.close()
    inbox = Inbox(state)
    await inbox.put(update(7))
    inbox.begin(7)
    inbox.finish(7)
    assert inbox.qsize() == 1
    assert "is the disk full?" in caplog.text


async def test_a_later_file_of_an_album_is_expected_until_it_is_handled(state: State) -> None:
    inbox = Inbox(state)
    for number, album in ((7, "a"), (8, "b"), (9, "a")):
        chat = {"id": 5, "type": "private"}
        message = {"message_id": number, "date": 1, "chat": chat, "media_group_id": album}
        await inbox.put(Update.de_json({"update_id": number, "message": message}, None))
    await inbox.put(update(10))
    assert (inbox.has_later(7, "a"), inbox.has_later(8, "b"), inbox.has_later(9, "a")) == (
        True, False, False,
    )  # fmt: skip
    inbox.finish(9)
    assert not inbox.has_later(7, "a")


async def test_an_inline_query_is_passed_on_and_never_stored(state: State, bot: Bot) -> None:
    inbox = Inbox(state)
    query = {
        "id": "1",
        "from": {"id": 7, "is_bot": False, "first_name": "Ada"},
        "query": "Who won?",
    }
    update = Update.de_json({"update_id": 7, "inline_query": {**query, "offset": ""}}, None)
    await inbox.put(update)
    assert inbox.get_nowait() is update
    assert list(state.updates.pending()) == []
    assert await Inbox(state).replay(bot) == 0
