"""English mentions: the names, numbers and quotations of a sentence."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from bot.language.mentions.mention_kind import MAX_KEY, MAX_WORDS, Kind, Mention
from bot.language.stopwords import STOP_WORDS

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {
    word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_SCALES = "hundred|thousand|million|billion|trillion|dozen"
# Every quantifier is bounded and possessive, so that no text makes it backtrack.
_DIGITS = r"\d[\d,]{0,30}+(?:\.\d{1,20}+)?"
_NUMBER_WORDS = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(_UNITS[2:])}"
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)"
    r"|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CAPITAL = r"[A-Z\u00c0-\u00d6\u00d8-\u00de][\w’'&-]{0,60}+(?>(?:\.(?=[A-Z])\w{0,60}+){0,12})\.?"
_LINK = r"(?:of the|of|de la|de|del|da|di|du|van der|van|von|bin|al|for the|the|&)"
_OPENINGS = '“"$£€¥₹0-9A-Z\u00c0-\u00d6\u00d8-\u00de'
# Most characters open no mention: it is faster to search for those that may.
_OPENING = re.compile(rf"[{_OPENINGS}]")
_MENTION = re.compile(
    rf"(?<!\w)(?:"
    rf"(?P<day>{_WEEKDAY}\b|{_MONTH} \d{{1,2}}\b(?!,\d)|\d{{1,2}} {_MONTH})"
    rf"|(?P<name>{_CAPITAL}(?![$£€¥₹])(?>(?: (?:{_LINK} )?{_CAPITAL}){{0,20}}))"
    rf"|(?P<quote>[“\"](?P<quoted>[^“”\"]{{2,60}})[”\"])"
    rf"|(?P<money>(?:[A-Z]{{0,3}}[$£€¥₹])\s?{_DIGITS}(?:[ -]?(?:{_SCALES}|bn|mn|[mbk])\b)?"
    rf"|{_DIGITS}(?: (?:{_SCALES}))? (?:dollars|pounds|euros|yen|cents)\b)"
    rf"|(?P<percent>{_DIGITS}(?:%|[ -]per ?cent\b))"
    rf"|(?P<year>(?:1[5-9]|20)\d\d\b(?![,.]?\d|%))"
    rf"|(?P<number>(?<![.,]){_DIGITS}(?:[ -](?:{_SCALES})\b)?)"
    rf")"
)
_NUMBER_IN_WORDS = re.compile(
    rf"\b({_NUMBER_WORDS})\b(?P<share>[ -]per ?cent\b)?(?P<scale> (?:{_SCALES})\b)?", re.IGNORECASE
)
_SIGNS = ("", ",", ".", ";", ":", "?", "!")
"""What may follow a word without white space."""

_NUMBER_PIECES = frozenset(
    form + sign
    for word in _VALUES.keys() - {"zero", "one"}
    for form in (word, word.capitalize(), word.upper())
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
_MAX_CACHED = 100_000


def find_english_mentions(
    sentences: Sequence[str], pieces: Sequence[Sequence[str]]
) -> list[list[Mention]]:
    """Return the mentions of each sentence of a passage, each mention once a sentence.

    ``pieces`` are each sentence, split at white space.

    A capital at the start of a sentence or quotation does not make a word a name when the
    passage has it in lower case.
    """
    vocabulary = frozenset(chain.from_iterable(pieces))
    return [
        list(dict.fromkeys(_extract(text, vocabulary, _may_spell_number(text, split_text))))
        for text, split_text in zip(sentences, pieces, strict=True)
    ]


def _may_spell_number(sentence: str, pieces: Sequence[str]) -> bool:
    """Tell whether a sentence may spell out a number: a cheap test first."""
    if "-" in sentence:
        pieces = sentence.replace("-", " ").split()
    return not _NUMBER_PIECES.isdisjoint(pieces)


def _occurs(word: str, vocabulary: frozenset[str]) -> bool:
    return any(word + sign in vocabulary for sign in _SIGNS)


def _extract(sentence: str, vocabulary: frozenset[str], spells_number: bool) -> list[Mention]:
    mentions: list[Mention] = []
    start = _find_first_letter(sentence)
    for match in _find_matches(sentence):
        kind = match.lastgroup
        text = match[0]
        if kind == "name":
            # A word that has its capital from the sentence is not part of the name.
            if match.start() == start and _occurs(text.partition(" ")[0].casefold(), vocabulary):
                text = text.partition(" ")[2]
            if name := _normalize_name(text):
                mentions.append(name)
        elif kind == "quote":
            mentions.extend(_extract_quotation(match["quoted"], vocabulary, spells_number))
        elif kind == "number":
            mentions.append(Kind.NUMBER + _normalize_number(text))
        elif kind == "percent":
            mentions.append(Kind.PERCENT + _PERCENT.split(text)[0].replace(",", ""))
        elif kind == "year":
            mentions.append(Kind.YEAR + text)
        else:
            mentions.append((Kind.MONEY if kind == "money" else Kind.DAY) + _normalize(text))
    if spells_number:
        mentions.extend(_find_numbers_in_words(sentence))
    return mentions


def _find_matches(sentence: str) -> Iterator[re.Match[str]]:
    end = 0
    while opening := _OPENING.search(sentence, end):
        match = _MENTION.match(sentence, opening.start())
        if match:
            yield match
        end = (match or opening).end()


def _find_numbers_in_words(sentence: str) -> Iterator[Mention]:
    for match in _NUMBER_IN_WORDS.finditer(sentence):
        kind = Kind.PERCENT if match["share"] else Kind.NUMBER
        yield kind + _normalize_number(match[1] + (match["scale"] or ""))


def _find_first_letter(sentence: str) -> int:
    opening = _SENTENCE_START.match(sentence)
    return opening.end() if opening else 0


@lru_cache(_MAX_CACHED)
def _normalize_name(run: str) -> Mention:
    """Return the name in a run of capitalised words, or an empty string."""
    words = [_POSSESSIVE.sub("", word) for word in run.split(" ")]
    while words and _is_stop_word(words[0]):
        del words[0]
    while words and words[-1].casefold() in _LINKS:
        words.pop()
    key = " ".join(words).casefold().rstrip(".")
    if not 1 < len(key) <= MAX_KEY or len(words) > MAX_WORDS:
        return ""
    if key.partition("-")[0] in _VALUES:
        return ""  # a number in words
    return (Kind.DAY if key in _MONTHS else Kind.NAME) + key


def _is_stop_word(word: str) -> bool:
    """Tell whether a word is a stop word, such as The or In; US and IT are names."""
    return word.casefold().replace("’", "'") in STOP_WORDS and not (
        word.isupper() and len(word) > 1
    )


def _extract_quotation(text: str, vocabulary: frozenset[str], spells_number: bool) -> list[Mention]:
    """Return a short quotation, and the names in it."""
    inner = [
        mention
        for mention in _extract(text, vocabulary, spells_number)
        if mention[0] != Kind.QUOTATION
    ]
    key = " ".join(_WORDS.findall(text.casefold()))
    if not key or len(key.split()) > MAX_WORDS or inner == [Kind.NAME + key]:
        return inner
    return [Kind.QUOTATION + key, *inner]


def _normalize_number(text: str) -> str:
    """Return a number as digits, with its scale if any."""
    number, _, scale = text.casefold().replace("-", " ").partition(" ")
    if number in _VALUES:
        value = _VALUES[number]
        if value >= 20 and scale.split(" ")[0] in _VALUES:
            unit, _, scale = scale.partition(" ")
            value += _VALUES[unit]
        number = str(value)
    return f"{number.replace(',', '')} {scale}".strip()


def _normalize(text: str) -> str:
    return text.casefold().replace(",", "").replace("-", " ").strip(" .")
