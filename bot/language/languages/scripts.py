"""Scripts: which writing systems a text is in."""

import re
from collections import Counter
from enum import StrEnum
from functools import cache

from bot.language.normalization import normalize_characters


class Script(StrEnum):
    """A writing system; ``OTHER`` is any that no language with a file is written in."""

    LATIN = "Latin"
    CYRILLIC = "Cyrillic"
    GREEK = "Greek"
    ARMENIAN = "Armenian"
    HEBREW = "Hebrew"
    ARABIC = "Arabic"
    DEVANAGARI = "Devanagari"
    TAMIL = "Tamil"
    HAN = "Han"
    HIRAGANA = "Hiragana"
    KATAKANA = "Katakana"
    HANGUL = "Hangul"
    OTHER = "other"


_RANGES = {
    Script.LATIN: "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff",
    Script.CYRILLIC: "\u0400-\u052f",
    Script.GREEK: "\u0370-\u03ff\u1f00-\u1fff",
    Script.ARMENIAN: "\u0530-\u058f",
    Script.HEBREW: "\u0590-\u05ff\ufb1d-\ufb4f",
    Script.ARABIC: "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    Script.DEVANAGARI: "\u0900-\u097f",
    Script.TAMIL: "\u0b80-\u0bff",
    Script.HAN: "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    Script.HIRAGANA: "\u3041-\u309f",
    Script.KATAKANA: "\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f",
    Script.HANGUL: "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
}
_KNOWN_LETTERS = re.compile(f"[{''.join(_RANGES.values())}]+")
_MAX_LENGTH = 2_000  # characters: the beginning of a text tells its script


@cache
def _compile() -> tuple[tuple[Script, re.Pattern[str]], ...]:
    return tuple((script, re.compile(f"[{chars}]+")) for script, chars in _RANGES.items())


def count_scripts(text: str) -> Counter[Script]:
    """Return the number of letters of each script at the beginning of ``text``."""
    opening = normalize_characters(text[:_MAX_LENGTH])
    if opening.isascii():
        return Counter({Script.LATIN: sum(map(str.isalpha, opening))})
    counts = Counter(
        {
            script: count
            for script, pattern in _compile()
            if (count := sum(map(len, pattern.findall(opening))))
        }
    )
    unknown_count = sum(map(str.isalpha, _KNOWN_LETTERS.sub("", opening)))
    return counts + Counter({Script.OTHER: unknown_count})  # without what is zero
