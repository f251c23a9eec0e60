"""Examination: all checks at once, each in bounded time."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.doctor.diagnosis import Diagnosis, blame

Check = Callable[[], Iterable[Diagnosis]]

CHECK_SECONDS = 10.0
"""How long a check may take before it is said to hang."""


def examine(checks: Mapping[str, Check], patience: float = CHECK_SECONDS) -> Iterator[Diagnosis]:
    """Run the checks side by side, and yield what they say in the order of the checks.

    A check that fails or takes longer than ``patience`` seconds is itself a fault.
    """
    tasks = [_Task(name, check) for name, check in checks.items()]
    deadline = time.monotonic() + patience
    for task in tasks:
        task.start()
    for task in tasks:
        yield from task.wait(deadline - time.monotonic())


class _Task:
    """A check in a thread, which nobody waits for where it hangs, as on a disk that is away."""

    def __init__(self, name: str, check: Check) -> None:
        self._name = name
        self._check = check
        self._results: list[Diagnosis] = []
        self._is_complete = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._run, name=f"check {self._name}", daemon=True).start()

    def wait(self, seconds: float) -> Iterator[Diagnosis]:
        """Yield what the check says, as far as it got."""
        is_complete = self._is_complete.wait(max(seconds, 0.0))
        yield from list(self._results)
        if not is_complete:
            yield blame(
                self._name,
                "this check did not end in time",
                "see whether a disk or the network hangs, then try again",
            )

    def _run(self) -> None:
        try:
            for diagnosis in self._check():
                self._results.append(diagnosis)
        except Exception as error:
            self._results.append(
                blame(
                    self._name,
                    f"this check itself failed: {type(error).__name__}: {error}",
                    "please report this as a fault of the program",
                )
            )
        finally:
            self._is_complete.set()
