"""Text fragment: an address that opens an article at the sentence that is quoted.

The syntax is that of https://wicg.github.io/scroll-to-text-fragment/, which browsers follow; those
that do not open the article at its top.
"""

from urllib.parse import quote as quote_address

from bot.chat.replies.links import is_link

# A longer text is named by its beginning and its end, which may stand in different paragraphs.
_LONGEST_WHOLE = 80
_EDGE_WORDS = 5
_EDGE_CHARACTERS = 20


def link_to_sentence(url: str, sentence: str) -> str:
    """Return the address with ``sentence`` as its fragment; without it where it gets too long."""
    text = " ".join(sentence.split())
    beginning, ending = _split_edges(text)
    parts = [beginning] if not ending else [beginning, ending]
    fragment = ":~:text=" + ",".join(map(_encode, parts))
    separator = "" if "#" in url else "#"
    address = f"{url}{separator}{fragment}"
    return address if is_link(address) else url


def _split_edges(text: str) -> tuple[str, str]:
    """Return the first and the last words of a long text; a short one whole, and nothing."""
    if len(text) <= _LONGEST_WHOLE and "\n" not in text:
        return text, ""
    words = text.split(" ")
    if len(words) >= 2 * _EDGE_WORDS:
        return " ".join(words[:_EDGE_WORDS]), " ".join(words[-_EDGE_WORDS:])
    return text[:_EDGE_CHARACTERS].rstrip(), text[-_EDGE_CHARACTERS:].lstrip()


def _encode(text: str) -> str:
    # A hyphen and a comma are part of the syntax.
    return quote_address(text, safe="", errors="replace").replace("-", "%2D")
