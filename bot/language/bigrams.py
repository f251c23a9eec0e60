"""Bigrams: the terms of scripts that write no spaces, or endings together with words.

As in Lucene's CJKAnalyzer every two adjacent characters are a term, but not across what carries
no matter: particles, endings and polite forms divide a run, in questions and articles alike.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise

from bot.language.languages.language import Language
from bot.language.normalization import load_simplified

RUN = (
    "\u0e00-\u0e4e\u0e81-\u0ece\u1000-\u104f\u1100-\u11ff\u1780-\u17d3\u2e80-\u2fdf\u3005-\u3007"
    "\u3041-\u309f\u30a1-\u30fa\u30fc-\u318f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
"""The characters of these scripts, for a class of a regular expression."""

_HIRAGANA_RUN = re.compile(r"[\u3041-\u309f]+|[\u30a1-\u30ff\uff66-\uff9f]+|[^\u3041-\u30ff]+")
_IS_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_LEAST_HIRAGANA = 3  # characters: less is an ending of the word before it
_MAX_ENDINGS = 3  # that follow one another on a Korean word

Splitter = Callable[[str], list[str]]
"""From a run of such characters to its terms."""


def find_splitter(language: Language) -> Splitter:
    """Return what splits the runs of an article or question in ``language``."""
    make = {"zh": _split_chinese, "ja": _split_japanese, "ko": _split_korean}.get(language.code)
    return make(language) if make else _pair


def _pair(run: str) -> list[str]:
    """Return every two adjacent characters; a single one as it is."""
    return [first + second for first, second in pairwise(run)] or [run]


def _pair_all(runs: Iterable[str]) -> list[str]:
    return list(chain.from_iterable(map(_pair, runs)))


def _compile(strings: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(strings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


def _split_chinese(language: Language) -> Splitter:
    simple_forms = load_simplified()
    dividers = _compile(word.translate(simple_forms) for word in language.stop_words)

    def split(run: str) -> list[str]:
        return _pair_all(filter(None, dividers.split(run.translate(simple_forms))))

    return split


def _split_japanese(language: Language) -> Splitter:
    strings = [word for word in language.stop_words if _IS_HIRAGANA.match(word)]
    dividers = _compile(strings)

    def parts(run: str) -> Iterator[str]:
        for part in _HIRAGANA_RUN.findall(run):
            if not _IS_HIRAGANA.match(part):
                yield part
                continue
            for word in dividers.split(part):
                if len(word) >= _LEAST_HIRAGANA:
                    yield word

    return lambda run: _pair_all(parts(run))


def _split_korean(language: Language) -> Splitter:
    endings = re.compile(rf"(?<=.)(?:{_compile(language.stop_words).pattern})$")

    def split(run: str) -> list[str]:
        if run in language.stop_words:
            return []
        for _ in range(_MAX_ENDINGS):
            shorter = endings.sub("", run, count=1)
            if shorter == run:
                break
            run = shorter
        return _pair(run)

    return split
