"""The C library's allocator: one arena for all threads, and large blocks given back."""

import os
import re
import subprocess
import sys
from contextlib import suppress

import pytest

from bot.system.allocator import keep_native_memory_flat
from tests.waiting import LAST_RESORT

_PROGRAM = """
import ctypes, sys, threading
from bot.system.allocator import keep_native_memory_flat
if sys.argv[1:]:
    keep_native_memory_flat()
def work():
    blocks.append(bytearray(2000))
    started.wait()
blocks, started = [], threading.Barrier(5)
for _ in range(4):
    threading.Thread(target=work).start()
started.wait()
library = ctypes.CDLL(None)
library.malloc_info(0, ctypes.c_void_p.in_dll(library, "stdout"))
library.fflush(None)
"""


def _has_glibc() -> bool:
    with suppress(AttributeError, OSError, ValueError):
        return bool(os.confstr("CS_GNU_LIBC_VERSION"))
    return False


def _count_arenas(*words: str) -> int:
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        stdout=subprocess.PIPE, text=True, check=True, timeout=LAST_RESORT,
    )  # fmt: skip
    return len(re.findall("<heap nr=", run.stdout))


@pytest.mark.skipif(not _has_glibc(), reason="another C library")
def test_threads_share_the_arena_of_the_process() -> None:
    assert _count_arenas() > 1
    assert _count_arenas("flat") == 1


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> str:
        raise ValueError(name)

    monkeypatch.setattr(os, "confstr", refuse)
    keep_native_memory_flat()
