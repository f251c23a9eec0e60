"""Fork server: the process that has loaded what answering needs, and copies itself on request."""

import logging
import os
import socket
import threading

from bot.errors import UnavailableError
from bot.system.processes.child_process import ChildProcess
from bot.workers.answer_process import AnswerProcess
from bot.workers.index_reader import IndexSource
from bot.workers.message_socket import MessageSocket

_LOGGER = logging.getLogger(__name__)

_MODULE = "bot.workers.fork_program"
# No setting of ours, nor any secret of another program.
_VARIABLES = ("LANG", "LC_ALL", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR")
_REQUEST = b"f"


class ForkServer:
    """Starts answer processes; threads may share it. It is started again when it has ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: ChildProcess | None = None
        self._control: socket.socket | None = None
        self._is_closed = False

    def start(self) -> None:
        """Start the process, unless it runs; raise UnavailableError where that fails."""
        with self._lock:
            self._start()

    def start_process(self, source: IndexSource) -> AnswerProcess:
        """Return a new process that answers from an index; it may not be ready yet.

        Raise UnavailableError where none can be started.
        """
        with self._lock:
            try:
                control = self._start()
                return _request_process(control, source)
            except OSError:
                self._stop()
            try:
                return _request_process(self._start(), source)
            except OSError as error:
                raise UnavailableError(f"no answer process can be started ({error})") from error

    def close(self) -> None:
        """End the process; those that it started end when they are closed."""
        with self._lock:
            self._is_closed = True
            self._stop()

    def _start(self) -> socket.socket:
        if self._is_closed:
            raise UnavailableError("the bot is stopping")
        if self._child is not None:
            self._child.wait(0)
            if self._child.exit_code is not None:
                self._stop()
        if self._control is None:
            ours, theirs = socket.socketpair()
            try:
                self._child = ChildProcess(
                    _MODULE, str(theirs.fileno()),
                    variables=_VARIABLES, pass_fds=(theirs.fileno(),), collects_output=True,
                )  # fmt: skip
            except OSError as error:
                ours.close()
                raise UnavailableError(f"no answer process can be started ({error})") from error
            finally:
                theirs.close()
            self._control = ours
        return self._control

    def _stop(self) -> None:
        child, self._child = self._child, None
        control, self._control = self._control, None
        if child is not None:
            if child.exit_code is not None:
                _LOGGER.warning(
                    "What starts answer processes has ended (%s), and is started again: %s",
                    child.exit_reason, child.read_errors() or "it said nothing",
                )  # fmt: skip
            child.kill()
        if control is not None:
            control.close()


def _request_process(control: socket.socket, source: IndexSource) -> AnswerProcess:
    ours, theirs = socket.socketpair()
    lifeline, hold = os.pipe()
    try:
        socket.send_fds(control, [_REQUEST], [theirs.fileno(), lifeline])
        process = AnswerProcess(MessageSocket(ours), hold)
    except OSError:
        ours.close()
        os.close(hold)
        raise
    finally:
        theirs.close()
        os.close(lifeline)
    process.assign(source)
    return process
