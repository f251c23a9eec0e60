"""Short codes: what WordPress and forums write in square brackets, which no reader sees."""

import re

# With all that stands between their two ends: a picture's caption, a film's address.
_WHOLE_CODE = (
    "audio caption contact-form-7 embed facebook gallery googlemaps iframe instagram playlist"
    " soundcloud tweet twitter video vimeo wp_caption youtube"
).split()
_BBCODE_WHOLE = "audio img video youtube".split()
_BBCODE = "b center color email font i indent left list quote right s size sub sup u url".split()

_VALUE = r"""(?:"[^"\]]*+"|'[^'\]]*+'|[“”″][^“”″\]]*+[“”″]|&quot;[^&\]]*+&quot;|[^\s\]"'\[]++)"""
_ATTRIBUTES = rf"(?:\s++[a-z][a-z0-9_-]*+\s*+=\s*+{_VALUE})"
_CODE = re.compile(
    rf"\[([a-z][a-z0-9_-]{{1,40}}+)((?>{_ATTRIBUTES}+)|\s++https?://[^\s\]]++|)\s*+/?\]"
)
_END = re.compile(r"\[/([a-z][a-z0-9_-]{0,40}+)\]")
_BBCODE_TAG = re.compile(
    rf"\[(/?)({'|'.join((*_BBCODE, *_BBCODE_WHOLE))})(=[^\]\n]{{1,500}}+)?\]", re.IGNORECASE
)
_ITEM = re.compile(r"\[(?:\*|/?li)\][ \t]*+")


def cut_short_codes(text: str) -> str:
    """Return ``text`` without short codes and BBCode; other brackets stay as they are."""
    if "[" not in text or "]" not in text:
        return text
    ends = {match[1] for match in _END.finditer(text)}
    text = _cut_codes(text, ends)
    return _cut_bbcode(text) if "[/" in text else text


def _cut_codes(text: str, ends: set[str]) -> str:
    """Cut what is a short code beyond doubt: by its attributes, its name or its other end."""
    pieces: list[str] = []
    names: set[str] = set()
    ends = set(ends)
    start = 0
    for match in _CODE.finditer(text):
        name, attributes = match[1], match[2]
        if match.start() < start or text.startswith("(", match.end()):
            continue
        is_pair = name in ends
        is_whole = name in _WHOLE_CODE
        is_code = attributes or (is_whole and is_pair) or (is_pair and "_" in name)
        if not is_code and name not in ("gallery", "playlist"):
            continue
        if name in _BBCODE or (name in _BBCODE_WHOLE and is_pair and not is_whole):
            continue
        pieces.append(text[start : match.start()])
        start = match.end()
        names.add(name)
        if is_whole and is_pair:
            end = text.find(f"[/{name}]", start)
            if end >= 0:
                start = end + len(name) + 3
            else:
                ends.discard(name)
    pieces.append(text[start:])
    if not names:
        return text
    return _END.sub(lambda end: "" if end[1] in names else end[0], "".join(pieces))


def _cut_bbcode(text: str) -> str:
    """Cut the marks of BBCode where at least one has both its ends."""
    tags = list(_BBCODE_TAG.finditer(text))
    names = {match[2].lower() for match in tags if not match[1]}
    names &= {match[2].lower() for match in tags if match[1]}
    if not names:
        return text
    pieces: list[str] = []
    start, hidden = 0, ""
    for match in tags:
        name = match[2].lower()
        if name not in names or (hidden and name != hidden):
            continue
        if not hidden:
            pieces.append(text[start : match.start()])
        start = match.end()
        hidden = name if name in _BBCODE_WHOLE and not match[1] else ""
    pieces.append(text[start:])
    text = "".join(pieces)
    return _ITEM.sub("", text) if "list" in names else text
