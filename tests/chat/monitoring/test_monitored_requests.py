"""Each attempt at a request is reported, with what came of it."""

import asyncio
from contextlib import suppress

import pytest
from telegram.error import TelegramError
from telegram.request import RequestData

from bot.chat.monitoring.monitor import Monitor, RequestFault
from bot.chat.monitoring.monitored_requests import MonitoredPolling, MonitoredRequest
from tests.telegram.faults import Kind
from tests.telegram.server import Server
from tests.waiting import wait_for_async


class Recorder(Monitor):
    """Keeps what is reported of requests."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, RequestFault | None]] = []
        self.contacts: list[RequestFault | None] = []

    def note_request(self, method: str, fault: RequestFault | None) -> None:
        self.requests.append((method, fault))

    def note_contact(self, fault: RequestFault | None = None) -> None:
        self.contacts.append(fault)


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        (Kind.DROP, RequestFault.CONNECTION),
        (Kind.BAD_GATEWAY, RequestFault.SERVER),
        (Kind.FLOOD, RequestFault.FLOOD),
        (Kind.GARBAGE, RequestFault.UNREADABLE),
        (Kind.HOLD, RequestFault.TIMEOUT),
    ],
)
async def test_a_failure_is_reported_by_its_kind(
    server: Server, kind: Kind, fault: RequestFault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as the bot does
    recorder = Recorder()
    server.faults.add("getMe", kind, seconds=9)
    url = f"{server.url}/bot{server.token}/getMe"
    async with MonitoredRequest(recorder) as request:
        with pytest.raises(TelegramError):
            await request.post(url, read_timeout=0.3)
        await request.post(url)
    assert recorder.requests == [("getMe", fault), ("getMe", None)]


@pytest.mark.parametrize(
    ("chat", "fault"), [(5, RequestFault.BAD_REQUEST), (None, RequestFault.FORBIDDEN)]
)
async def test_a_refusal_is_reported_by_its_kind(
    server: Server, chat: int | None, fault: RequestFault
) -> None:
    recorder = Recorder()
    chat = chat or server.world.open_elsewhere().chat["id"]
    async with MonitoredRequest(recorder) as request:
        url = f"{server.url}/bot{server.token}/sendMessage"
        with pytest.raises(TelegramError):
            await request.post(url, _parameters(chat_id=chat, text="x"))
    assert recorder.requests == [("sendMessage", fault)]


def _parameters(**values: object) -> RequestData:
    from telegram.request._requestparameter import RequestParameter

    return RequestData([RequestParameter.from_input(name, value) for name, value in values.items()])


async def test_a_file_has_no_series_of_its_own(server: Server) -> None:
    recorder = Recorder()
    server.world.files["secret name.txt"] = b"content"
    async with MonitoredRequest(recorder) as request:
        url = f"{server.url}/file/bot{server.token}/documents/secret name.txt"
        assert await request.retrieve(url) == b"content"
    assert recorder.requests == [("download", None)]


async def test_a_poll_goes_on_until_telegram_is_back_and_each_attempt_is_reported(
    server: Server,
) -> None:
    recorder = Recorder()
    url = f"{server.url}/bot{server.token}/getUpdates"
    async with MonitoredPolling(recorder) as polling:
        await polling.post(url)
        server.faults.add("getUpdates", Kind.BAD_GATEWAY)
        server.faults.add("getUpdates", Kind.DROP)
        assert await polling.post(url) == []
    assert recorder.contacts == [None, RequestFault.SERVER, RequestFault.CONNECTION, None]


async def test_a_poll_that_is_given_up_is_no_success(server: Server) -> None:
    recorder = Recorder()
    fault = server.faults.add("getUpdates", Kind.HOLD)
    async with MonitoredPolling(recorder) as polling:
        poll = asyncio.create_task(polling.post(f"{server.url}/bot{server.token}/getUpdates"))
        await wait_for_async(lambda: fault.struck, "the poll")
        poll.cancel()
        with suppress(asyncio.CancelledError):
            await poll
    assert recorder.contacts == []
