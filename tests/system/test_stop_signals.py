import os
import signal
import subprocess
import threading

from bot.system.stop_signals import on_stop_signal
from tests.paths import PROJECT
from tests.programs import hang_after_begin, program
from tests.waiting import LAST_RESORT


def test_a_signal_is_told_from_another_thread() -> None:
    asked = threading.Event()
    earlier = signal.getsignal(signal.SIGTERM)
    with on_stop_signal(asked.set, LAST_RESORT * 100):
        os.kill(os.getpid(), signal.SIGTERM)
        assert asked.wait(LAST_RESORT)
    assert signal.getsignal(signal.SIGTERM) == earlier


def test_a_process_whose_main_thread_hangs_ends_all_the_same() -> None:
    command = program(hang_after_begin)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT, stdout=pipe, stderr=pipe) as process:
        assert process.stdout
        assert process.stdout.readline() == b"begun\n"
        process.terminate()
        output, errors = process.communicate(timeout=LAST_RESORT)
    assert (process.returncode, output) == (0, b"asked\n")
    assert b"Not everything ended" in errors
