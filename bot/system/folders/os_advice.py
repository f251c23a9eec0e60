"""Advice on errors of the operating system: what is wrong, and what to do about it."""

import errno

_ADVICE = {
    errno.ENOSPC: "the disk is full: free some space",
    errno.EDQUOT: "the disk's quota is used up: free some space",
    errno.EACCES: "permission denied: allow the user who runs Dateline to read and write there",
    errno.EPERM: "permission denied: allow the user who runs Dateline to read and write there",
    errno.EROFS: "the disk is mounted read-only: mount it so that it can be written",
    errno.EEXIST: "it is a file: set DATELINE_DATA to a folder",
    errno.ENOTDIR: "a part of its path is a file: set DATELINE_DATA to a folder",
}


def advise(error: OSError) -> str:
    """Return what is wrong and what to do, without a stop at its end."""
    return _ADVICE.get(error.errno or 0, str(error.strerror or error))
