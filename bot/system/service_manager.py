"""Service manager: what systemd is told of the service that it started."""

import logging
import os
import socket
from collections.abc import Mapping

_LOGGER = logging.getLogger(__name__)

_PATIENCE = 1.0


class ServiceManager:
    """Send states to the socket that systemd names, if it names one: sd_notify(3).

    Its protocol is one datagram of lines, and it promises to keep it.
    """

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        path = environment.get("NOTIFY_SOCKET", "")
        # A socket in the abstract namespace begins with a null byte.
        self._address = "\0" + path[1:] if path.startswith("@") else path
        self.watchdog_seconds = _read_watchdog(environment)

    def notify(self, *states: str) -> bool:
        """Send states such as ``READY=1``; return whether they were sent."""
        if not self._address:
            return False
        message = "\n".join(state.replace("\n", " ") for state in states)
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
                sender.settimeout(_PATIENCE)  # a manager that hangs must not stop the bot
                sender.sendto(message.encode(), self._address)
        except OSError as error:
            _LOGGER.debug("The service manager cannot be told: %s", error)
            return False
        return True


def _read_watchdog(environment: Mapping[str, str]) -> float | None:
    """Return within how many seconds systemd wants a sign of life from this process, if it does."""
    process = environment.get("WATCHDOG_PID", "")
    if process and process != str(os.getpid()):
        return None
    try:
        microseconds = int(environment.get("WATCHDOG_USEC", ""))
    except ValueError:
        return None
    return microseconds / 1_000_000 if microseconds > 0 else None
