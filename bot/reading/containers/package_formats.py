"""Package formats: which document a ZIP archive is."""

import re
from collections.abc import Sequence

from bot.articles.findings import ArticleError
from bot.reading.epub import document as epub_document
from bot.reading.foreign.package_parts import find_foreign_package
from bot.reading.formats.format import Format
from bot.reading.opendocument import document as opendocument_document
from bot.reading.word import document as word_document

_FORMATS = (word_document.FORMAT, epub_document.FORMAT, opendocument_document.FORMAT)


def find_package_format(names: Sequence[str], media_type: str, name: str) -> Format | None:
    """Return the format of a ZIP archive called ``name`` that is a document, None for others.

    ``names`` are those of its members, and ``media_type`` what its member ``mimetype`` says. Raise
    ArticleError for a document that is not read.
    """
    for marks in ([media_type], names):
        for candidate in _FORMATS:
            if any(re.fullmatch(candidate.package, mark) for mark in marks):
                return candidate
        foreign_format = find_foreign_package(marks, media_type, name)
        if foreign_format is not None:
            raise ArticleError(foreign_format.reason)
    return None
