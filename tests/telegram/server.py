"""A strict Bot API server on loopback: it refuses what Telegram refuses, in its words."""

import asyncio
import json
import socket
import time
import weakref
from collections.abc import Mapping
from contextlib import suppress

from aiohttp import web

from tests.telegram import faults
from tests.telegram.calls import METHODS, Attached, Call
from tests.telegram.chats import Chats
from tests.telegram.edits import Edits
from tests.telegram.faults import Fault, Faults, Kind
from tests.telegram.inline import Inline
from tests.telegram.media import Media
from tests.telegram.messages import Messages
from tests.telegram.polling import Polling
from tests.telegram.profile import Profile
from tests.telegram.queries import Queries
from tests.telegram.reactions import Reactions
from tests.telegram.refusals import MalformedError, RefusalError, bad_request, too_many_requests
from tests.telegram.shapes import User
from tests.telegram.webhook import Webhook
from tests.telegram.world import World

BOT: User = {
    "id": 987654321,
    "is_bot": True,
    "first_name": "Dateline",
    "username": "dateline_test_bot",
}
TOKEN = f"{BOT['id']}:AAtest_token-that-no_bot-ever-had_0000"


class Server:
    """The HTTP side: tokens, requests, faults. ``violations`` is what a test wants empty.

    Without ``privacy`` mode the bot gets every message of its groups; without ``inline`` mode
    nobody can write to it in other chats.
    """

    def __init__(
        self, token: str = TOKEN, bot: User = BOT, *, privacy: bool = True, inline: bool = True
    ) -> None:
        self.token = token
        self.violations: list[str] = []
        self.calls: list[Call] = []
        self.faults = Faults()
        self.world = World(bot)
        self.world.privacy_mode = privacy
        self.world.inline_mode = inline
        self.polling = Polling(self.world)
        self.webhook = Webhook(self.world)
        self.profile = Profile(self.world)
        self._methods = {
            **self.profile.table,
            **Messages(self.world, self.violations).table,
            **Edits(self.world, self.violations).table,
            **Media(self.world, self.violations).table,
            **Queries(self.world).table,
            **Inline(self.world, self.violations).table,
            **Chats(self.world).table,
            **Reactions(self.world).table,
            "setWebhook": self.webhook.set_webhook,
            "deleteWebhook": self.webhook.delete_webhook,
            "getWebhookInfo": self.webhook.get_webhook_info,
        }
        self._revoked = False
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self) -> None:
        """Listen on loopback, on the same port each time."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._bot)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(
            app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1
        )
        await self._runner.setup()
        self.port = self.port or self._reserve_port()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_port=True)
        await site.start()

    async def stop(self) -> None:
        """Close all connections."""
        await self.webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _reserve_port(self) -> int:
        """Return a free port that nobody else gets while this server is stopped."""
        reservation = socket.socket()
        weakref.finalize(self, reservation.close)
        reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reservation.bind(("127.0.0.1", 0))
        return int(reservation.getsockname()[1])

    @property
    def url(self) -> str:
        """Return what stands before ``/bot<token>/METHOD``."""
        return f"http://127.0.0.1:{self.port}"

    def revoke_token(self) -> None:
        """Refuse the token from now on, also to a poll that waits."""
        self._revoked = True
        self.polling.end()

    async def _bot(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
            call = await self._read(request)
            self.calls.append(call)
            fault = self.faults.strike(call.method, _chat_of(call))
            if fault is None:
                return _done(await self._do(call))
            return await self._do_badly(call, fault, request)
        except RefusalError as refusal:
            if isinstance(refusal, MalformedError):
                self.violations.append(f"{request.match_info['method']}: {refusal.description}")
            return _refused(refusal)

    async def _do(self, call: Call) -> object:
        if call.method == "getUpdates":
            if self.webhook.url:
                raise RefusalError(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; use "
                    "deleteWebhook to delete the webhook first",
                )
            updates = await self.polling.get_updates(call)
            if self._revoked:
                raise RefusalError(401, "Unauthorized")
            return updates
        return self._methods[call.method](call)

    async def _do_badly(self, call: Call, fault: Fault, request: web.Request) -> web.StreamResponse:
        try:
            match fault.kind:
                case Kind.DROP | Kind.CUT:
                    if fault.kind == Kind.CUT:
                        await self._do(call)
                    assert request.transport is not None
                    request.transport.abort()
                    await faults.forever()
                case Kind.BAD_GATEWAY:
                    page = "<html><head><title>502 Bad Gateway</title></head></html>"
                    return web.Response(status=502, text=page, content_type="text/html")
                case Kind.FLOOD:
                    raise too_many_requests(int(fault.seconds))
                case Kind.GARBAGE:
                    return web.Response(text='{"ok":true,"result":[{"upd', content_type="text/json")
                case Kind.SLOW:
                    self.world.touch()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(fault.released.wait(), fault.seconds)
                case Kind.HOLD:
                    self.world.touch()
                    await faults.forever()
                case Kind.LOST:
                    await self._do(call)
                    await faults.forever()
            return _done(await self._do(call))
        finally:
            fault.over += 1
            fault.first_end = fault.first_end or time.monotonic()
            self.world.touch()

    def _check_token(self, request: web.Request) -> None:
        if self._revoked or request.match_info["token"] != self.token:
            raise RefusalError(401, "Unauthorized")

    async def _read(self, request: web.Request) -> Call:
        method = METHODS.get(request.match_info["method"].lower())
        if method is None:
            self.violations.append(f"unknown method {request.match_info['method']}")
            raise RefusalError(404, "Not Found: method not found")
        given: dict[str, object] = dict(request.query)
        if request.content_type == "application/json":
            given |= _object(await request.text())
        else:
            for name, value in (await request.post()).items():
                given[name] = _attached(value) if isinstance(value, web.FileField) else value
        call = Call(method, given)
        if call.unknown:
            self.violations.append(f"{method} has no parameters {sorted(call.unknown)}")
        return call

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["path"].removeprefix("documents/")
        if self._revoked or request.match_info["token"] != self.token:
            return _refused(RefusalError(401, "Unauthorized"))
        if name not in self.world.files:
            return _refused(RefusalError(404, "Not Found"))
        return web.Response(body=self.world.files[name])


def _attached(field: web.FileField) -> Attached:
    with field.file as file:
        attached = Attached(file.read())
    attached.filename = field.filename
    return attached


def _object(text: str) -> Mapping[str, object]:
    try:
        value = json.loads(text or "{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse request JSON object")
    return value


def _chat_of(call: Call) -> object:
    return call.chat_id() if call.given.get("chat_id") else None


def _done(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _refused(refusal: RefusalError) -> web.Response:
    body: dict[str, object] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.code)
