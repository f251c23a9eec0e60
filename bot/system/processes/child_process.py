"""Child processes: modules of ours that run in a process of their own and exit with this one."""

import fcntl
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

_AUTOGROUP = Path("/proc/self/autogroup")
_SECRETS = "DATELINE_"


class ChildProcess:
    """A process that runs ``module`` in a process group of its own, with a scrubbed environment.

    Its standard input is its lifeline: it closes when this process exits, however that happens,
    and the child, which calls ``exit_with_parent``, exits too.
    """

    def __init__(
        self,
        module: str,
        *arguments: str,
        variables: Collection[str] | None = None,
        pass_fds: Sequence[int] = (),
        collects_output: bool = False,
        has_own_session: bool = False,
    ) -> None:
        """Start it; raise OSError where that fails.

        ``variables`` names the environment variables that it may see, all but our settings by
        default. With ``collects_output`` there is its ``stdout`` to be read, and standard error
        is kept; otherwise both are discarded. In a session of its own it leaves the cores even to
        other services, where Linux divides them among sessions.
        """
        # A pipe for the errors would have to be read at the same time as the output.
        self._errors = tempfile.TemporaryFile() if collects_output else None  # noqa: SIM115
        try:
            self._process = subprocess.Popen(  # noqa: S603 (the command is ours)
                [sys.executable, "-P", "-m", module, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE if collects_output else subprocess.DEVNULL,
                stderr=self._errors or subprocess.DEVNULL,
                pass_fds=pass_fds,
                start_new_session=has_own_session,
                process_group=None if has_own_session else 0,
                env=child_environment(variables),
            )
        except OSError:
            if self._errors is not None:
                self._errors.close()
            raise

    @property
    def pid(self) -> int:
        """Return its process id, which is that of its process group too."""
        return self._process.pid

    @property
    def stdin(self) -> IO[bytes]:
        """Return the lifeline, to which a request may be written."""
        return _require(self._process.stdin)

    @property
    def stdout(self) -> IO[bytes]:
        """Return its output, where it is collected."""
        return _require(self._process.stdout)

    @property
    def exit_code(self) -> int | None:
        """Return its exit status, minus a signal's number, or None while it runs."""
        return self._process.returncode

    @property
    def exit_reason(self) -> str:
        """Return in words how it ended, as in "exit status 3" or "signal SIGSEGV"."""
        code = self._process.returncode
        if code is None or code >= 0:
            return f"exit status {code}"
        try:
            return f"signal {signal.Signals(-code).name}"
        except ValueError:
            return f"signal {-code}"

    def wait(self, timeout: float | None = None) -> None:
        """Wait until it has ended, or ``timeout`` seconds have passed."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout)

    def read_errors(self) -> str:
        """Return what it has written to standard error, where that is collected."""
        errors = _require(self._errors)
        errors.seek(0)
        return errors.read().decode(errors="replace").strip()

    def kill(self) -> None:
        """Kill it, if it still runs, and what it has started; close all files."""
        # Until it is waited for, its number is nobody else's.
        if self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        for file in (self._process.stdin, self._process.stdout, self._errors):
            with suppress(BrokenPipeError):
                if file is not None:
                    file.close()


def child_environment(variables: Collection[str] | None = None) -> dict[str, str]:
    """Return the environment of a child process: where the code is, and no secret.

    It holds the ``variables`` that are named, or else all but our settings.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if (name in variables if variables is not None else not name.startswith(_SECRETS))
    }
    return environment | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def exit_with_parent(descriptor: int) -> None:
    """Exit when the pipe whose reading end is given closes, whatever runs then.

    The parent holds its writing end, and writes nothing from now on. A signal ends even code
    that never returns to Python; Linux has one for a parent's death, but it follows the
    parent's thread, not its process. What stops a service reaches its children too, and is
    left to the parent.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    handler = signal.SIG_DFL if sys.platform == "linux" else lambda *_: os._exit(0)
    signal.signal(signal.SIGIO, handler)
    fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([descriptor], [], [], 0)[0]:
        os._exit(0)


def lower_priority(niceness: int) -> None:
    """Compute only when no other process wants to; ``niceness`` is added to the current one."""
    os.nice(niceness)
    if os.getsid(0) == os.getpid():
        # Linux may divide a desktop's cores among sessions first: then the session's counts.
        with suppress(OSError):
            _AUTOGROUP.write_text(str(niceness))


def _require(file: IO[bytes] | None) -> IO[bytes]:
    if file is None:
        raise ValueError("this stream of the child process is not collected")
    return file
