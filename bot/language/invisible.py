"""Invisible characters: marks in a text that are no part of its words."""

import re
import unicodedata

# Which letters a joiner shapes, or which pictures it joins; elsewhere it fills newsletters.
_JOINED = (
    "\u0590-\u08ff\u0900-\u1cff\ua800-\uabff\U00010a00-\U00011fff"
    "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
)
# Where words are not divided by blanks, a zero-width one divides them.
_UNDIVIDED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_FLAG = "\U0001f3f4"
_TAGS = "\U000e0000-\U000e007f"

_HYPHENATED = re.compile("(?<=\\w)\u00ad+[ \t]*\r?\n[ \t]*(?=\\w)")
_ALWAYS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
)
# Most texts have none, which is told much sooner.
_CANDIDATE = re.compile(f"[{_ALWAYS}\u200b-\u200d{_TAGS}]")
# Drawn as nothing: fillers of Hangul, braille without a dot, what Unicode keeps for later marks.
_BLANK = re.compile(
    "[\u115f\u1160\u3164\uffa0\u2800\u2065\ufff0-\ufff8\U0001d159\U000e0000-\U000e0fff]"
)
_INVISIBLE = re.compile(
    f"[{_ALWAYS}]"
    f"|(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
    f"|(?<![{_UNDIVIDED}])\u200b|\u200b(?![{_UNDIVIDED}])"
    f"|(?<![{_FLAG}{_TAGS}])[{_TAGS}]+"
)


def remove_invisible(text: str) -> str:
    """Return ``text`` without soft hyphens, zero-width and direction marks and the like.

    A word hyphenated softly at the end of a line becomes one. Joiners stay where they shape
    letters or pictures, and zero-width blanks where they divide words of Thai, Khmer and Burmese.
    """
    if text.isascii() or not _CANDIDATE.search(text):
        return text
    if "\u00ad" in text:
        text = _HYPHENATED.sub("", text)
    return _INVISIBLE.sub("", text)


def is_visible(text: str) -> bool:
    """Tell whether a text has anything that is drawn, be it a letter that is not known here."""
    return any(map(_is_drawn, text))


def _is_drawn(character: str) -> bool:
    if "!" <= character <= "~":
        return True
    category = unicodedata.category(character)
    is_blank = category in ("Cc", "Cf") or category[0] in "MZ"
    return not (is_blank or _BLANK.match(character))
