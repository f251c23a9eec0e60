import subprocess
import time

import pytest

from tests.paths import PROJECT
from tests.programs import (
    AUTOGROUP,
    begin_with_parent,
    lower_own_priority,
    program,
    spin_with_parent,
)
from tests.waiting import LAST_RESORT


def test_a_busy_child_exits_with_its_parent() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(program(spin_with_parent), cwd=PROJECT, stdin=pipe, stdout=pipe) as child:
        assert child.stdin
        assert child.stdout
        assert child.stdout.readline() == b"begun\n"
        child.terminate()  # what stops a service
        time.sleep(0.1)
        assert child.poll() is None
        child.stdin.close()
        child.wait(LAST_RESORT)


def test_a_child_without_a_parent_exits_at_once() -> None:
    command = program(begin_with_parent)
    done = subprocess.run(command, cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True)
    assert done.stdout == b""


@pytest.mark.parametrize("own_session", [False, True])
def test_priority_is_lowered_for_a_session_of_its_own_too(own_session: bool) -> None:
    if not AUTOGROUP.exists():
        pytest.skip("this system shares out its cores by process alone")
    done = subprocess.run(
        program(lower_own_priority),
        cwd=PROJECT, capture_output=True, check=True, start_new_session=own_session,
    )  # fmt: skip
    alone_before, before, alone, after = done.stdout.decode().split()
    assert int(alone) == min(int(alone_before) + 5, 19)
    # The session that is not its own, it leaves alone.
    assert after == ("5" if own_session and before != "none" else before)
