"""Guided: atheris changes files towards code that was not reached before."""

import sys

import atheris

with atheris.instrument_imports(
    include=[
        "bot.articles",
        "bot.reading",
        "compressed_rtf",
        "docx",
        "email",
        "feedparser",
        "olefile",
        "plistlib",
        "pypdfium2",
        "tarfile",
        "warcio",
        "xlrd",
        "zipfile",
    ]
):
    import compressed_rtf  # noqa: F401
    import docx  # noqa: F401
    import feedparser  # noqa: F401
    import olefile  # noqa: F401
    import pypdfium2  # noqa: F401
    import warcio.archiveiterator  # noqa: F401
    import xlrd  # noqa: F401

    from tests.fuzz.promises import keep_promises

_NAMES = ("a", "a.jsonl", "a.csv", "a.md", "a.xml", "a.mbox", "2026-01-07-a.txt", "a.zip", "a.rtf")


def give(data: bytes) -> None:
    """Read one input: a name, NUL, and what the file holds."""
    name, _, content = data.partition(b"\0")
    try:
        called = name.decode("ascii")
    except UnicodeDecodeError:
        called = ""
    if not called.isprintable() or "/" in called or not 0 < len(called) < 60:
        called = _NAMES[len(data) % len(_NAMES)]
    keep_promises(called, content)


if __name__ == "__main__":
    atheris.Setup(sys.argv, give)
    atheris.Fuzz()
