"""Paywalls: what pages say below the beginning of an article that only subscribers may read."""

import re
from functools import cache
from pathlib import Path

from bot.language.sentences import split_sentences

_FILE = Path(__file__).parents[1] / "data" / "walls.txt"
_LONGEST, _MOST_WORDS = 1_000, 60
_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:…|\.{3,})(?:\s*\])?$")
_FINAL = re.compile(r"[.!?。！？।؟][\s'\"”’»)\]]*$")


def is_wall(text: str) -> bool:
    """Tell whether a sentence of a line begins as those of paywalls do."""
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    return bool(_walls().search(text.lower()))


def drop_cut_sentence(text: str) -> str:
    """Return a text without its last sentence, where that breaks off."""
    beginning = _ELLIPSIS.sub("", text)
    if beginning == text and (not text or _FINAL.search(text)):
        return text
    head, mark, last = beginning.rpartition("\n")
    sentences = split_sentences(last)
    end = sentences[-2].end if len(sentences) > 1 else 0
    return (head + mark + last[:end]).rstrip()


@cache
def _walls() -> re.Pattern[str]:
    lines = _FILE.read_text("utf-8").splitlines()
    phrases = "|".join(line for line in lines if line and not line.startswith("#"))
    return re.compile(rf"(?:^\W*|[.!?。！？]['\"”’»)]* *)(?:{phrases})")
