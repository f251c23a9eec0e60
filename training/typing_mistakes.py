"""Make the mistakes of people who type: part of the questions to learn from.

A slip of a finger hits the key beside, leaves a letter out, doubles or swaps letters; who spells
by ear writes what sounds alike. Mistakes fall on the longer words, in names first, and seldom
on a word's first letter: Kukich (1992), "Techniques for automatically correcting words in text".
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = (
    ("ck", "k"), ("ph", "f"), ("ei", "ie"), ("ie", "ei"), ("ough", "uff"), ("tion", "sion"),
    ("ance", "ence"), ("ence", "ance"), ("able", "ible"), ("ll", "l"), ("ss", "s"), ("tt", "t"),
    ("mm", "m"), ("nn", "n"), ("rr", "r"), ("pp", "p"), ("ea", "ee"), ("ee", "ea"), ("ou", "u"),
    ("sc", "s"), ("wh", "w"), ("ey", "y"), ("ae", "e"), ("y", "i"), ("c", "k"), ("z", "s"),
    ("v", "w"),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_MIN_LETTERS = 4  # shorter words are mistyped less, and never found again
_SECOND_SHARE = 0.35  # the share of texts with a second mistake
_EAR_SHARE = 0.3
_NAME_WEIGHT, _FRAME_WEIGHT = 3.0, 0.15
_FRAME = frozenset(
    "what when where which whose that this does have were will with from about after there their"
    " many much long been being into over than then they them would could should".split()
)


def mistype(text: str, seed: str) -> str:
    """Return a text with one or two typing mistakes, the same for the same ``seed``.

    A text without a word that is long enough is returned as it is.
    """
    randomness = random.Random(seed)  # noqa: S311 - no secret
    words = [word for word in _WORD.finditer(text) if len(word.group()) >= _MIN_LETTERS]
    if not words:
        return text
    weights = [_weight(word.group(), word.start() == 0) for word in words]
    places = {randomness.choices(range(len(words)), weights)[0]}
    if randomness.random() < _SECOND_SHARE:
        places.add(randomness.choices(range(len(words)), weights)[0])
    for number in sorted(places, reverse=True):
        word = words[number]
        text = text[: word.start()] + _misspell(word.group(), randomness) + text[word.end() :]
    return text


def _weight(word: str, is_first: bool) -> float:
    if word.lower() in _FRAME:
        return _FRAME_WEIGHT
    return _NAME_WEIGHT if word[0].isupper() and not is_first else 1.0


def _misspell(word: str, randomness: random.Random) -> str:
    """Return another spelling of a word."""
    makers: Sequence[Callable[[str, random.Random], Iterator[str]]]
    makers = [_slips, _sounds] if randomness.random() >= _EAR_SHARE else [_sounds, _slips]
    for make in makers:
        for spelling in make(word, randomness):
            if spelling.lower() != word.lower():
                return spelling
    return word


def _slips(word: str, randomness: random.Random) -> Iterator[str]:
    """Yield what fingers make of a word, in a random order."""
    place = randomness.randrange(1, len(word))
    start, letter, end = word[:place], word[place], word[place + 1 :]
    spellings = [
        start + end,
        start + letter + letter + end,
        start + randomness.choice(_neighbours(letter)) + end,
        *([start[:-1] + letter + start[-1] + end] if place > 1 else []),
    ]
    randomness.shuffle(spellings)
    yield from spellings


def _sounds(word: str, randomness: random.Random) -> Iterator[str]:
    """Yield what ears make of a word, in a random order."""
    pairs = [(sound, spelling) for sound, spelling in _SOUNDS if sound in word[1:]]
    randomness.shuffle(pairs)
    for sound, spelling in pairs:
        yield word[0] + word[1:].replace(sound, spelling, 1)


def _neighbours(letter: str) -> str:
    """Return the letters beside one on the keyboard."""
    for row in _ROWS:
        if (place := row.find(letter.lower())) >= 0:
            return row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    return "e"
