"""Recognition: why a file of a format that is not read is rejected."""

from bot.articles.findings import ArticleError
from bot.reading.decoding import detect_marked_codec
from bot.reading.foreign.byte_marks import find_marked_format, is_binary
from bot.reading.foreign.name_endings import find_format_by_ending
from bot.reading.foreign.text_openings import find_foreign_opening


def refuse_foreign_content(head: bytes, opening: str) -> None:
    """Raise ArticleError where the content is beyond doubt of a format that is not read.

    ``head`` are a file's first bytes, and ``opening`` the characters in them.
    """
    foreign_format = find_marked_format(head) or find_foreign_opening(opening)
    if foreign_format is not None:
        raise ArticleError(foreign_format.reason)


def explain_unknown_content(head: bytes, name: str, formats: str) -> str:
    """Return why a file of this name is rejected that no format recognised.

    ``formats`` are those that are read, in words.
    """
    is_text = bool(detect_marked_codec(head)) or not is_binary(head)
    foreign_format = find_format_by_ending(name, is_text=is_text)
    if foreign_format is not None:
        return foreign_format.reason
    if not is_text:
        return "it is binary data, not text"
    return (
        f"its format is unknown: I read {formats}; if it is plain text, give it a name that ends"
        " with .txt"
    )
