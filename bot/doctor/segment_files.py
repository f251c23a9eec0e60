"""Segment files: whether tantivy's files have the checksums with which they were written.

Opening the index itself would create files in it.
"""

import json
import time
import zlib
from pathlib import Path

_CHECK_SECONDS = 5.0
_CHUNK = 1024 * 1024
# How a file of tantivy ends: JSON with a checksum, its length, and a number that marks the end.
_FOOTER_END = 8
_FOOTER_MARK = 1337
_LONGEST_FOOTER = 50_000


def find_broken_segment(meta: Path) -> str:
    """Return what is wrong with the files that ``meta.json`` names, as far as there is time."""
    try:
        entries = json.loads(meta.read_bytes())["segments"]
        segments = [str(entry["segment_id"]) for entry in entries]
    except (OSError, ValueError, KeyError, TypeError):
        return f"{meta.name} cannot be read"
    end = time.monotonic() + _CHECK_SECONDS
    for segment in segments:
        files = sorted(meta.parent.glob(f"{segment.replace('-', '')}.*"))
        if not files:
            return f"a part of {meta.parent.name} is missing"
        for file in files:
            try:
                if not _is_whole(file, end):
                    return f"{file.name} is not as it was written"
            except FileNotFoundError:
                continue  # another process replaced it meanwhile
            except OSError as error:
                return f"{file.name} cannot be read ({error.strerror})"
    return ""


def _is_whole(path: Path, end: float) -> bool:
    """Tell whether a file has its checksum; what there is no time for counts as whole."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - _FOOTER_END, 0))
        tail = file.read()
        length = int.from_bytes(tail[:4], "little")
        mark = int.from_bytes(tail[4:], "little")
        if len(tail) < _FOOTER_END or mark != _FOOTER_MARK or length > _LONGEST_FOOTER:
            return False
        body = size - _FOOTER_END - length
        if body < 0:
            return False
        file.seek(body)
        try:
            stored_checksum = int(json.loads(file.read(length))["crc"])
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        checksum = 0
        while body > 0:
            if time.monotonic() > end:
                return True
            chunk = file.read(min(_CHUNK, body))
            if not chunk:
                return False
            checksum, body = zlib.crc32(chunk, checksum), body - len(chunk)
        return checksum == stored_checksum
