import asyncio
import json
import logging
from typing import Any

import pytest
from telegram.error import BadRequest, Conflict, NetworkError, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.chat.transport.bot_api_request import BotApiRequest
from bot.chat.transport.inbound.polling import PollingErrorLog, PollingRequest
from tests.telegram.faults import Kind
from tests.telegram.server import Server

MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}
GOOD = {"update_id": 2, "message": MESSAGE}


def parsed(*updates: object) -> list[dict[str, Any]]:
    payload = json.dumps({"ok": True, "result": updates}).encode()
    result: list[dict[str, Any]] = PollingRequest.parse_json_payload(payload)["result"]
    return result


def test_a_readable_update_is_left_as_it_is() -> None:
    assert parsed(GOOD) == [GOOD]


def test_a_broken_update_leaves_its_number_and_the_rest_of_the_batch() -> None:
    broken = {"update_id": 1, "message": {"message_id": 1, "chat": "nowhere"}}
    assert parsed(broken, GOOD) == [{"update_id": 1}, GOOD]


def test_what_has_no_number_is_dropped() -> None:
    assert parsed("junk", {"message": {}}, {"update_id": "7"}, GOOD) == [GOOD]


def test_half_a_surrogate_pair_is_replaced_and_a_whole_one_kept() -> None:
    message = {**MESSAGE, "text": "\ud83d \ude00 🙂"}
    (update,) = parsed({"update_id": 3, "message": message})
    assert update["message"]["text"] == "\ufffd \ufffd 🙂"


@pytest.mark.parametrize("payload", [b"<html>", b"[]", b"\xff"])
def test_an_invalid_response_is_an_error_and_not_in_the_log(
    payload: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(TelegramError):
        PollingRequest.parse_json_payload(payload)
    assert caplog.text == ""


async def test_a_refused_token_is_noticed(server: Server) -> None:
    request = PollingRequest()
    async with request:
        await request.post(f"{server.url}/bot{server.token}/getUpdates")
        assert not request.token_refusal.is_set()
        server.revoke_token()
        assert await request.post(f"{server.url}/bot{server.token}/getUpdates") == []
        assert request.token_refusal.is_set()


async def test_an_hour_without_telegram_ends_within_seconds_of_its_return(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    pauses: list[float] = []

    async def note_pause(seconds: float) -> None:
        pauses.append(seconds)

    async def be_away(*args: object, **kwargs: object) -> tuple[int, bytes]:
        if sum(pauses) < 3600:
            if len(pauses) % 2:
                raise NetworkError("no route")
            return 502, b"<html>"
        return 200, b"[]"

    monkeypatch.setattr(BotApiRequest, "do_request", be_away)
    monkeypatch.setattr(asyncio, "sleep", note_pause)
    assert await PollingRequest().do_request("url", "POST") == (200, b"[]")
    assert max(pauses) <= 10
    assert len(pauses) < 400
    assert caplog.messages[-1] == "Telegram can be reached again."
    assert "it replies with status 502" in caplog.text


async def test_a_conflict_is_waited_out_and_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    codes = [409, 409, 200]

    async def reply(*args: object, **kwargs: object) -> tuple[int, bytes]:
        return codes.pop(0), b"[]"

    async def skip_pause(seconds: float) -> None:
        """Do not wait."""

    monkeypatch.setattr(BotApiRequest, "do_request", reply)
    monkeypatch.setattr(asyncio, "sleep", skip_pause)
    assert await PollingRequest().do_request("url", "POST") == (200, b"[]")
    assert [message for message in caplog.messages if "Another process" in message] == (
        caplog.messages
    )
    assert len(caplog.messages) == 1


async def test_updates_may_be_late_until_all_that_telegram_kept_has_come(server: Server) -> None:
    request = PollingRequest()
    for number in range(150):
        server.world.updates.add_raw({"update_id": number + 1})

    async def poll(offset: int) -> tuple[int, bool]:
        data = RequestData([RequestParameter.from_input("offset", offset)])
        updates = await request.post(f"{server.url}/bot{server.token}/getUpdates", data)
        return len(updates), request.is_catching_up  # type: ignore[arg-type]

    async with request:
        assert await poll(0) == (100, True)
        assert await poll(101) == (50, True)
        assert await poll(151) == (0, False)
        server.faults.add("getUpdates", Kind.DROP)
        assert await poll(151) == (0, True)
        assert await poll(151) == (0, False)


def test_the_same_error_is_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    trouble = PollingErrorLog()
    for _ in range(5):
        trouble(NetworkError("no route"))
    assert caplog.text.count("no route") == 1
    trouble(BadRequest("another"))
    assert "another" in caplog.text


def test_a_second_process_is_named_as_such(caplog: pytest.LogCaptureFixture) -> None:
    PollingErrorLog()(Conflict("terminated by other getUpdates request"))
    assert "Another process fetches this bot's messages" in caplog.text
