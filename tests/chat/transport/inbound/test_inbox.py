import json
import logging
import time
from pathlib import Path

import pytest
from telegram import Bot, Update, User

from bot.chat.monitoring.reception import Reception
from bot.chat.monitoring.service_metrics import ServiceMetrics
from bot.chat.monitoring.service_monitor import ServiceMonitor
from bot.chat.questions.question_log import EVENT
from bot.chat.storage.state import State
from bot.chat.transport.inbound.fairness.queue_limits import QueueLimits
from bot.chat.transport.inbound.inbox import MOST_ATTEMPTS, Inbox
from bot.chat.transport.inbound.lane import Disposition
from bot.chat.transport.inbound.ticket import Ticket
from tests.waiting import wait_for_async


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path, bot=1)


@pytest.fixture
def bot() -> Bot:
    return Bot("1:token")


def update(number: int, text: str = "Who won?", *, chat: int = 5, date: float = 1) -> Update:
    body = {"id": chat, "type": "private"}
    message = {"message_id": number, "date": int(date), "chat": body, "text": text}
    return Update.de_json({"update_id": number, "message": message}, None)


def press(number: int) -> Update:
    user = {"id": 5, "is_bot": False, "first_name": "Ada"}
    query = {"id": "1", "from": user, "chat_instance": "1", "data": "1|x"}
    return Update.de_json({"update_id": number, "callback_query": query}, None)


def in_group(number: int, text: str, bot: Bot) -> Update:
    user = {"id": 5, "is_bot": False, "first_name": "Ada"}
    message = {"message_id": number, "date": 1, "chat": {"id": -5, "type": "group"}, "from": user}
    mentions = [{"type": "mention", "offset": 0, "length": 13}] if text.startswith("@") else []
    body = {**message, "text": text, "entities": mentions}
    return Update.de_json({"update_id": number, "message": body}, bot)


def take(inbox: Inbox) -> Ticket:
    """Return what is passed on next."""
    item = inbox.get_nowait()
    assert isinstance(item, Update)
    ticket = inbox.open(item)
    assert ticket is not None
    return ticket


def read_disposition(inbox: Inbox) -> Disposition:
    return take(inbox).entry.disposition


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
    await inbox.put(update(7, chat=6))
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


async def test_an_update_that_crashes_the_bot_is_set_aside(state: State, bot: Bot) -> None:
    await Inbox(state).put(update(7))
    for _ in range(MOST_ATTEMPTS):
        inbox = Inbox(state)
        assert await inbox.replay(bot) == 1
        assert read_disposition(inbox) == Disposition.HANDLE
        inbox.begin(7)
    inbox = Inbox(state)
    assert await inbox.replay(bot) == 1
    assert read_disposition(inbox) == Disposition.SET_ASIDE


async def test_a_suspect_is_handled_before_the_others_and_alone(state: State, bot: Bot) -> None:
    inbox = Inbox(state)
    for number in (7, 8, 9):
        await inbox.put(update(number, chat=number))
    inbox.begin(8)
    inbox = Inbox(state)
    assert await inbox.replay(bot) == 3
    await inbox.put(update(10, chat=10))
    suspect = take(inbox)
    assert (suspect.entry.id, inbox.qsize()) == (8, 0)
    inbox.begin(8)
    inbox.finish(8)
    inbox.close(suspect)
    assert [take(inbox).entry.id for _ in range(3)] == [7, 9, 10]


async def test_a_suspect_that_waits_for_telegram_keeps_nobody_waiting(
    state: State, bot: Bot
) -> None:
    inbox = Inbox(state)
    for number in (7, 8):
        await inbox.put(update(number, chat=number))
    inbox.begin(7)
    inbox = Inbox(state)
    await inbox.replay(bot)
    assert take(inbox).entry.id == 7
    inbox.begin(7)
    inbox.release(7)
    await wait_for_async(inbox.qsize, "the other")
    assert take(inbox).entry.id == 8


async def test_one_update_of_a_chat_is_passed_on_at_a_time(state: State) -> None:
    inbox = Inbox(state)
    for number in (7, 8):
        await inbox.put(update(number))
    first = take(inbox)
    assert inbox.empty()
    inbox.finish(7)
    inbox.close(first)
    assert take(inbox).entry.id == 8


async def test_the_newest_questions_of_a_chat_are_kept_and_the_others_counted(
    state: State, bot: Bot
) -> None:
    inbox = Inbox(state, QueueLimits(waiting=3, person=1000))
    for number in range(1, 101):
        await inbox.put(update(number))
    tickets = []
    while not inbox.empty():
        ticket = take(inbox)
        tickets.append(ticket)
        inbox.finish(ticket.entry.id)
        inbox.journal.finish_all(ticket.skips)
        inbox.close(ticket)
    assert [ticket.entry.id for ticket in tickets] == [1, 98, 99, 100]
    assert [len(ticket.skips) for ticket in tickets] == [0, 0, 0, 96]
    assert await Inbox(state).replay(bot) == 0


