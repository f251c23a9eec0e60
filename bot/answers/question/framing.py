"""Framing: what is asked inside what is said, without greetings, thanks and reasons for asking."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.answers.question.english.frame_words import (
    ASIDES,
    CLAUSE_FRAMES,
    LEADING_FRAMES,
    STATEMENT_OPENERS,
    TRAILING_FRAMES,
)
from bot.answers.question.english.news_words import AUXILIARIES, INTERROGATIVES
from bot.language.sentences import split_sentences

# Characters; whoever writes more pastes an article, and every pattern reads every character.
_MAX_LENGTH = 2_000
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def _compile(patterns: Iterable[str]) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in patterns]


_LEAD_FRAMES = _compile((*LEADING_FRAMES, *CLAUSE_FRAMES))
_TAIL_FRAMES = _compile(TRAILING_FRAMES)
_ASIDES = _compile(ASIDES)
_OPENER = re.compile(STATEMENT_OPENERS, re.IGNORECASE)


@lru_cache(1_000)
def find_matter(message: str) -> str:
    """Return the part of a message that asks, the whole of it where nothing else would be left."""
    if len(message) > _MAX_LENGTH:
        return message
    text = message.strip().replace("’", "'")
    for aside in _ASIDES:
        text = aside.sub(" ", text)
    sentences = [_strip_frames(span.slice(text)) for span in split_sentences(text)]
    requests = [sentence for sentence in sentences if not _is_about_asker(sentence)]
    matter = " ".join(" ".join(sentence for sentence in requests if sentence).split())
    return matter if _WORD.search(matter) or not _WORD.search(message) else message


def _strip_frames(sentence: str) -> str:
    """Remove frames from both ends until none is left, but never all of it."""
    predecessor = ""
    while sentence != predecessor:
        predecessor = sentence
        for pattern in _LEAD_FRAMES:
            match = pattern.match(sentence)
            if match and _WORD.search(sentence, match.end()):
                sentence = sentence[match.end() :].lstrip()
        for pattern in _TAIL_FRAMES:
            match = pattern.search(sentence)
            if match and _WORD.search(sentence[: match.start()]):
                is_asking = "?" in match[0] or "?" in sentence[: match.start()]
                sentence = sentence[: match.start()].rstrip(" ,;.!") + "?" * is_asking
    return sentence.replace("??", "?")


def _is_about_asker(sentence: str) -> bool:
    """Tell whether a sentence states something about who asks: my grandmother would be happy."""
    if "?" in sentence or not _OPENER.match(sentence):
        return False
    words = [word.casefold() for word in _WORD.findall(sentence)]
    return not words or not (words[0] in INTERROGATIVES or words[0] in AUXILIARIES)
