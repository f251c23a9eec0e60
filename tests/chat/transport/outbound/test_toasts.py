import pytest
from telegram import Update

from bot.chat.transport.outbound.toasts import Press, is_answered, show_toast, use_press
from tests.chat.transport.outbound.presser import Presser
from tests.telegram.faults import Kind


def make_press(update: Update) -> Press:
    assert update.callback_query is not None
    return Press(update.callback_query)


async def test_a_button_is_answered_once(presser: Presser) -> None:
    query, update = presser.press()
    with use_press(make_press(update)):
        assert not is_answered(update)
        await show_toast(update, "Done")
        await show_toast(update, "Twice")
        assert is_answered(update)
    assert presser.toasts == {query: "Done"}
    assert presser.calls == 1


async def test_what_is_said_of_another_button_does_not_answer_this(presser: Presser) -> None:
    query, update = presser.press()
    other_query, other = presser.press()
    with use_press(make_press(update)):
        await show_toast(other, "Done")
        assert not is_answered(update)
    assert presser.toasts == {other_query: "Done"}
    assert query != other_query


async def test_what_is_no_button_is_not_answered(presser: Presser) -> None:
    await show_toast(Update(1), "Done")
    assert not is_answered(Update(1))
    assert presser.calls == 0


@pytest.mark.parametrize("kind", [Kind.DROP, Kind.BAD_GATEWAY, Kind.GARBAGE])
async def test_a_broken_connection_leaves_no_button_unanswered(
    presser: Presser, kind: Kind
) -> None:
    presser.server.faults.add("answerCallbackQuery", kind)
    query, update = presser.press()
    await show_toast(update, "Done")
    assert presser.toasts == {query: "Done"}


async def test_a_toast_is_cut_where_telegram_would_refuse_it(presser: Presser) -> None:
    query, update = presser.press()
    await show_toast(update, "é" * 500)
    assert presser.toasts[query] == "é" * 199 + "…"


async def test_a_button_that_telegram_forgot_is_no_error(
    presser: Presser, caplog: pytest.LogCaptureFixture
) -> None:
    query, update = presser.press()
    presser.server.world.callbacks.discard(query)
    await show_toast(update, "Done")
    assert presser.toasts == {}
    assert "WARNING" not in caplog.text
