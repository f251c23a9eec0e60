import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.paths import PROJECT

_WORK = "from bot.system.child_process import exit_with_parent, lower_priority\n"


def test_who_computes_without_end_ends_with_its_parent() -> None:
    busy = _WORK + "exit_with_parent(0)\nprint('begun', flush=True)\nwhile True: pass\n"
    command = [sys.executable, "-c", busy]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe) as child:
        assert child.stdin
        assert child.stdout
        assert child.stdout.readline() == b"begun\n"
        child.terminate()  # what stops a service
        time.sleep(0.1)
        assert child.poll() is None
        child.stdin.close()
        child.wait(10)


def test_whose_parent_is_gone_already_does_not_begin() -> None:
    late = _WORK + "exit_with_parent(0)\nprint('begun', flush=True)\n"
    command = [sys.executable, "-c", late]
    done = subprocess.run(command, cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True)
    assert done.stdout == b""


@pytest.mark.parametrize("own_session", [False, True])
def test_what_gives_way_does_so_in_its_own_session_too(own_session: bool) -> None:
    group = Path("/proc/self/autogroup")
    if not group.exists():
        pytest.skip("this system shares out its cores by process alone")
    # Nothing stands in it where a control group shares out the session's cores.
    read = f"(open({str(group)!r}).read().split() or ['none'])[-1]"
    nice = (
        f"{_WORK}import os\nprint(os.nice(0), {read})\nlower_priority(5)\nprint(os.nice(0), {read})"
    )
    done = subprocess.run(
        [sys.executable, "-c", nice],
        cwd=PROJECT, capture_output=True, check=True, start_new_session=own_session,
    )  # fmt: skip
    alone_before, before, alone, after = done.stdout.decode().split()
    assert int(alone) == min(int(alone_before) + 5, 19)
    # The session that is not its own, it leaves alone.
    assert after == ("5" if own_session and before != "none" else before)
