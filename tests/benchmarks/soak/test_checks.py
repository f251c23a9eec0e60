from benchmarks.soak.checks import (
    count_occasions,
    count_repeats,
    find_disorder,
    find_excess,
    find_haste,
    find_impatience,
    find_losses,
    list_reasons,
)
from benchmarks.soak.journal import Arrival, Journal, Request, RequestKind, Write
from tests.telegram.calls import Call
from tests.telegram.faults import Kind

CHAT, PERSON, GROUP = 7, 7, -1007


def ask(
    journal: Journal,
    at: float,
    message: int = 0,
    kind: RequestKind = RequestKind.QUESTION,
    chat: int = CHAT,
    person: int = PERSON,
    query: str = "",
) -> Request:
    update = len(journal.requests) + 1
    request = Request(kind, "chaos", at, update, chat, person, message or update, query)
    journal.add(request)
    return request


def send(
    journal: Journal, at: float, reply_to: int = 0, chat: int = CHAT, number: int = 90
) -> None:
    message: dict[str, object] = {"chat": {"id": chat}, "message_id": number, "text": "It rained."}
    if reply_to:
        message["reply_to_message"] = {"message_id": reply_to}
    journal.note_call(at, Call("sendMessage", {}), message)


def test_a_question_without_an_answer_is_lost_and_its_history_is_told() -> None:
    journal = Journal()
    ask(journal, 10)
    lost = ask(journal, 11)
    journal.note_delivery(12, [1, 2])
    send(journal, 13, reply_to=1)
    journal.kills.append(14)
    lines = list(find_losses(journal))
    assert len(lines) == 1
    assert f"update {lost.update}:" in lines[0]
    assert "1.00 s fetched" in lines[0]
    assert "3.00 s the bot was killed" in lines[0]
    assert journal.count_waiting() == 1


def test_an_answer_that_quotes_nothing_is_for_what_waits_longest_of_what_was_fetched() -> None:
    journal = Journal()
    first, second = ask(journal, 1), ask(journal, 2)
    journal.note_delivery(3, [1])
    send(journal, 4)
    send(journal, 5)
    assert (len(first.arrivals), len(second.arrivals)) == (2, 0)
    journal.note_delivery(6, [2])
    send(journal, 7)
    assert (len(first.arrivals), len(second.arrivals)) == (2, 1)


def test_an_edited_question_is_answered_by_a_change_of_its_answer() -> None:
    journal = Journal()
    question = ask(journal, 1, message=50)
    send(journal, 2, reply_to=50, number=51)
    edit = ask(journal, 3, message=50, kind=RequestKind.EDIT)
    other = Call("editMessageText", {"chat_id": CHAT, "message_id": 49, "text": "No."})
    journal.note_call(4, other, {})
    assert not edit.arrivals
    call = Call("editMessageText", {"chat_id": CHAT, "message_id": 51, "text": "It snowed."})
    journal.note_call(5, call, None)
    assert [arrival.at for arrival in edit.arrivals] == [5]
    assert len(question.arrivals) == 1


def test_repeats_are_counted_against_kills_and_cut_connections_of_their_own_time() -> None:
    journal = Journal()
    ask(journal, 1)
    for at in (2, 3):
        send(journal, at, reply_to=1)
    assert count_repeats(journal) == 1
    assert count_occasions(journal) == 0
    assert len(list(find_excess(journal))) == 1
    journal.note_fault(9, "sendMessage", Kind.CUT)
    journal.note_fault(2, "getUpdates", Kind.CUT)
    journal.note_fault(2, "sendMessage", Kind.BAD_GATEWAY)
    assert count_occasions(journal) == 1
    assert len(list(find_excess(journal))) == 1
    journal.kills.append(2.5)
    assert list(find_excess(journal)) == []
    assert count_occasions(journal) == 2


def test_a_message_that_nobody_asked_for_counts_as_a_repeat() -> None:
    journal = Journal()
    send(journal, 1)
    assert count_repeats(journal) == 1


def test_order_is_that_of_each_person_in_each_chat() -> None:
    journal = Journal()
    for person in (1, 1, 2):
        ask(journal, 1, chat=GROUP, person=person)
    for at, message in ((2, 3), (3, 1), (4, 2)):
        send(journal, at, reply_to=message, chat=GROUP)
    assert list(find_disorder(journal)) == []
    ask(journal, 5, chat=GROUP, person=2)
    ask(journal, 6, chat=GROUP, person=2)
    send(journal, 7, reply_to=5, chat=GROUP)
    send(journal, 8, reply_to=4, chat=GROUP)
    assert list(find_disorder(journal)) == ["update 5 was answered before update 4"]


def test_a_message_within_a_pause_that_telegram_asked_for_is_a_breach_unless_the_bot_died() -> None:
    journal = Journal()
    journal.note_fault(10, "sendMessage", Kind.FLOOD, 3, CHAT)
    journal.writes += [
        Write(11, "sendMessage", CHAT + 1),
        Write(12, "sendMessage", CHAT),
        Write(13.1, "sendMessage", CHAT),
    ]
    assert list(find_impatience(journal)) == ["sendMessage 2.0 s after a 429 for 3 s"]
    journal.kills.append(10.1)
    assert list(find_impatience(journal)) == []


def test_a_chat_bears_three_messages_in_three_seconds_and_a_group_twenty_in_a_minute() -> None:
    journal = Journal()
    journal.writes += [Write(at, "sendMessage", CHAT) for at in (1, 1, 1, 4)]
    journal.writes += [Write(at * 2.5, "sendMessage", GROUP) for at in range(21)]
    assert list(find_haste(journal)) == [f"21 messages in 50.00 s in chat {GROUP}"]
    journal.writes.append(Write(4.1, "sendMessage", CHAT))
    journal.writes.append(Write(5, "sendMessage", CHAT))
    assert len(list(find_haste(journal))) == 1
    journal.writes.append(Write(5.1, "sendMessage", CHAT))
    assert f"4 messages in 1.10 s in chat {CHAT}" in list(find_haste(journal))


def test_only_an_inline_query_over_a_fault_has_a_reason_for_no_answer() -> None:
    journal = Journal()
    ask(journal, 1, kind=RequestKind.QUERY, query="9")
    ask(journal, 1)
    assert len(list(find_losses(journal))) == 2
    journal.kills.append(2)
    assert ["question in private" in line for line in find_losses(journal)] == [True]
    assert len(list_reasons(journal)) == 1


def test_the_first_answer_alone_is_told_to_whoever_watches() -> None:
    answers: list[Request] = []
    journal = Journal(answers.append)
    request = ask(journal, 1, kind=RequestKind.PRESS, query="q")
    for at in (2, 3):
        journal.note_call(at, Call("answerCallbackQuery", {"callback_query_id": "q"}), True)
    assert answers == [request]
    assert request.latency == 1
    assert request.arrivals == [Arrival(2), Arrival(3)]
