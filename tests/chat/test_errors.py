"""What a person reads of a failure; the rest is in the log."""

import pytest
from telegram.error import NetworkError

from tests.chat.conftest import Room


@pytest.mark.parametrize("error", [ZeroDivisionError(), NetworkError("cut off")])
async def test_a_failure_is_a_calm_line_with_the_number_of_the_incident(
    room: Room, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def fail(question: str) -> None:
        raise error

    room.echo.before = fail
    text = (await room.private().ask("Who won?"))["text"]
    name = text.partition("(incident ")[2].rstrip(").")
    assert f"[incident {name}]" in caplog.text
    assert "Traceback" not in text
