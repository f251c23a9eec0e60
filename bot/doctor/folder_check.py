"""Folder check: the articles, the data folder, and the disk that they are on."""

import os
import shutil
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.articles.ignored import is_ignored
from bot.doctor.diagnosis import Diagnosis, approve, blame, warn
from bot.localization.english import count_noun, format_bytes
from bot.reading.source import display_path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK_SYSTEMS = frozenset(
    "nfs nfs4 cifs smb3 smbfs afs ceph glusterfs fuse.glusterfs fuse.sshfs fuse.s3fs fuse.rclone"
    " davfs fuse.davfs lustre beegfs ocfs2 gfs2".split()
)
_LEAST_FREE = 100_000_000  # bytes
_ENOUGH_FREE = 1_000_000_000
_FOREIGN_RIGHTS = stat.S_IRWXG | stat.S_IRWXO
_SCAN_SECONDS = 4.0


def check_corpus(roots: Sequence[Path]) -> Iterator[Diagnosis]:
    """Yield whether the files and folders to search exist, can be read and hold anything."""
    total = 0
    for root in roots:
        if not root.exists():
            yield blame(
                "corpus",
                f"there is no folder {display_path(root)} to search",
                f"create it and put article files into it (mkdir -p {display_path(root)}), or "
                "name another one by DATELINE_CORPUS",
            )
            continue
        if not os.access(root, os.R_OK | (os.X_OK if root.is_dir() else 0)):
            yield blame(
                "corpus", f"{display_path(root)} cannot be read by the user {os.geteuid()}",
                f"chmod u+rX {display_path(root)}, or run the bot as the user who owns it",
            )  # fmt: skip
            continue
        count, unreadable = _count_files(root)
        total += count
        if unreadable:
            yield blame(
                "corpus",
                f"{count_noun('file', len(unreadable))} cannot be read, such as "
                f"{display_path(unreadable[0])}",
                f"chmod -R u+rX {display_path(root)}, or run the bot as the user who owns them",
            )
        if count:
            yield approve("corpus", f"{display_path(root)} has {count_noun('file', count)}")
        elif not unreadable:
            yield warn(
                "corpus", f"{display_path(root)} is empty",
                "put article files into it; dateline corpus check FILE shows what is understood",
            )  # fmt: skip


def check_data(folder: Path, mounts: Path = _MOUNTS) -> Iterator[Diagnosis]:
    """Yield whether the data folder can be written, by whom else, and what it lies on."""
    name = display_path(folder)
    if not folder.exists():
        parent = find_parent(folder)
        if parent.is_dir() and os.access(parent, os.W_OK | os.X_OK):
            yield approve("data", f"{name} is created at the first start")
        else:
            yield blame(
                "data", f"{name} cannot be created in {display_path(parent)}",
                "name a folder that can be written by DATELINE_DATA",
            )  # fmt: skip
        return
    if not folder.is_dir():
        yield blame("data", f"{name} is a file", "name a folder by DATELINE_DATA")
        return
    yield from _check_access(folder)
    system = find_file_system(folder, mounts)
    if system in _NETWORK_SYSTEMS:
        yield warn(
            "data", f"{name} is on a network file system ({system}), where SQLite's locks fail",
            "name a folder on a disk of this machine by DATELINE_DATA",
        )  # fmt: skip


def check_disk(folder: Path) -> Iterator[Diagnosis]:
    """Yield how much is free where the data folder is or will be."""
    place = find_parent(folder)
    free = shutil.disk_usage(place).free
    text = f"{format_bytes(free)} are free for {display_path(folder)}"
    inodes = os.statvfs(place)
    if inodes.f_files and not inodes.f_favail:
        yield blame("disk", "no more files can be created on it", "delete files that nobody needs")
    elif free < _LEAST_FREE:
        yield blame("disk", f"only {text}", "make room, or name another disk by DATELINE_DATA")
    elif free < _ENOUGH_FREE:
        yield warn("disk", f"only {text}", "make room: an index takes about twice its articles")
    else:
        yield approve("disk", text)


def find_parent(folder: Path) -> Path:
    """Return a folder, or the nearest one above it that exists."""
    folder = folder.absolute()
    return next(path for path in (folder, *folder.parents) if path.exists())


def find_file_system(folder: Path, mounts: Path = _MOUNTS) -> str:
    """Return the kind of the file system that a folder is on, empty where it is not known."""
    real = os.path.realpath(folder)
    try:
        rows = [line.split() for line in mounts.read_text(errors="replace").splitlines()]
    except OSError:
        return ""
    best, kind = -1, ""
    for row in rows:
        # Spaces in a mount point are written as \040.
        point = row[1].encode().decode("unicode_escape", "replace") if len(row) > 2 else ""
        is_above = point == "/" or real == point or real.startswith(f"{point}/")
        if point and is_above and len(point) >= best:
            best, kind = len(point), row[2]
    return kind


def _check_access(folder: Path) -> Iterator[Diagnosis]:
    name, status = display_path(folder), folder.stat()
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        owner = f"sudo chown -R {os.geteuid()} {name}"
        yield blame(
            "data", f"{name} cannot be written by the user {os.geteuid()}",
            f"{owner}, or name another folder by DATELINE_DATA",
        )  # fmt: skip
        return
    if status.st_uid != os.geteuid():
        yield warn(
            "data", f"{name} belongs to the user {status.st_uid}, the bot runs as {os.geteuid()}",
            f"run this as the user of the bot, or sudo chown -R {os.geteuid()} {name}",
        )  # fmt: skip
    elif status.st_mode & _FOREIGN_RIGHTS:
        yield warn(
            "data", f"other users of this machine can look into {name}, where questions are kept",
            f"chmod -R go= {name}",
        )  # fmt: skip
    else:
        yield approve("data", f"{name} can be written, and by nobody else")


def _count_files(root: Path) -> tuple[int, list[Path]]:
    """Return how many files a folder holds, as far as there is time, and which cannot be read."""
    if root.is_file():
        return 1, []
    count, unreadable = 0, list[Path]()
    end = time.monotonic() + _SCAN_SECONDS

    def note(error: OSError) -> None:
        unreadable.append(Path(str(error.filename)))

    for parent, folders, files in os.walk(root, onerror=note):
        folders[:] = [f for f in folders if not is_ignored(f, at_root=Path(parent) == root)]
        for file in files:
            if is_ignored(file, at_root=Path(parent) == root):
                continue
            count += 1
            if not os.access(Path(parent, file), os.R_OK):
                unreadable.append(Path(parent, file))
        if time.monotonic() > end:
            break
    return count, unreadable
