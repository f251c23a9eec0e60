"""Reception: whether updates arrive, and since when they do not."""

import time
from collections.abc import Callable

from bot.chat.monitoring.measures import HealthCheck
from bot.chat.monitoring.monitor import RequestFault

_LONGEST_SILENCE = 30.0
"""Seconds: a poll without updates ends after ten, and the webhook is looked at after 20."""

_CONFLICT_SECONDS = 120.0
"""How long another process is suspected after its last request."""

_LONGEST_PAUSE = 90.0
"""Seconds between two attempts: a poll has to end by a time-out sooner."""

_LONGEST_FLOOD = 15 * 60.0
"""Seconds for which Telegram may ask to wait."""

_FAULTS = {
    RequestFault.FLOOD: "Telegram asks to wait",
    RequestFault.SERVER: "Telegram replies with a server error",
    RequestFault.TIMEOUT: "Telegram does not reply in time",
    RequestFault.CONNECTION: "there is no connection to Telegram",
    RequestFault.CONFLICT: "another process fetches this bot's messages",
    RequestFault.FORBIDDEN: "Telegram forbids it",
    RequestFault.BAD_REQUEST: "Telegram refuses the request",
    RequestFault.TOKEN: "Telegram refuses the token",
    RequestFault.UNREADABLE: "the reply is not Telegram's",
    RequestFault.DELIVERY: "Telegram cannot deliver messages to the webhook",
    RequestFault.OTHER: "Telegram replies with an error",
}


class Reception:
    """Knows when Telegram was last asked for updates, and how that went.

    ``longest_silence``: the seconds after the last success for which all is well, whatever
    happens. ``longest_pause``: those between two attempts after which nobody makes any more. Both
    are longer than a poll, and than the time between two looks at the webhook.
    """

    def __init__(
        self,
        longest_silence: float = _LONGEST_SILENCE,
        conflict_seconds: float = _CONFLICT_SECONDS,
        longest_pause: float = _LONGEST_PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.longest_silence = longest_silence
        self._conflict_seconds = conflict_seconds
        self._longest_pause = longest_pause
        self._clock = clock
        self._start = clock()
        self._success: float | None = None
        self._conflict: float | None = None
        self._attempt: float | None = None
        self._fault: RequestFault | None = None

    def note(self, fault: RequestFault | None) -> None:
        """Note an attempt: that it succeeded, or why it failed."""
        self._attempt = self._clock()
        self._fault = fault
        if fault is None:
            self._success = self._attempt
        elif fault == RequestFault.CONFLICT:
            self._conflict = self._attempt

    @property
    def is_active(self) -> bool:
        """Tell whether attempts are made at all, successful or not."""
        seconds = self._clock() - (self._start if self._attempt is None else self._attempt)
        longest = _LONGEST_FLOOD if self._fault == RequestFault.FLOOD else self._longest_pause
        return seconds <= longest

    def check(self) -> HealthCheck:
        """Tell whether updates arrive."""
        silence = self._clock() - (self._start if self._success is None else self._success)
        reason = f": {_FAULTS[self._fault]}" if self._fault else ""
        if self._success is None:
            return HealthCheck("telegram", False, f"not connected for {silence:.0f} s{reason}")
        is_ok = silence <= self.longest_silence
        detail = f"last success {silence:.0f} s ago{reason}"
        return HealthCheck("telegram", is_ok, detail)

    def check_conflict(self) -> HealthCheck:
        """Tell whether this is the only process that fetches updates."""
        if self._conflict is not None:
            seconds = self._clock() - self._conflict
            if seconds <= self._conflict_seconds:
                detail = (
                    f"another process fetched this bot's messages {seconds:.0f} s ago: stop one "
                    "of the two"
                )
                return HealthCheck("conflict", False, detail)
        return HealthCheck("conflict", True, "no other process fetches this bot's messages")
