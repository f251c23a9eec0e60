"""The allocator of the C library, in a process that runs for months."""

import ctypes
import os
from contextlib import suppress

# From malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE = 1024 * 1024
"""Bytes; at 128 KiB, which is where glibc begins, questions took a twentieth longer."""


def keep_native_memory_flat() -> None:
    """Have glibc give freed memory back; call it before there are threads. Others stay as they are.

    By default each thread has an arena of its own, whose gaps no other one fills, and a large
    block that is freed raises the size from which blocks are mapped and given back. Polling feeds
    took more memory each day for that, half of it free. Python's threads take turns anyway, so
    that one arena holds up none of them.
    """
    # Other C libraries, such as musl, refuse this name or do not know it.
    with suppress(AttributeError, OSError, ValueError):
        if os.confstr("CS_GNU_LIBC_VERSION"):
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_ARENA_MAX, 1)
            mallopt(_MMAP_THRESHOLD, _LARGE)
            mallopt(_TRIM_THRESHOLD, _LARGE)
