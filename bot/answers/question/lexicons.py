"""Kinds: what is a color, an animal or a food, for questions that ask which one.

Of WordNet's nouns, by the senses that they have most often.
"""

import re
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from bot.answers.data import DATA
from bot.answers.ragged import Places

KINDS = DATA / "kinds.npz"

_ASKED = re.compile(
    r"\b(?:which|what)(?: of (?:the|these)(?: following)?)?"
    r"(?: (?:type|kind|sort|form|part|group|piece|brand|species)s? of)?((?: [\w'’-]+){1,4})",
    re.IGNORECASE,
)
# The noun is before these, or else there is none.
_ENDS = frozenset(
    "is was are were did does do has have had will would can could may might should must"
    " of in on the a an to for from by with at as into over under after before during since"
    " until about against up out off this that these those its his her their our your who whom"
    " and or but not".split()
)
_POSSESSIVE = re.compile(r"['’]s?$")


def kind_asked(question: str) -> str:
    """Return the noun that names the kind of what is asked for, as "animal", empty without one."""
    asked = _ASKED.search(question)
    noun = ""
    for word in asked[1].split() if asked else ():
        folded = _POSSESSIVE.sub("", word.casefold())
        if folded in _ENDS:
            break
        noun = next(filter(_known().__contains__, _singulars(folded)), noun)
        if folded != word.casefold():
            break  # what belongs to it is not asked for
    return noun


@lru_cache
def members_of(noun: str) -> Places:
    """Return the hashes of what is of a kind, in order; those of one word are of its term."""
    stored = _stored()
    first, first_end, second, second_end = stored["spans"][_known()[noun]].tolist()
    members = stored["members"]
    return np.unique(np.concatenate([members[first:first_end], members[second:second_end]])).astype(
        np.intp
    )


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("ies"):
        return word, f"{word[:-3]}y", word[:-1]
    if word.endswith("es"):
        return word, word[:-1], word[:-2]
    return (word, word[:-1]) if word.endswith("s") else (word,)


@cache
def _stored() -> dict[str, npt.NDArray[np.generic]]:
    with np.load(KINDS, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


@cache
def _known() -> dict[str, int]:
    """Each noun that names a kind, with its number."""
    return {noun: number for number, noun in enumerate(str(_stored()["nouns"]).split("\n"))}
