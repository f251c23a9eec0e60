"""Slips: how far what somebody wrote is from what was meant, by keyboard and by sound."""

import re
from functools import lru_cache
from itertools import pairwise

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")

# Letters that are written for one another since they sound alike.
_ALIKE = frozenset(
    frozenset(pair)
    for pair in "ck cs sz gj iy fv ei ie bp dt mn kq uw vw ae ou ao kx sx hk".split()
)

# A sound and the letters of it that are compared; longer spellings come first.
_SOUNDS = [
    (re.compile(spelling), sound)
    for spelling, sound in (
        ("tch|sch|sh|ch", "c"), ("ph|gh(?=t)", "f"), ("kh|ck|qu|q|x", "k"), ("c(?=[eiy])", "s"),
        ("c", "k"), ("dg", "j"), ("wr", "r"), ("kn", "n"), ("z", "s"), ("w", "v"), ("h", ""),
        ("[aeiouy]+", "a"),
    )
]  # fmt: skip
_AMERICAN = [
    (re.compile(british), american)
    for british, american in (
        ("(?<=.{2})ys(?=[ei])", "yz"), ("(?<=.{3})is(?=[eia])", "iz"), ("our", "or"),
        ("tre$", "ter"), ("ogue", "og"), ("ae|oe", "e"), ("ll(?=ed|ing|er)", "l"),
        ("ence$", "ense"),
    )
]  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")

_SWAP, _REPETITION, _SILENT, _OMISSION = 0.7, 0.4, 0.7, 0.9
_VOWEL, _SOUND, _KEY, _LETTER = 0.7, 0.6, 0.8, 1.1
_FIRST = 1.5
_SAME_SOUND = 0.75


def _find_neighbours() -> frozenset[frozenset[str]]:
    pairs = set()
    for row, keys in enumerate(_KEYS):
        pairs |= {frozenset(pair) for pair in pairwise(keys)}
        if row:
            upper_row = _KEYS[row - 1]
            pairs |= {frozenset(pair) for pair in zip(keys, upper_row, strict=False)}
            pairs |= {frozenset(pair) for pair in zip(keys, upper_row[1:], strict=False)}
    return frozenset(pairs)


NEIGHBOURS = _find_neighbours()
"""Pairs of keys that touch one another on an American keyboard."""


def sound_of(word: str) -> str:
    """Return a key that words have in common which sound alike."""
    for spelling, sound in _SOUNDS:
        word = spelling.sub(sound, word)
    return _DOUBLE.sub(r"\1", word)


def is_variant(first_form: str, second_form: str) -> bool:
    """Tell whether two words are one in British and in American spelling: no slip at all."""
    return first_form != second_form and _americanize(first_form) == _americanize(second_form)


def _americanize(word: str) -> str:
    for british, american in _AMERICAN:
        word = british.sub(american, word)
    return word


@lru_cache(maxsize=10_000)
def slip_cost(typed_form: str, target: str) -> float:
    """Return the weight of the slips that make ``written`` out of ``meant``, about 1 for each.

    A Damerau-Levenshtein distance: an exchange, a doubled letter, a neighbouring key or a letter
    of the same sound weighs less than another, a slip in the first letter more.
    """
    last = [0.0]
    for position, letter in enumerate(typed_form):
        last.append(last[-1] + _extra(typed_form, position, letter))
    previous_line = last
    rows = [last]
    for row, letter in enumerate(target):
        line = [previous_line[0] + _extra(target, row, letter)]
        for column, second_form in enumerate(typed_form):
            first = _FIRST if min(row, column) == 0 else 1.0
            cost = min(
                previous_line[column]
                + (0.0 if letter == second_form else first * _replace(letter, second_form)),
                previous_line[column + 1] + _extra(target, row, letter),
                line[column] + _extra(typed_form, column, second_form),
            )
            if (
                row
                and column
                and letter == typed_form[column - 1]
                and second_form == target[row - 1]
            ):
                cost = min(
                    cost, rows[row - 1][column - 1] + (0.0 if letter == second_form else _SWAP)
                )
            line.append(cost)
        rows.append(line)
        previous_line = line
    cost = previous_line[-1]
    return cost * _SAME_SOUND if cost and sound_of(typed_form) == sound_of(target) else cost


def _extra(word: str, position: int, letter: str) -> float:
    """Return the weight of a letter that only one of two words has."""
    if position and word[position - 1] == letter:
        return _REPETITION
    weight = _SILENT if letter in "eh" or letter in _VOWELS else _OMISSION
    return weight * (_FIRST if position == 0 else 1.0)


def _replace(letter: str, second_form: str) -> float:
    pair = frozenset((letter, second_form))
    if pair in _ALIKE:
        return _SOUND
    if pair <= _VOWELS:
        return _VOWEL
    return _KEY if pair in NEIGHBOURS else _LETTER
