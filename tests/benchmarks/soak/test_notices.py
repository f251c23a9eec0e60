from typing import Any, cast

from telegram import Update

from benchmarks.soak.journal import Journal, Request, RequestKind
from benchmarks.soak.notices import Notice, count_skips, find_notice, is_failure
from bot.chat.executor import TOO_SLOW, UNAVAILABLE
from bot.chat.rich_text import Reply
from bot.chat.transport.inbound.fairness.queue_notices import QueueNotices
from bot.chat.transport.inbound.ticket import Excess
from bot.chat.transport.outbound.delivery import Delivery
from tests.telegram.calls import Call


class Recorder:
    """Takes the place of what sends messages, and keeps their texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def send(self, update: Update, reply: Reply) -> int | None:
        self.texts.append(reply.text)
        return 1


def make_update(**values: object) -> Update:
    message = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "text": "Why?"}
    return Update.de_json({"update_id": 1, "message": message, **values}, cast(Any, None))


async def test_what_the_bot_says_of_waiting_questions_is_told_from_answers() -> None:
    recorder = Recorder()
    for seconds in (10, 60, 300):
        # Each person is told once in a while.
        await QueueNotices(cast(Delivery, recorder)).tell_wait(make_update(), seconds)
    notices = QueueNotices(cast(Delivery, recorder))
    await notices.tell_excess(make_update(), Excess.PERSON)
    await notices.tell_excess(make_update(), Excess.GROUP)
    for count in (1, 1200):
        await notices.tell_skips(make_update(), count)
    kinds = [Notice.WAIT] * 3 + [Notice.EXCESS, Notice.GROUP_EXCESS] + [Notice.SKIP] * 2
    assert [find_notice(text) for text in recorder.texts] == kinds
    assert [count_skips(text) for text in recorder.texts[-2:]] == [1, 1200]
    user = {"id": 7, "is_bot": False, "first_name": "Ada"}
    query = {"id": "1", "from": user, "chat_instance": "1", "data": "x"}
    await notices.tell_set_aside(make_update(message=None, callback_query=query))
    await notices.tell_set_aside(make_update())
    # Without a message there is no chat to write to.
    assert [is_failure(text) for text in recorder.texts[7:]] == [True]
    assert find_notice(recorder.texts[-1]) is None


def test_what_only_says_that_something_failed_is_a_failure() -> None:
    assert is_failure("Something went wrong (incident 5d0c2a91).")
    assert is_failure(TOO_SLOW)
    assert is_failure(UNAVAILABLE)
    assert not is_failure("A serious incident closed the harbour.")
    assert find_notice("Many people saw it.") is None


def test_a_notice_is_no_answer_and_what_is_skipped_has_a_reason() -> None:
    journal = Journal()
    requests = [
        Request(kind, "chaos", 1, number, 7, 7, number, query)
        for number, kind, query in (
            (1, RequestKind.QUESTION, ""),
            (2, RequestKind.QUESTION, ""),
            (3, RequestKind.PRESS, "q"),
        )
    ]
    for request in requests:
        journal.add(request)
    journal.note_delivery(2, [1, 2, 3])

    def send(text: str) -> None:
        message = {"chat": {"id": 7}, "message_id": 90, "text": text}
        journal.note_call(3, Call("sendMessage", {}), message)

    send("Many people are asking just now: your answer comes in a moment.")
    assert len(journal.open) == 3
    send("I skipped 1 earlier message, because too many came at once; please ask again.")
    send("I could not do what this button does: I stopped twice while I was working on it.")
    assert [bool(request.reason) for request in requests] == [True, False, True]
    send("It rained.")
    assert [len(request.arrivals) for request in requests] == [0, 1, 0]
    assert journal.open == {}
    assert len(journal.notices) == 3
