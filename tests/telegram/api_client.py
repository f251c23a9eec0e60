"""A bare client of the Bot API, for tests of the server itself."""

import json

import aiohttp

from tests.telegram.server import Server


class Client:
    """Make calls and return what the server says."""

    def __init__(self, server: Server, session: aiohttp.ClientSession) -> None:
        self.server = server
        self._session = session
        self.path = f"bot{server.token}"

    async def call(self, method: str, **given: object) -> dict[str, object]:
        """Call ``method`` as python-telegram-bot does: a form with JSON inside."""
        form = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in given.items()
        }
        url = f"{self.server.url}/{self.path}/{method}"
        async with self._session.post(url, data=form) as response:
            body: dict[str, object] = await response.json()
            assert response.status == body.get("error_code", 200)
            return body

    async def result(self, method: str, **given: object) -> dict[str, object]:
        """Call ``method`` and return the object that it returns."""
        body = await self.call(method, **given)
        assert body["ok"], body
        assert isinstance(body["result"], dict)
        return body["result"]

    async def updates(self) -> list[dict[str, object]]:
        """Return the updates that wait, and confirm them."""
        result = (await self.call("getUpdates"))["result"]
        assert isinstance(result, list)
        if result:
            await self.call("getUpdates", offset=result[-1]["update_id"] + 1)
        return result

    async def refused(self, method: str, **given: object) -> str:
        """Call ``method`` and return why it was refused."""
        body = await self.call(method, **given)
        assert body["ok"] is False
        return f"{body['error_code']} {body['description']}"
