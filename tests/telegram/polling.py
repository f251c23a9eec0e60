"""getUpdates, and what a bot calls before it."""

import time

from tests.telegram.calls import Call
from tests.telegram.refusals import MalformedError, RefusalError
from tests.telegram.shapes import Update
from tests.telegram.world import World

_LONGEST_WAIT = 50
_MOST = 100


class Polling:
    """One long poll at a time; a later one ends the earlier with a conflict."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._poller: object | None = None
        self._open = True
        self.count = 0
        self.offset = 0

    async def get_updates(self, call: Call) -> list[Update]:
        """Confirm what comes before the offset, then wait for updates."""
        poller = self._poller = object()
        updates = self._world.updates
        if "allowed_updates" in call.given:
            updates.allowed = _names(call)
        self.offset = call.number("offset")
        updates.confirm(self.offset)
        self.count += 1
        self._world.touch()
        limit = min(max(call.number("limit", _MOST), 1), _MOST)
        end = time.monotonic() + min(call.number("timeout"), _LONGEST_WAIT)
        try:
            while self._open and not len(updates) and (left := end - time.monotonic()) > 0:
                await self._world.changed(left)
                if self._poller is not poller:
                    raise RefusalError(
                        409,
                        "Conflict: terminated by other getUpdates request; "
                        "make sure that only one bot instance is running",
                    )
        finally:
            if self._poller is poller:
                self._poller = None
        return updates.take(limit)

    def end(self) -> None:
        """Let nobody wait for updates any longer."""
        self._open = False
        self._world.touch()


def _names(call: Call) -> list[str]:
    names = call.value("allowed_updates")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise MalformedError("can't parse allowed_updates: Array of Strings expected")
    return list(names)
