"""Message socket: Python objects between this process and those that it started."""

import pickle
import select
import socket
import struct
import time
from contextlib import suppress
from typing import Any

_LENGTH = struct.Struct("!Q")


class MessageSocket:
    """Send and receive objects, each with its length in front, over a connected stream socket.

    Both ends are processes of this program: what comes from anywhere else is never unpickled.
    ``timeout`` is in seconds; without one, the methods wait for ever. They raise TimeoutError
    when it ends, and ConnectionError where the other end is gone.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, message: object, timeout: float | None = None) -> None:
        """Send an object."""
        content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self._connection.settimeout(timeout)
        self._connection.sendall(_LENGTH.pack(len(content)) + content)

    def receive(self, timeout: float | None = None) -> Any:
        """Return the next object; after a TimeoutError the connection is of no more use."""
        end = None if timeout is None else time.monotonic() + timeout
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size, end))
        return pickle.loads(self._read(length, end))  # noqa: S301 (our own process wrote it)

    def wait(self, seconds: float) -> bool:
        """Wait until there is something to receive, or the other end is gone; tell whether."""
        return bool(select.select([self._connection], [], [], seconds)[0])

    @property
    def is_open(self) -> bool:
        """Tell whether the other end still has the connection; only where nobody reads it."""
        try:
            self._connection.settimeout(0)
            return bool(self._connection.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def shut_down(self) -> None:
        """End the connection; another thread that waits at it meets a ConnectionError."""
        with suppress(OSError):  # the other end may be gone
            self._connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End the connection, which no other thread may use."""
        self.shut_down()
        self._connection.close()

    def _read(self, size: int, end: float | None) -> bytearray:
        content = bytearray(size)
        view, count = memoryview(content), 0
        while count < size:
            if end is not None:
                # A timeout of zero would mean not to wait at all, and raise another error.
                self._connection.settimeout(max(end - time.monotonic(), 1e-6))
            else:
                self._connection.settimeout(None)
            length = self._connection.recv_into(view[count:])
            if not length:
                raise ConnectionResetError("the other process closed the connection")
            count += length
        return content
