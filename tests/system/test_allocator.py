"""The C library's allocator: one arena for all threads, and large blocks given back."""

import os
import re
import subprocess
import sys

import pytest

from bot.system.memory.allocator import _has_glibc, give_back_free_memory, keep_native_memory_flat
from tests.waiting import LAST_RESORT

_PROGRAM = """
import ctypes, sys, threading
from bot.system.memory.allocator import keep_native_memory_flat
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

_GAPS = """
from pathlib import Path
from bot.system.memory.allocator import give_back_free_memory, keep_native_memory_flat
def read_pages():
    return int(Path("/proc/self/statm").read_text().split()[1]) - pages
keep_native_memory_flat()
pages = 0
pages = read_pages()
blocks = [bytes(20_000) if n % 2 else bytes(600) for n in range(6000)]
blocks = [block for block in blocks if len(block) == 600]
before = read_pages()
give_back_free_memory()
print(before, read_pages())
"""


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
    _has_glibc.cache_clear()
    try:
        keep_native_memory_flat()
        give_back_free_memory()
        assert not _has_glibc()
    finally:
        _has_glibc.cache_clear()


@pytest.mark.skipif(not _has_glibc(), reason="another C library")
def test_free_memory_between_blocks_is_given_back() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _GAPS],
        stdout=subprocess.PIPE, text=True, check=True, timeout=LAST_RESORT,
    )  # fmt: skip
    before, after = map(int, run.stdout.split())
    assert after < before / 2
