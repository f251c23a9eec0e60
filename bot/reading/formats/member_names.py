"""Names of archive members: which are safe, and which are ignored."""

import re

from bot.articles.ignored import is_ignored

_SHORT_LENGTH = 100
_DRIVE = re.compile(r"[A-Za-z]:")


def check_member_name(name: str, longest: int) -> str:
    """Return why a member of this name is not read, empty where it may be.

    Nothing is ever written to the path that a name gives, but such names are meant to do harm.
    """
    if "\0" in name:
        return "its name contains a NUL character"
    if len(name) > longest:
        return f"its name has more than {longest:,} characters"
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        return "its name is an absolute path: pack it with a relative one"
    if ".." in _parts(name):
        return "its name points outside the archive"
    return ""


def is_ignored_member(name: str) -> bool:
    """Tell whether it is hidden, a backup or a system file, as in folders."""
    return any(is_ignored(part, at_root=False) for part in _parts(name))


def shorten_name(name: str) -> str:
    """Return a name that fits into a report."""
    return (
        name
        if len(name) <= 2 * _SHORT_LENGTH
        else f"{name[:_SHORT_LENGTH]}…{name[-_SHORT_LENGTH:]}"
    )


def _parts(name: str) -> list[str]:
    return [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
