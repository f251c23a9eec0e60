"""Webhook receiver: takes the updates that Telegram sends, and answers once they are kept."""

import asyncio
import hmac
import logging
import time
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus

from telegram import Bot, Update
from tornado.web import Application, RequestHandler, stream_request_body

from bot.chat.monitoring.monitor import SILENT, Monitor
from bot.chat.transport.inbound.update_entries import read_entry

_LOGGER = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105

_QUIET_SECONDS = 60.0
_MOST_DIGITS = 12


class WebhookReceiver:
    """Passes what Telegram sends to a queue, whose ``put`` returns when an update is on disk.

    ``responses``: how many requests were answered, by status: 200 for updates that were taken, 403
    for requests without the secret. An update that ``put`` takes is confirmed, also where the disk
    is full and it is in memory only: it is answered from there, and Telegram would go on sending
    it. One that fails is not, and so Telegram sends it again.
    """

    def __init__(
        self,
        bot: Bot,
        updates: "asyncio.Queue[object]",
        path: str,
        secret: str,
        body_limit: int,
        *,
        on_arrival: Callable[[], None] = lambda: None,
        monitor: Monitor = SILENT,
    ) -> None:
        """Take what ``on_arrival`` is called for: each update that was taken."""
        self.path = path
        self.body_limit = body_limit
        self.responses: Counter[int] = Counter()
        self._on_arrival = on_arrival
        self._monitor = monitor
        self._bot = bot
        self._updates = updates
        self._secret = secret.encode()
        self._last_warnings: dict[int, float] = {}

    def make_application(self) -> Application:
        """Return what a server of tornado's serves; nothing of a request is logged."""
        return Application(
            [(r".*", _UpdateHandler, {"receiver": self})], log_function=lambda handler: None
        )

    def has_secret(self, value: str) -> bool:
        """Compare the secret of a request with the right one, in a time that tells nothing."""
        return hmac.compare_digest(value.encode("utf-8", "replace"), self._secret)

    def note_response(self, status: int) -> None:
        """Count a response, and log refusals: each kind at most once a minute."""
        self.responses[status] += 1
        if status < HTTPStatus.BAD_REQUEST:
            return
        self._monitor.note_rejected_request(status)
        moment = time.monotonic()
        if moment - self._last_warnings.get(status, -_QUIET_SECONDS) >= _QUIET_SECONDS:
            self._last_warnings[status] = moment
            _LOGGER.warning(
                "%s (%d so far since the start).", self._explain(status), self.responses[status]
            )

    async def take(self, body: bytes) -> HTTPStatus:
        """Keep the update that a body is, and return the status to answer with."""
        entry = read_entry(body.decode("utf-8", "replace"))
        if entry is None:
            return HTTPStatus.BAD_REQUEST
        try:
            await self._updates.put(Update.de_json(entry, self._bot))
        except Exception:
            # Tornado would log the request.
            _LOGGER.exception("Update %d could not be taken.", entry["update_id"])
            return HTTPStatus.INTERNAL_SERVER_ERROR
        self._on_arrival()
        return HTTPStatus.OK

    def _explain(self, status: int) -> str:
        match status:
            case HTTPStatus.FORBIDDEN:
                return "The webhook refused a request without the secret that Telegram sends"
            case HTTPStatus.NOT_FOUND:
                return (
                    "The webhook refused a request for another path than that of "
                    "DATELINE_WEBHOOK_URL; a proxy must pass the path on as it is"
                )
            case HTTPStatus.INTERNAL_SERVER_ERROR:
                return "The webhook could not take an update, which Telegram will send again"
        return f"The webhook refused a request that is none of Telegram's, with status {status}"


@stream_request_body
class _UpdateHandler(RequestHandler):
    """Checks the headers of a request first: of a refused one, nothing is kept in memory.

    Its body is read all the same, up to the limit: a proxy that could not get rid of it would
    report a broken connection instead of the refusal.
    """

    SUPPORTED_METHODS = ("POST",)

    def initialize(self, receiver: WebhookReceiver) -> None:
        self._receiver = receiver
        self._body = bytearray()
        self._status = HTTPStatus.OK

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Content-Type", "text/plain; charset=utf-8")

    def prepare(self) -> None:
        self._status = self._check_headers()
        if self._status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            self._end(self._status)

    def data_received(self, chunk: bytes) -> None:
        if self._status == HTTPStatus.OK:
            self._body += chunk

    async def post(self) -> None:
        if self._status == HTTPStatus.OK:
            self._status = await self._receiver.take(bytes(self._body))
        self._end(self._status)

    def write_error(self, status_code: int, **_: object) -> None:
        self._end(HTTPStatus(status_code))

    def on_finish(self) -> None:
        self._receiver.note_response(self.get_status())

    def _check_headers(self) -> HTTPStatus:
        headers = self.request.headers
        length = headers.get("Content-Length", "0")
        if len(length) > _MOST_DIGITS or (
            length.isdecimal() and int(length) > self._receiver.body_limit
        ):
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if self.request.path != self._receiver.path:
            return HTTPStatus.NOT_FOUND
        if not self._receiver.has_secret(headers.get(SECRET_HEADER, "")):
            return HTTPStatus.FORBIDDEN
        if headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        return HTTPStatus.OK

    def _end(self, status: HTTPStatus) -> None:
        self.set_status(status)
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.set_header("Allow", "POST")
        if not self._finished:
            self.finish()
