"""Monitored requests: the requests to Telegram, each reported with what came of it."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from telegram.error import NetworkError, TimedOut

from bot.chat.monitoring.monitor import Monitor, RequestFault
from bot.chat.transport.bot_api_request import BotApiRequest
from bot.chat.transport.inbound.polling import PollingRequest
from bot.chat.transport.outbound.retry import RepeatableRequest

Report = Callable[[str, RequestFault | None], None]

_DOWNLOAD = "download"

_FAULTS: Mapping[int, RequestFault] = {
    HTTPStatus.BAD_REQUEST: RequestFault.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED: RequestFault.TOKEN,
    HTTPStatus.FORBIDDEN: RequestFault.FORBIDDEN,
    HTTPStatus.NOT_FOUND: RequestFault.TOKEN,
    HTTPStatus.CONFLICT: RequestFault.CONFLICT,
    HTTPStatus.TOO_MANY_REQUESTS: RequestFault.FLOOD,
}


class ReportingRequest(BotApiRequest):
    """Report each attempt to ``report``: the method, and why it failed.

    It stands below the classes that repeat requests, so that each attempt counts.
    """

    report: Report

    async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """Make the request."""
        # Only files are fetched by GET, and their names are foreign text.
        name = _DOWNLOAD if method == "GET" else url.rpartition("/")[2]

        def report(fault: RequestFault | None) -> None:
            self.report(name, fault)

        try:
            code, payload = await super().do_request(url, method, *args, **kwargs)
        except NetworkError as error:
            is_timeout = isinstance(error, TimedOut)
            report(RequestFault.TIMEOUT if is_timeout else RequestFault.CONNECTION)
            raise
        report(_classify_response(code, payload, is_file=name == _DOWNLOAD))
        return code, payload


class MonitoredRequest(RepeatableRequest, ReportingRequest):
    """The requests that answer people, each attempt reported."""

    def __init__(self, monitor: Monitor) -> None:
        super().__init__()
        self.report = monitor.note_request


class MonitoredPolling(PollingRequest, ReportingRequest):
    """The requests for updates, each attempt reported."""

    def __init__(self, monitor: Monitor) -> None:
        super().__init__()
        self.report = lambda method, fault: monitor.note_contact(fault)


def _classify_response(code: int, payload: bytes, *, is_file: bool) -> RequestFault | None:
    if HTTPStatus.OK <= code < HTTPStatus.MULTIPLE_CHOICES:
        return None if is_file or _is_success(payload) else RequestFault.UNREADABLE
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return RequestFault.SERVER
    return _FAULTS.get(code, RequestFault.OTHER)


def _is_success(payload: bytes) -> bool:
    try:
        response = json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        return False
    return isinstance(response, dict) and response.get("ok") is True
