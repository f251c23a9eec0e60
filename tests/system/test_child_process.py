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


def test_who_computes_without_end_ends_with_its_parent() -> None:
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


def test_whose_parent_is_gone_already_does_not_begin() -> None:
    command = program(begin_with_parent)
    done = subprocess.run(command, cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True)
    assert done.stdout == b""


@pytest.mark.parametrize("own_session", [False, True])
def test_what_gives_way_does_so_in_its_own_session_too(own_session: bool) -> None:
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
