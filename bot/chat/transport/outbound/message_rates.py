"""Message rates: how many messages are sent, in all chats and in each."""

from dataclasses import dataclass

from bot.chat.transport.outbound.sliding_window import SlidingWindow

_LARGEST_BURST = 3
_GROUP_BURST = 20


@dataclass(frozen=True, slots=True)
class MessageRates:
    """The highest rates of messages and edits; 0 stands for no limit.

    Telegram names 30 a second in all chats, one a second in a chat, where a few may come at once,
    and 20 a minute in a group. It says that these change without notice.
    """

    per_second: int = 30
    chat_per_minute: int = 60
    group_per_minute: int = 20

    def make_windows(self, chat_id: int) -> list[SlidingWindow]:
        """Return the windows of a chat; the numbers of groups are negative."""
        windows = [_make_window(self.chat_per_minute, _LARGEST_BURST)]
        if chat_id < 0:
            windows.append(_make_window(self.group_per_minute, _GROUP_BURST))
        return [window for window in windows if window]


def _make_window(per_minute: int, burst: int) -> SlidingWindow | None:
    """Return the window for a rate, of which up to ``burst`` messages may come at once."""
    if not per_minute:
        return None
    count = min(per_minute, burst)
    return SlidingWindow(count, count * 60 / per_minute)
