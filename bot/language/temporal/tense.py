"""Tense of the clause around a time expression, by the verbs nearest to it."""

import re

from bot.language.lemmas import BASE_FORMS
from bot.language.span import Span
from bot.language.temporal.timex import Tense

# Characters read before and after the expression.
_REACH = 90
_WORDS_AHEAD = 14
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[;:—]")
_BREAKS = frozenset(";:—")

_WILL = frozenset("will won't shall".split())
_PLANNED = frozenset("planned expected set scheduled due going plan".split())
_FUTURE = (
    _WILL
    | _PLANNED
    | frozenset(
        "slated upcoming expects plans hopes aims intends begins starts opens kicks airs premieres"
        " expires resumes reopens".split()
    )
)
# After these the day may be either way.
_OPEN = frozenset("would could should might may can must wouldn't couldn't if".split())
_BE = frozenset("is are isn't aren't be".split())
_LASTING = frozenset("is are isn't aren't remains remain".split())
_PRESENT = frozenset("is are isn't aren't do does am".split())
_PAST = frozenset("was were had did wasn't weren't hadn't didn't".split())
_NOT_PAST = frozenset(
    "need bed red shed sled speed feed seed indeed hundred weed breed deed naked sacred wicked"
    " united proposed based called followed compared located combined related unprecedented armed"
    " being".split()
)
# Of the irregular forms, all but those that are as often present, noun or adjective.
_IRREGULAR = (
    frozenset(BASE_FORMS)
    - frozenset(
        "am is are been two three four five six seven eight nine ten eleven twelve children feet"
        " geese knives lives men mice oxen people thieves teeth wives wolves women wound bent lay"
        " does has born".split()
    )
) | frozenset("cut hit put read hurt shut quit".split())
# "Declined to comment" is over, "agreed to meet" may be to come.
_DONE = frozenset("declined refused failed managed began continued rose fell dropped".split())
# What looks like a past form is a noun or an adjective after these: his shot, the advertised prize.
_BEFORE_NOUN = frozenset("the a an his her their its our this one all each my your of".split())


def find_clause_tense(text: str, span: Span) -> Tense:
    """Return the tense of the clause of ``text`` around ``span``."""
    before = _WORD.findall(text[max(0, span.start - _REACH) : span.start])
    found = _looking_back(before)
    if found is not None:
        return found
    after = _WORD.findall(text[span.end : span.end + _REACH])
    return _looking_ahead(after[:_WORDS_AHEAD])


def find_question_tense(question: str) -> Tense:
    """Return FUTURE for a question about what is to come, else PAST.

    A present tense looks ahead: "Who plays on Saturday?".
    """
    words = [_plain(word) for word in _WORD.findall(question)]
    if not (_WILL | {"must", "upcoming", "scheduled"}).isdisjoint(words):
        return Tense.FUTURE
    if any(
        (_is_past(word) and previous not in _BE) or word in ("has", "have")
        for previous, word in zip(["", *words], words, strict=False)
    ):
        return Tense.PAST
    return Tense.PAST if _PRESENT.isdisjoint(words) else Tense.FUTURE


def _looking_back(words: list[str]) -> Tense | None:
    """Read verbs from the nearest on; None where there is none."""
    infinitive = False
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word in _BREAKS:
            return None
        if word == "to":
            infinitive = infinitive or _opens_infinitive(words[place + 1 : place + 2])
            if infinitive and words[place - 1] in _BE:
                return Tense.FUTURE
            continue
        tense = _tense_at(words, place)
        if tense is Tense.PAST and infinitive and word not in _DONE:
            return Tense.UNKNOWN
        if tense is not None:
            return tense
    return Tense.UNKNOWN if infinitive else None


def _looking_ahead(words: list[str]) -> Tense:
    for place, original in enumerate(words):
        word = _plain(original)
        if word in _BREAKS or word in _OPEN:
            break
        if word in _WILL or word.endswith("'ll"):
            return Tense.FUTURE
        if word in _BE:
            planned = not (_PLANNED | {"to"}).isdisjoint(words[place + 1 : place + 3])
            return Tense.FUTURE if planned else Tense.UNKNOWN
        if word in _PAST or _is_past_verb(words, place):
            return Tense.PAST
    return Tense.UNKNOWN


def _tense_at(words: list[str], place: int) -> Tense | None:
    """Return the tense that the word at ``place`` gives its clause, None if it gives none."""
    word = _plain(words[place])
    previous = words[place - 1].lower() if place else ""
    if word in _OPEN or word in _LASTING:
        return Tense.UNKNOWN
    if word in _FUTURE or word.endswith("'ll"):
        return _future_at(words, place, word)
    if word in _PAST or (word == "been" and previous in ("has", "have", "had")):
        return Tense.PAST
    if not _is_past_verb(words, place):
        return None
    return _passive_at(words, place) if previous in _BE else Tense.PAST


def _future_at(words: list[str], place: int, word: str) -> Tense:
    """Tell "is scheduled" from "was scheduled", which may be over."""
    before = frozenset(word.lower() for word in words[max(0, place - 3) : place])
    if word in _WILL:
        return Tense.FUTURE
    if word in _PLANNED:
        return Tense.UNKNOWN if before.isdisjoint(("is", "are", "be")) else Tense.FUTURE
    past = not before.isdisjoint(("was", "were", "had", "been", "would"))
    return Tense.UNKNOWN if past else Tense.FUTURE


def _passive_at(words: list[str], place: int) -> Tense:
    """Read "will be released" and "is to be released", but leave "is released" open."""
    before = frozenset(word.lower() for word in words[max(0, place - 5) : place])
    planned = "to" in before and not before.isdisjoint(("is", "are", "expected"))
    return Tense.FUTURE if planned or "will" in before else Tense.UNKNOWN


def _opens_infinitive(following: list[str]) -> bool:
    return any(word.islower() and word not in _BEFORE_NOUN for word in following)


def _is_past_verb(words: list[str], place: int) -> bool:
    after_noun_word = place > 0 and words[place - 1].lower() in _BEFORE_NOUN
    return words[place].islower() and not after_noun_word and _is_past(words[place])


def _is_past(word: str) -> bool:
    regular = word.endswith("ed") and len(word) > 3 and not word.endswith("eed")
    return word in _PAST or word in _IRREGULAR or (regular and word not in _NOT_PAST)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
