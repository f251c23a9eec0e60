"""Detection: what Telegram makes links of by itself, in any text and beside what a bot marks.

The rules are those of TDLib, Telegram's own client library (td/telegram/MessageEntity.cpp). The
server's are not published; in doubt something counts as a link. Times such as 1:30 are links only
below a video, and so are left out.
"""

import re
import unicodedata
from collections.abc import Iterator

from bot.chat.autolinks.web_addresses import find_web_addresses

_WORTH_A_LOOK = re.compile(r"[.@/#$+]|\d[\d -]{11}\d")

# What Telegram leaves out of every text, so that what stands around it comes together.
_IGNORABLE = re.compile("[\r\u0333\u033f\u030a\u2028-\u202e]")

_COMMAND = re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32}|(?!@))(?![\w/<>])")
_MENTION = re.compile(r"(?<!\w)@([a-zA-Z0-9_]{2,32})(?!\w)")
_SHORT_NAMES = frozenset(("gif", "nft", "pic", "ufc", "vid"))
_CASHTAG = re.compile(r"(?<!\$)\$(?:1INCH|[A-Z]{1,8})(?![A-Z$])")
_CARD = re.compile(r"(?<![\w.,+-])\d(?:[ -]*\d){12,18}(?![\w-])", re.ASCII)
_PHONE = re.compile(r"\+\d(?:[ ().\u00a0\u2010-\u2015-]{0,2}\d){6,14}(?!\d)", re.ASCII)
_ADDRESSEE = re.compile(r"@[a-zA-Z0-9_]{3,}")


def find_autolinks(text: str) -> list[tuple[int, int]]:
    """Return where links begin and end, in order, those that touch as one."""
    if not _WORTH_A_LOOK.search(text):
        return []
    places: list[int] | None = None
    if _IGNORABLE.search(text):
        places = [place for place, sign in enumerate(text) if not _IGNORABLE.match(sign)]
        text = "".join(text[place] for place in places)
    spans = _unite(sorted(_find_all(text)))
    if places is None:
        return spans
    return [(places[start], places[end - 1] + 1) for start, end in spans]


def _find_all(text: str) -> Iterator[tuple[int, int]]:
    yield from find_web_addresses(text)
    for match in _MENTION.finditer(text):
        if len(match[1]) > 3 or match[1].lower() in _SHORT_NAMES:
            yield match.span()
    for pattern in (_COMMAND, _PHONE):
        yield from (match.span() for match in pattern.finditer(text))
    yield from _find_hashtags(text)
    for match in _CASHTAG.finditer(text):
        if not _is_tag_sign(text, match.start() - 1) and not _is_tag_sign(text, match.end()):
            yield match.start(), _add_addressee(text, match.end())
    for match in _CARD.finditer(text):
        digits = re.sub("[ -]", "", match.group())
        if len(match.group()) < 2 * len(digits) and _is_card(digits):
            yield match.span()


def _find_hashtags(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("#")
    while start >= 0:
        end = start + 1
        while _is_tag_sign(text, end):
            end += 1
        is_word = any(unicodedata.category(sign)[0] == "L" for sign in text[start:end])
        if is_word and not _is_tag_sign(text, start - 1) and not text.startswith("#", end):
            yield start, _add_addressee(text, end)
        start = text.find("#", end)


def _is_tag_sign(text: str, place: int) -> bool:
    """Tell whether a hashtag may have the character at ``place``, if there is any."""
    if not 0 <= place < len(text):
        return False
    sign = text[place]
    category = unicodedata.category(sign)
    return (
        category[0] == "L"
        or category == "Nd"
        or sign in "_\u200c\u00b7"
        or ("\u0d80" <= sign <= "\u0dff")
    )


def _add_addressee(text: str, end: int) -> int:
    """Return where a tag ends that may go on with ``@`` and the name of a channel."""
    addressee = _ADDRESSEE.match(text, end)
    return addressee.end() if addressee else end


def _is_card(digits: str) -> bool:
    """Tell whether the last of ``digits`` checks the others, as in the numbers of bank cards."""
    doubles = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubles)) % 10 == 0


def _unite(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted spans, those that overlap or touch as one."""
    result: list[tuple[int, int]] = []
    for start, end in spans:
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
