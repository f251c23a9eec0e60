"""The updates that wait for the bot, as Telegram keeps them until they are confirmed."""

from tests.telegram.shapes import Update

# Sent only to a bot that asks for them by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


class Updates:
    """A queue that forgets an update when the bot asks for a later one."""

    def __init__(self) -> None:
        self.allowed: list[str] = []
        self.confirmed: set[int] = set()
        self._next = 500_000_000
        self._waiting: list[Update] = []
        self._again: list[Update] = []

    def add(self, kind: str, body: object) -> int | None:
        """Queue ``body`` as an update and return its id; None where the bot did not ask for it."""
        if kind in _ON_REQUEST if not self.allowed else kind not in self.allowed:
            return None
        return self.add_raw({"update_id": self._next, kind: body})

    def add_raw(self, update: Update) -> int:
        """Queue ``update`` as it is; one without an id gets the next."""
        number = update.setdefault("update_id", self._next)
        assert isinstance(number, int)
        self._next = max(self._next, number) + 1
        self._waiting.append(update)
        return number

    @property
    def next_id(self) -> int:
        """Return the id that the next update gets."""
        return self._next

    def find(self, number: int) -> Update:
        """Return an update that is not confirmed yet."""
        return next(update for update in self._waiting if update["update_id"] == number)

    def deliver_again(self, update: Update) -> None:
        """Deliver ``update`` once more with the next ones, whatever was confirmed."""
        self._again.append(update)

    def confirm(self, offset: int) -> None:
        """Forget every update before ``offset``; a negative one counts from the end."""
        if offset < 0:
            kept = self._waiting[offset:]
        else:
            kept = [update for update in self._waiting if _number(update) >= offset]
        kept_numbers = set(map(_number, kept))
        self.confirmed |= set(map(_number, self._waiting)) - kept_numbers
        self._waiting = kept

    def take(self, limit: int) -> list[Update]:
        """Return up to ``limit`` updates in order; they stay until they are confirmed."""
        again, self._again = self._again[:limit], self._again[limit:]
        ordered = sorted(self._waiting, key=_number)
        return (again + ordered)[:limit]

    def __len__(self) -> int:
        return len(self._waiting) + len(self._again)


def _number(update: Update) -> int:
    number = update["update_id"]
    assert isinstance(number, int)
    return number
