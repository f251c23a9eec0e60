"""Mentions: the names, numbers and quotations of a sentence, which is what answers consist of."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from bot.language.stopwords import STOP_WORDS


class Kind(StrEnum):
    """What a mention is."""

    NAME = "n"
    NUMBER = "#"
    MONEY = "$"
    PERCENT = "%"
    YEAR = "y"
    DAY = "d"
    QUOTATION = "q"


Mention = str
"""A mention: its kind, one character, and the key under which those of the same agree."""


_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {
    word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_SCALES = "hundred|thousand|million|billion|trillion|dozen"
# Bounded and possessive, as all that repeats: no text may make it try what it tried before.
_DIGITS = r"\d[\d,]{0,30}+(?:\.\d{1,20}+)?"
_SPELLED = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(_UNITS[2:])}"
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)"
    r"|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CAPITAL = r"[A-Z\u00c0-\u00d6\u00d8-\u00de][\w’'&-]{0,60}+(?:\.(?=[A-Z])\w{0,60}+){0,12}+\.?"
_LINK = r"(?:of the|of|de la|de|del|da|di|du|van der|van|von|bin|al|for the|the|&)"
_OPENINGS = '“"$£€¥₹0-9A-Z\u00c0-\u00d6\u00d8-\u00de'
# Most letters of a text open none of these: it is faster to look for those that may.
_OPENING = re.compile(rf"[{_OPENINGS}]")
_MENTION = re.compile(
    rf"(?<!\w)(?:"
    rf"(?P<day>{_WEEKDAY}\b|{_MONTH} \d{{1,2}}\b(?!,\d)|\d{{1,2}} {_MONTH})"
    rf"|(?P<name>{_CAPITAL}(?![$£€¥₹])(?: (?:{_LINK} )?{_CAPITAL}){{0,20}}+)"
    rf"|(?P<quote>[“\"](?P<quoted>[^“”\"]{{2,60}})[”\"])"
    rf"|(?P<money>(?:[A-Z]{{0,3}}[$£€¥₹])\s?{_DIGITS}(?:[ -]?(?:{_SCALES}|bn|mn|[mbk])\b)?"
    rf"|{_DIGITS}(?: (?:{_SCALES}))? (?:dollars|pounds|euros|yen|cents)\b)"
    rf"|(?P<percent>{_DIGITS}(?:%|[ -]per ?cent\b))"
    rf"|(?P<year>(?:1[5-9]|20)\d\d\b(?![,.]?\d|%))"
    rf"|(?P<number>(?<![.,]){_DIGITS}(?:[ -](?:{_SCALES})\b)?)"
    rf")"
)
_SPELLED_NUMBER = re.compile(
    rf"\b({_SPELLED})\b(?P<share>[ -]per ?cent\b)?(?P<scale> (?:{_SCALES})\b)?", re.IGNORECASE
)
_SIGNS = ("", ",", ".", ";", ":", "?", "!")
"""What may follow a word without white space."""

_SPELLED_AS_WRITTEN = frozenset(
    way + sign
    for word in _VALUES.keys() - {"zero", "one"}
    for way in (word, word.capitalize(), word.upper())
    for sign in _SIGNS
)
_SENTENCE_START = re.compile(r"[^\w]*")
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_PERCENT = re.compile(r"%|[ -]per")
_POSSESSIVE = re.compile(r"['’]s?$")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LINKS = frozenset("of the de la del da di du van der von bin al for &".split())
_LONGEST = 80
_MOST_WORDS = 6
_MOST_CACHED = 100_000


def find_mentions(sentences: Sequence[str], pieces: Sequence[Sequence[str]]) -> list[list[Mention]]:
    """Return what each sentence of a passage mentions, each mention once.

    ``pieces`` are those that each sentence has between its white space.

    A capital at the start of a sentence or quotation makes no name of a word that stands
    without one in the passage.
    """
    written = frozenset(chain.from_iterable(pieces))
    return [
        list(dict.fromkeys(_mentions(text, written, _may_spell(text, of))))
        for text, of in zip(sentences, pieces, strict=True)
    ]


def _may_spell(sentence: str, pieces: Sequence[str]) -> bool:
    """Tell whether a number may be spelled: most sentences are done with after that."""
    if "-" in sentence:
        pieces = sentence.replace("-", " ").split()
    return not _SPELLED_AS_WRITTEN.isdisjoint(pieces)


def _is_written(word: str, written: frozenset[str]) -> bool:
    return any(word + sign in written for sign in _SIGNS)


def _mentions(sentence: str, written: frozenset[str], spelled: bool) -> list[Mention]:
    found: list[Mention] = []
    start = _first_letter(sentence)
    for match in _matches(sentence):
        kind = match.lastgroup
        text = match[0]
        if kind == "name":
            # What only opens the sentence is none of it.
            if match.start() == start and _is_written(text.partition(" ")[0].casefold(), written):
                text = text.partition(" ")[2]
            if name := _name(text):
                found.append(name)
        elif kind == "quote":
            found.extend(_quotation(match["quoted"], written, spelled))
        elif kind == "number":
            found.append(Kind.NUMBER + _number(text))
        elif kind == "percent":
            found.append(Kind.PERCENT + _PERCENT.split(text)[0].replace(",", ""))
        elif kind == "year":
            found.append(Kind.YEAR + text)
        else:
            found.append((Kind.MONEY if kind == "money" else Kind.DAY) + _compact(text))
    if spelled:
        found.extend(_spelled(sentence))
    return found


def _matches(sentence: str) -> Iterator[re.Match[str]]:
    end = 0
    while opening := _OPENING.search(sentence, end):
        match = _MENTION.match(sentence, opening.start())
        if match:
            yield match
        end = (match or opening).end()


def _spelled(sentence: str) -> Iterator[Mention]:
    for match in _SPELLED_NUMBER.finditer(sentence):
        kind = Kind.PERCENT if match["share"] else Kind.NUMBER
        yield kind + _number(match[1] + (match["scale"] or ""))


def _first_letter(sentence: str) -> int:
    opening = _SENTENCE_START.match(sentence)
    return opening.end() if opening else 0


@lru_cache(_MOST_CACHED)
def _name(run: str) -> Mention:
    """Return what a run of capitalised words names, the empty text where that is nothing."""
    words = [_POSSESSIVE.sub("", word) for word in run.split(" ")]
    while words and _opens(words[0]):
        del words[0]
    while words and words[-1].casefold() in _LINKS:
        words.pop()
    key = " ".join(words).casefold().rstrip(".")
    if not 1 < len(key) <= _LONGEST or len(words) > _MOST_WORDS:
        return ""
    if key.partition("-")[0] in _VALUES:
        return ""  # it is a number, which is found as such
    return (Kind.DAY if key in _MONTHS else Kind.NAME) + key


def _opens(word: str) -> bool:
    """Tell whether a word is none of a name's, such as The or In; US and IT are."""
    return word.casefold().replace("’", "'") in STOP_WORDS and not (
        word.isupper() and len(word) > 1
    )


def _quotation(quoted: str, written: frozenset[str], spelled: bool) -> list[Mention]:
    """Return a short quotation, and the names in it."""
    inner = [found for found in _mentions(quoted, written, spelled) if found[0] != Kind.QUOTATION]
    key = " ".join(_WORDS.findall(quoted.casefold()))
    if not key or len(key.split()) > _MOST_WORDS or inner == [Kind.NAME + key]:
        return inner
    return [Kind.QUOTATION + key, *inner]


def _number(written: str) -> str:
    """Return a number as digits, with its scale if any."""
    number, _, scale = written.casefold().replace("-", " ").partition(" ")
    if number in _VALUES:
        value = _VALUES[number]
        if value >= 20 and scale.split(" ")[0] in _VALUES:
            unit, _, scale = scale.partition(" ")
            value += _VALUES[unit]
        number = str(value)
    return f"{number.replace(',', '')} {scale}".strip()


def _compact(text: str) -> str:
    return text.casefold().replace(",", "").replace("-", " ").strip(" .")
