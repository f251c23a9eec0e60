"""Stop signals: SIGTERM and SIGINT end the process in time, whatever it is doing."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_LOGGER = logging.getLogger(__name__)

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def on_stop_signal(stop: Callable[[], None], seconds: float) -> Iterator[None]:
    """Call ``stop`` from another thread when a signal asks the process to end.

    Where it has not ended so many seconds later, because a disk hangs or a search takes long, it
    ends at once, with status 0. Outside of the block the signals do what they did before, but
    that time goes on. Only the main thread may do this.
    """
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    # Python's own handlers wait for the main thread, which may hang; this pipe does not.
    earlier_pipe = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    earlier_handlers = {number: signal.signal(number, _do_nothing) for number in _SIGNALS}
    watcher = threading.Thread(
        target=_watch, args=(reader, stop, seconds), name="stop-signals", daemon=True
    )
    watcher.start()
    try:
        yield
    finally:
        for number, handler in earlier_handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(earlier_pipe)
        writer.close()
        watcher.join(0.1)


def _watch(reader: socket.socket, stop: Callable[[], None], seconds: float) -> None:
    with reader:
        while content := reader.recv(64):
            if not set(content).isdisjoint(_SIGNALS):
                timer = threading.Timer(seconds, _end_process, (seconds,))
                timer.daemon = True
                timer.start()
                with suppress(RuntimeError):  # the event loop has just ended
                    stop()


def _end_process(seconds: float) -> None:
    _LOGGER.warning("Not everything ended within %.0f seconds; ending all the same.", seconds)
    os._exit(0)


def _do_nothing(number: int, frame: object) -> None:
    """Leave a signal to the thread that watches."""
