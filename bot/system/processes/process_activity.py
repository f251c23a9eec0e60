"""Process activity: whether a process computes, or would if it got a core."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ProcessActivity:
    """The computing of a process so far, as the system writes it, and whether it wants a core."""

    cpu_time: str
    is_runnable: bool

    def has_advanced(self, previous: "ProcessActivity") -> bool:
        """Tell whether it has computed since, or waits for nothing but a core."""
        return self.is_runnable or self.cpu_time != previous.cpu_time


def read_activity(pid: int) -> ProcessActivity | None:
    """Return the activity of a process now; None where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except FileNotFoundError:
        return _ask_ps(pid)
    except OSError:
        return None
    # The name before may hold anything, even parentheses; see proc(5) for the fields after it.
    fields = status.rpartition(")")[2].split()
    return ProcessActivity(" ".join(fields[11:13]), fields[0] == "R")


def _ask_ps(pid: int) -> ProcessActivity | None:
    try:
        output = subprocess.run(  # noqa: S603 (a number of ours)
            ["/bin/ps", "-o", "state=,time=", "-p", str(pid)],
            capture_output=True, text=True, timeout=10, check=True,
        ).stdout.split()  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    state, *times = output or [""]
    return ProcessActivity(" ".join(times), state.startswith("R")) if times else None