async def test_a_question_that_is_skipped_has_its_line_and_is_counted(
    state: State, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monitor = ServiceMonitor(ServiceMetrics(), Reception())
    inbox = Inbox(state, QueueLimits(waiting=3, person=1000), monitor=monitor)
    for number in range(1, 7):
        await inbox.put(update(number))
    lines = [vars(record) for record in caplog.records if record.msg == EVENT]
    assert [(line["update"], line["outcome"], line["reason"]) for line in lines] == [
        (number, "dropped", "too_many_waiting") for number in (2, 3)
    ]
    assert all(line["queue_ms"] <= line["total_ms"] for line in lines)
    count = 'outcome="dropped",place="private"} 2.0'
    assert count in monitor.metrics.export().decode()


async def test_what_was_skipped_without_a_word_yet_is_skipped_again_after_a_crash(
    state: State, bot: Bot
) -> None:
    inbox = Inbox(state, QueueLimits(waiting=3))
    for number in range(1, 21):
        await inbox.put(update(number))
    inbox = Inbox(state, QueueLimits(waiting=3))
    assert await inbox.replay(bot) == 4
    ids = []
    while not inbox.empty():
        ticket = take(inbox)
        ids.append((ticket.entry.id, len(ticket.skips)))
        inbox.close(ticket)
    assert ids == [(1, 0), (18, 0), (19, 0), (20, 16)]


async def test_what_was_left_is_not_skipped_for_what_comes_then(state: State, bot: Bot) -> None:
    for run in range(5):
        inbox = Inbox(state, QueueLimits(waiting=3))
        await inbox.replay(bot)
        for number in range(3):
            await inbox.put(update(10 * run + number))
    assert await Inbox(state, QueueLimits(waiting=3)).replay(bot) == 15


async def test_an_old_question_that_was_left_is_late_and_an_edit_is_not(
    state: State, bot: Bot
) -> None:
    hour_ago = time.time() - 3600
    await Inbox(state).put(update(7, date=hour_ago))
    edit = json.loads(update(8, date=hour_ago).to_json())
    edit["edited_message"] = edit.pop("message")
    await Inbox(state).put(Update.de_json(edit, None))
    await Inbox(state).put(update(9, date=time.time()))
    inbox = Inbox(state)
    await inbox.replay(bot)
    assert [inbox.tracker.is_late(update(number)) for number in (7, 8, 9)] == [True, False, False]


@pytest.mark.parametrize("is_catching_up", [True, False])
async def test_what_telegram_kept_is_late_only_after_a_pause_of_the_bot(
    state: State, *, is_catching_up: bool
) -> None:
    inbox = Inbox(state, is_catching_up=lambda: is_catching_up)
    await inbox.put(update(7, date=time.time() - 3600))
    await inbox.put(update(8, chat=6, date=time.time() - 300))
    assert inbox.tracker.is_late(update(7)) == is_catching_up
    assert not inbox.tracker.is_late(update(8))


async def test_a_button_that_was_pressed_long_ago_does_nothing_after_a_restart(
    state: State, bot: Bot
) -> None:
    await Inbox(state).put(press(7))
    assert await Inbox(state).replay(bot) == 1
    inbox = Inbox(state, clock=lambda: time.time() + 3600)
    assert await inbox.replay(bot) == 0
    assert list(state.updates.pending()) == []


async def test_what_people_in_a_group_say_among_themselves_is_not_stored(
    state: State, bot: Bot
) -> None:
    bot._bot_user = User(1, "Dateline", is_bot=True, username="dateline_bot")
    inbox = Inbox(state)
    for number, text in enumerate(("Lunch?", "hello all", "@dateline_bot who won?"), start=7):
        await inbox.put(in_group(number, text, bot))
    assert inbox.qsize() == 3
    assert [pending.id for pending in state.updates.pending()] == [9]


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
    has_later = inbox.journal.has_later
    assert (has_later(7, "a"), has_later(8, "b"), has_later(9, "a")) == (True, False, False)
    inbox.finish(9)
    assert not has_later(7, "a")


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


async def test_what_is_not_allowed_is_passed_on_at_once_and_never_stored(state: State) -> None:
    inbox = Inbox(state, QueueLimits(waiting=1, person=1), is_allowed=lambda update: False)
    for number in range(1, 5):
        await inbox.put(update(number))
    assert inbox.qsize() == 4
    assert [inbox.open(update(number)) for number in range(1, 5)] == [None] * 4
    assert not list(state.updates.pending())


async def test_buttons_that_are_not_allowed_wait_for_their_turn_and_are_never_stored(
    state: State,
) -> None:
    inbox = Inbox(state, is_allowed=lambda update: False)
    for number in (1, 2, 2):
        await inbox.put(press(number))
    assert inbox.qsize() == 1
    ticket = inbox.open(press(1))
    assert ticket
    inbox.close(ticket)
    assert inbox.qsize() == 2
    assert not list(state.updates.pending())


def in_channel(number: int) -> Update:
    chat = {"id": -1_001, "type": "channel", "title": "The Wire"}
    post = {"message_id": number, "date": 1, "chat": chat, "sender_chat": chat, "text": "It sank."}
    return Update.de_json({"update_id": number, "channel_post": post}, None)


async def test_posts_of_channels_are_kept_until_they_are_written_and_pass_no_question(
    state: State, bot: Bot
) -> None:
    inbox = Inbox(state, QueueLimits(waiting=2, total=3))
    for number in range(1, 21):
        await inbox.put(in_channel(number))
    await inbox.put(update(30))
    assert inbox.qsize() == 21, "none waits for another"
    assert len([*state.updates.pending()]) == 21
    later = Inbox(state, QueueLimits(waiting=2, total=3))
    assert await later.replay(bot) == 21
    kinds = [take(later).entry.update for _ in range(21)]
    assert sum(bool(each.channel_post) for each in kinds) == 20
    assert [each.update_id for each in kinds if each.message] == [30]


async def test_posts_of_channels_that_are_not_followed_are_not_kept(state: State) -> None:
    inbox = Inbox(state, is_allowed=lambda update: False)
    await inbox.put(in_channel(1))
    assert not [*state.updates.pending()]
