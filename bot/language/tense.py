"""Tense of the clause around a time expression, by the verbs nearest to it."""

import re

from bot.language.irregular import BASE_FORMS
from bot.language.span import Span
from bot.language.timex import Tense

_REACH = 90
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[;:—]")
_FUTURE = frozenset(
    "will won't shall 'll going scheduled slated due upcoming expected expects plans planned plan"
    " hopes aims intends set begins starts opens kicks airs premieres expires resumes reopens"
    " votes faces returns arrives".split()
)
_PAST_ALWAYS = frozenset("was were had did wasn't weren't hadn't didn't ago".split())
_OPEN = frozenset("would could should might may can must wouldn't couldn't if".split())
_NOT_PAST = frozenset(
    "need bed red shed sled speed feed seed indeed hundred weed breed deed naked sacred wicked united"
    " proposed based called followed compared located combined related unprecedented armed left set cut put hit hurt saw found felt"
    " set born being".split()
)
# Forms that are as often present, noun or adjective.
_PAST_IRREGULAR = frozenset(BASE_FORMS) - _NOT_PAST - frozenset(
    "am is are been be being two three four five six seven eight nine ten eleven twelve"
    " children feet geese knives lives men mice oxen people thieves teeth wives wolves women"
    " wound ground bent lay does has spring left".split()
) | frozenset("cut hit put saw found felt read left hurt shut quit".split())
_PRESENT_BE = frozenset("is are isn't aren't be".split())
_PRESENT = frozenset("is are isn't aren't do does am".split())
_COMPLETED_TO = frozenset(
    "declined refused failed managed began continued rose fell dropped".split()
)
_NOT_VERB = frozenset("the a an his her their its our this one all each my your of".split())


def clause_tense(text: str, span: Span) -> Tense:
    """Return the tense of the clause of ``text`` around ``span``."""
    before = _WORD.findall(text[max(0, span.start - _REACH) : span.start])
    found = _looking_back(before)
    if found is not None:
        return found
    after = _WORD.findall(text[span.end : span.end + _REACH])
    return _looking_ahead(after)


def question_tense(question: str) -> Tense:
    """Return FUTURE for a question about what is to come, else PAST.

    A present tense looks ahead: "Who plays on Saturday?".
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(question[:2000])]
    if any(word in ("will", "won't", "shall", "must", "upcoming", "scheduled") for word in words):
        return Tense.FUTURE
    if any(
        (_is_past(word) and previous not in _PRESENT_BE) or word in ("has", "have")
        for previous, word in zip(["", *words], words, strict=False)
    ):
        return Tense.PAST
    return Tense.FUTURE if any(word in _PRESENT for word in words) else Tense.PAST


def _looking_back(words: list[str]) -> Tense | None:
    """Read verbs from the nearest on; None where there is none."""
    infinitive = False
    for place in range(len(words) - 1, -1, -1):
        word = words[place].lower().replace("’", "'")
        previous = words[place - 1].lower() if place else ""
        if word in (";", ":", "—"):
            return None
        if word in _OPEN or (word.endswith("ing") and previous in _PRESENT_BE):
            return Tense.UNKNOWN
        if word in _FUTURE or word.endswith("'ll"):
            return _future_unless_past(words, place)
        if word == "to" and place + 1 < len(words):
            following = words[place + 1]
            infinitive = infinitive or (following.islower() and following not in _NOT_VERB)
            if infinitive and previous in _PRESENT_BE:
                return Tense.FUTURE
        elif word == "been" and previous in ("has", "have", "had"):
            return Tense.PAST
        elif word in _PAST_ALWAYS:
            return Tense.UNKNOWN if infinitive else Tense.PAST
        elif _is_past(word) and words[place].islower() and previous not in _NOT_VERB:
            if previous in _PRESENT_BE:
                return _passive(words, place)
            return Tense.PAST if not infinitive or word in _COMPLETED_TO else Tense.UNKNOWN
    return Tense.UNKNOWN if infinitive else None


def _future_unless_past(words: list[str], place: int) -> Tense:
    """Tell "is scheduled" from "was scheduled", which may be over."""
    before = [word.lower() for word in words[max(0, place - 3) : place]]
    past = {"was", "were", "had", "been", "would"}.intersection(before)
    if words[place].lower() in ("will", "won't", "won’t", "shall"):
        return Tense.FUTURE
    if words[place].lower() in ("planned", "expected", "set", "scheduled", "due", "going", "plan"):
        return Tense.FUTURE if {"is", "are", "be"}.intersection(before) else Tense.UNKNOWN
    return Tense.UNKNOWN if past else Tense.FUTURE


def _passive(words: list[str], place: int) -> Tense:
    """Read "be released" by what stands before it, "is released" as open."""
    before = [word.lower() for word in words[max(0, place - 5) : place]]
    if "will" in before or ("to" in before and {"is", "are", "expected"}.intersection(before)):
        return Tense.FUTURE
    return Tense.UNKNOWN


def _looking_ahead(words: list[str]) -> Tense:
    for place, original in enumerate(words[:14]):
        word = original.lower().replace("’", "'")
        if word in (";", ":", "—") or word in _OPEN:
            break
        if word in ("will", "won't", "shall") or word.endswith("'ll"):
            return Tense.FUTURE
        if word in _PRESENT_BE:
            following = {other.lower() for other in words[place + 1 : place + 3]}
            return (
                Tense.FUTURE
                if following & {"set", "due", "expected", "scheduled", "to"}
                else (Tense.UNKNOWN)
            )
        previous = words[place - 1].lower() if place else ""
        adjective = previous in _NOT_VERB or not original.islower()
        if word in _PAST_ALWAYS or (_is_past(word) and not adjective):
            return Tense.PAST
    return Tense.UNKNOWN


def _is_past(word: str) -> bool:
    if word in _PAST_ALWAYS and word != "ago":
        return True
    regular = word.endswith("ed") and len(word) > 3 and not word.endswith("eed")
    return word in _PAST_IRREGULAR or (regular and word not in _NOT_PAST)
