"""The furniture of mails: lines around the news that must not be quoted."""

import re
from collections.abc import Collection, Sequence

from bot.reading.mail.mail_phrases import (
    BROWSER,
    CONFIDENTIAL,
    DEVICE,
    LEAVE,
    LEGAL,
    MAIL_WORDS,
    PROMOTION,
    REASON,
)

_LINK = re.compile(r"[<(\[]{0,2}\b(?:https?://|mailto:|www\.)[^\s<>]{1,2000}[>)\]]{0,2}")
_ADDRESS = re.compile(r"[^\s<>()\[\],;]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_PICTURE = re.compile(
    r"\[(?:image|cid|bild|imagen|logo|inline)[:\s][^\]\n]{0,200}\]|\[logo\]", re.IGNORECASE
)
_PROSE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_TWO_SENTENCES = re.compile(r"[.!?]\s+\S")
_SIGNATURE = re.compile(r"--[ \t\u00a0]?")
# As Mailchimp and others turn HTML into plain text: ** Heading, words (https://…).
_HEADING = re.compile(r"^\*\* (?=\S)")
_RULE = re.compile(r"\s*[-=_*]{10,}\s*")
_LINK_BEHIND = re.compile(r" ?(?:\(\s*https?://[^\s()]{1,2000}\s*\)|<https?://[^\s<>]{1,2000}>)")
_MARGINS = " \t>*|·•»-–—[]()"
_FEW_WORDS, _SHORT_WORDS, _LONG_WORDS = 6, 12, 40
_LONGEST = 400
_PROSE_WORDS, _PROSE_CHARACTERS = 4, 12
_SIGNATURE_LINES = 20


def strip_furniture(text: str, addresses: Collection[str] = ()) -> str:
    """Return a mail's text without the lines around its news.

    ``addresses`` are its reader's, in lower case: lines with them are never news. Lines are left
    out; of the others only the marks of headings and the addresses of links are cut off.
    """
    lines = text.split("\n")
    kinds = [_classify(line, addresses) for line in lines]
    news = [number for number, kind in enumerate(kinds) if kind == "prose"]
    if not news:
        kinds = ["prose" if kind == "doubtful" else kind for kind in kinds]
        news = [number for number, kind in enumerate(kinds) if kind == "prose"]
    end = _find_end(lines, kinds)
    start = news[0] if news else 0
    lines_left = [
        _clean(line)
        for number, line in enumerate(lines[:end])
        if kinds[number] != "furniture" and not (kinds[number] == "doubtful" and number < start)
    ]
    while lines_left and not any(map(str.isalnum, lines_left[-1])):
        lines_left.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines_left)).strip()


def _clean(line: str) -> str:
    """Return a line without what a program writes for a link or a heading in plain text."""
    if _RULE.fullmatch(line):
        return ""
    if line.startswith("** "):
        line = _HEADING.sub("", line)
    return _LINK_BEHIND.sub("", line) if "://" in line else line


def _classify(line: str, addresses: Collection[str]) -> str:
    """Return whether a line is furniture, doubtful, prose, blank, or something else.

    A doubtful one is furniture above and tail_kinds the news, but may be a sentence of it.
    """
    if not line.strip():
        return "blank"
    bare = line
    # Most lines have neither, and a search for all at once takes long.
    if "://" in line or "www." in line or "mailto:" in line:
        bare = _LINK.sub(" ", bare)
    if "[" in bare:
        bare = _PICTURE.sub(" ", bare)
    bare = bare.replace("’", "'").strip(_MARGINS)
    if (
        addresses
        and "@" in line
        and any(match[0].lower() in addresses for match in _ADDRESS.finditer(line))
    ):
        return "furniture"
    if not any(map(str.isalnum, bare)):
        return "furniture" if any(map(str.isalnum, line)) else "other"
    if "@" in bare and _ADDRESS.fullmatch(bare):
        return "furniture"
    words = len(bare.split())
    if _is_surely_furniture(bare, words):
        return "furniture"
    ends = bool(_PROSE_END.search(bare))
    if _speaks_of_mail(bare, words):
        has_link = bool(_LINK.search(line) or _ADDRESS.search(line))
        return "doubtful" if ends and words > _FEW_WORDS and not has_link else "furniture"
    is_long = words >= _PROSE_WORDS or (not bare.isascii() and len(bare) >= _PROSE_CHARACTERS)
    return "prose" if (is_long and ends) or words > _LONG_WORDS else "other"


def _is_surely_furniture(bare: str, words: int) -> bool:
    if CONFIDENTIAL.search(bare[:_LONGEST]):
        return True
    if words <= _SHORT_WORDS and DEVICE.search(bare) and not _TWO_SENTENCES.search(bare):
        return True
    return words <= _SHORT_WORDS * 2 and bool(LEGAL.search(bare))


def _speaks_of_mail(bare: str, words: int) -> bool:
    if words > _LONG_WORDS or len(bare) > _LONGEST:
        return False
    if words <= _SHORT_WORDS * 2 and PROMOTION.search(bare):
        return True
    if not (words <= _FEW_WORDS or MAIL_WORDS.search(bare)):
        return words <= _SHORT_WORDS and bool(REASON.search(bare))
    if REASON.search(bare):
        return True
    return words <= _SHORT_WORDS * 2 and bool(BROWSER.search(bare) or LEAVE.search(bare))


def _find_end(lines: Sequence[str], kinds: Sequence[str]) -> int:
    """Return where the news ends: at a signature, or at the first furniture below it."""
    end = len(lines)
    for number, line in enumerate(lines):
        if _SIGNATURE.fullmatch(line) and "prose" in kinds[:number]:
            tail_kinds = [kind for kind in kinds[number + 1 :] if kind != "blank"]
            is_marked = line != "--" or "prose" not in tail_kinds
            if is_marked and len(tail_kinds) <= _SIGNATURE_LINES:
                end = number
                break
    last = max((number for number in range(end) if kinds[number] == "prose"), default=-1)
    if last < 0:
        return end
    tail = range(last + 1, end)
    return next((n for n in tail if kinds[n] in ("furniture", "doubtful")), end)
