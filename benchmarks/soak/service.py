"""The strict Bot API server, which writes down what arrives, and faults that come by chance."""

import random
import time
from collections.abc import Mapping, Sequence

from benchmarks.soak.journal import Journal
from tests.telegram.calls import Call
from tests.telegram.faults import Fault, Faults, Kind
from tests.telegram.refusals import RefusalError
from tests.telegram.server import Server

# How many of a hundred calls meet each fault.
FAULT_SHARES: Mapping[Kind, float] = {
    Kind.FLOOD: 1.0,
    Kind.BAD_GATEWAY: 0.7,
    Kind.DROP: 0.5,
    Kind.CUT: 0.5,
    Kind.HOLD: 0.1,
    Kind.LOST: 0.1,
}
UNCONFIRMED = (Kind.CUT, Kind.LOST)
"""What is done although the bot cannot know it, so that it has to do it once more."""

_LONGEST_FLOOD = 5  # seconds
# A poll that is not answered holds up everything for its time limit, and there are many polls.
_POLL_SHARE = 0.1
_KEPT_MESSAGES = 30


class RecordingServer(Server):
    """Tell the journal of each call that was done or refused, and of each update delivered."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    async def _do(self, call: Call) -> object:
        timestamp = time.monotonic()
        try:
            result = await super()._do(call)
        except RefusalError:
            self._journal.note_call(timestamp, call, None)
            raise
        if call.method == "getUpdates":
            assert isinstance(result, Sequence)
            self._journal.note_delivery(time.monotonic(), [each["update_id"] for each in result])
        else:
            self._journal.note_call(timestamp, call, result)
        return result

    def forget(self) -> None:
        """Drop what nobody looks at any more, so that hours fit into memory."""
        self.calls.clear()
        for dialog in self.world.dialogs.values():
            dialog.sent.clear()
            for number in [*dialog.messages][:-_KEPT_MESSAGES]:
                del dialog.messages[number]


class RandomFaults(Faults):
    """Faults that any call may meet, by their shares, while ``is_active``."""

    def __init__(self, journal: Journal, seed: int) -> None:
        super().__init__()
        self.is_active = False
        self._journal = journal
        self._random = random.Random(seed)

    def strike(self, method: str, chat_id: object) -> Fault | None:
        """Return the fault that this call meets."""
        if not self.is_active:
            return super().strike(method, chat_id)
        draw = self._random.uniform(0, 100)
        for kind, share in FAULT_SHARES.items():
            if method == "getUpdates" and kind in (Kind.HOLD, Kind.LOST):
                share *= _POLL_SHARE
            draw -= share
            if draw < 0:
                seconds = self._random.randint(1, _LONGEST_FLOOD) if kind == Kind.FLOOD else 0
                chat = chat_id if isinstance(chat_id, int) else None
                self._journal.note_fault(time.monotonic(), method, kind, seconds, chat)
                return Fault(method, kind, seconds=seconds, chat_id=chat)
        return None
