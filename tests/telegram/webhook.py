"""setWebhook, and the delivery of updates to the address that it names."""

import asyncio
import re
import ssl
import time
from contextlib import suppress
from urllib.parse import urlsplit

import aiohttp

from tests.telegram.calls import Call
from tests.telegram.refusals import MalformedError, bad_request
from tests.telegram.shapes import Update
from tests.telegram.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PAUSE = 0.2


class Webhook:
    """Sends each update until it is answered with 200, as Telegram does, only sooner again.

    ``deliveries`` are the update ids that were sent, once for each attempt.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.url = ""
        self.secret = ""
        self.certificate = b""
        self.count = 0
        self.deliveries: list[int] = []
        self._last_error: dict[str, object] = {}
        self._task: asyncio.Task[None] | None = None

    def set_webhook(self, call: Call) -> bool:
        """Take an address, as a Bot API server of one's own does: also one without https."""
        url = call.text("url")
        parts = urlsplit(url)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        secret = call.text("secret_token")
        if secret and not _SECRET.fullmatch(secret):
            raise MalformedError("bad webhook: secret token contains unallowed characters")
        if not 1 <= call.number("max_connections", 40) <= 100:
            raise MalformedError("bad webhook: max_connections is out of range")
        names = call.value("allowed_updates")
        if isinstance(names, list):
            self._world.updates.allowed = [str(name) for name in names]
        if call.flag("drop_pending_updates"):
            self._world.updates.confirm(2**63)
        self.certificate = bytes(call.file("certificate")) if "certificate" in call.given else b""
        self.url, self.secret, self._last_error = url, secret, {}
        self.count += 1
        self.end()
        self._task = asyncio.create_task(self._deliver())
        self._world.touch()
        return True

    def delete_webhook(self, call: Call) -> bool:
        """Forget the address; the updates stay unless the call says otherwise."""
        if call.flag("drop_pending_updates"):
            self._world.updates.confirm(2**63)
        self.url = ""
        self.end()
        return True

    def get_webhook_info(self, call: Call) -> dict[str, object]:
        """Return what is set, and what went wrong last."""
        return {
            "url": self.url,
            "has_custom_certificate": bool(self.certificate),
            "pending_update_count": len(self._world.updates),
            "max_connections": 40,
            "allowed_updates": self._world.updates.allowed,
            **self._last_error,
        }

    def end(self) -> None:
        """Send nothing any longer."""
        if self._task:
            self._task.cancel()
            self._task = None

    async def stop(self) -> None:
        """Send nothing any longer, and wait until nothing is being sent."""
        task = self._task
        self.end()
        if task:
            await asyncio.wait({task})

    async def _deliver(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                updates = self._world.updates.take(1)
                if not updates:
                    await self._world.changed(0.5)
                    continue
                status = await self.post(session, updates[0])
                if status == 200:
                    self._world.updates.confirm(_number(updates[0]) + 1)
                    self._world.touch()
                else:
                    self._last_error = {
                        "last_error_date": int(time.time()),
                        "last_error_message": f"Wrong response from the webhook: {status}",
                    }
                    await asyncio.sleep(_PAUSE)

    async def post(self, session: aiohttp.ClientSession, update: Update) -> int:
        """Send an update once, and return the status; 0 where there is no answer."""
        self.deliveries.append(_number(update))
        tls = ssl.create_default_context(cadata=self.certificate.decode() or None)
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        with suppress(aiohttp.ClientError, OSError):
            async with session.post(self.url, json=update, headers=headers, ssl=tls) as response:
                return response.status
        return 0


def _number(update: Update) -> int:
    number = update["update_id"]
    assert isinstance(number, int)
    return number
