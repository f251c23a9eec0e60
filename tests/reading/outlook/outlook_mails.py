"""Compound files and mails of Outlook, made by hand."""

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

_SECTOR, _SMALL_SECTOR, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)

Folder = Mapping[str, "bytes | Folder"]


def compound_file(streams: Folder) -> bytes:
    """Return a compound file of streams, and of folders with streams in them."""
    small, small_fat = bytearray(), list[int]()
    sectors, fat = bytearray(), list[int]()

    def chain(data: bytes, target: bytearray, table: list[int], size: int) -> int:
        if not data:
            return _END
        first = len(table)
        count = -(-len(data) // size)
        target += data + bytes(count * size - len(data))
        table += [*range(first + 1, first + count), _END]
        return first

    entries: list[tuple[str, int, int, int, int, int]] = [("Root Entry", 5, _FREE, _FREE, 0, 0)]

    def add(folder: Folder) -> int:
        """Return the number of the first entry; each has the next on its right."""
        places = []
        for name, content in folder.items():
            place = len(entries)
            places.append(place)
            if isinstance(content, bytes):
                is_small = len(content) < _CUTOFF
                start = (
                    chain(content, small, small_fat, _SMALL_SECTOR)
                    if is_small
                    else chain(content, sectors, fat, _SECTOR)
                )
                entries.append((name, 2, _FREE, _FREE, start, len(content)))
            else:
                entries.append((name, 1, _FREE, _FREE, 0, 0))
                child = add(content)
                entries[place] = (name, 1, _FREE, child, 0, 0)
        for place, right in zip(places, [*places[1:], _FREE], strict=True):
            name, kind, _, child, start, size = entries[place]
            entries[place] = (name, kind, right, child, start, size)
        return places[0] if places else _FREE

    child = add(streams)
    root_start = chain(bytes(small), sectors, fat, _SECTOR)
    entries[0] = ("Root Entry", 5, _FREE, child, root_start, len(small))
    directory = b"".join(_entry(*entry) for entry in entries)
    directory_start = chain(directory, sectors, fat, _SECTOR)
    table = b"".join(struct.pack("<I", number) for number in small_fat)
    small_start = chain(table, sectors, fat, _SECTOR)
    small_count = -(-len(table) // _SECTOR)
    fat_count = 1
    while (len(fat) + fat_count) * 4 > fat_count * _SECTOR:
        fat_count += 1
    fat_places = [len(fat) + number for number in range(fat_count)]
    fat += [_FAT] * fat_count
    fat += [_FREE] * (fat_count * _SECTOR // 4 - len(fat))
    sectors += b"".join(struct.pack("<I", number) for number in fat)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIII", 0, fat_count, directory_start, 0, _CUTOFF)
    header += struct.pack("<IIII", small_start, small_count, _END, 0)
    header += b"".join(struct.pack("<I", place) for place in fat_places)
    header += struct.pack("<I", _FREE) * (109 - fat_count)
    return header + bytes(sectors)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    label = name.encode("utf-16-le") + b"\0\0"
    head = label.ljust(64, b"\0") + struct.pack("<HBB", len(label), kind, 1)
    return (
        head
        + struct.pack("<III", _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def mail_streams(
    texts: Mapping[int, str | bytes], times: Mapping[int, datetime], *, is_attached: bool = False
) -> dict[str, bytes]:
    """Return the streams of a mail: its texts as UTF-16 or as bytes, and its times."""
    streams, entries = {}, b""
    for number, moment in times.items():
        value = int((moment - _EPOCH).total_seconds()) * 10_000_000
        entries += struct.pack("<HHIQ", 0x0040, number, 6, value)
    for number, text in texts.items():
        kind = 0x001F if isinstance(text, str) else 0x0102
        data = text.encode("utf-16-le") if isinstance(text, str) else text
        streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
        entries += struct.pack("<HHIII", kind, number, 6, len(data), 0)
    return {"__properties_version1.0": bytes(24 if is_attached else 32) + entries, **streams}
