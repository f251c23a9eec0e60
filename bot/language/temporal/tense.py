"""Tense of the clause around a time expression, by the nearest verbs."""

import re

from bot.language.lemmas import BASE_FORMS
from bot.language.span import Span
from bot.language.temporal.timex import Tense

# Characters read before and after the expression.
_REACH = 90
_WORDS_AHEAD = 14
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[;:—]")
_CLAUSE_BREAKS = frozenset(";:—")

_FUTURE_AUXILIARIES = frozenset("will won't shall".split())
_PLANS = frozenset("planned expected set scheduled due going plan".split())
_FUTURE = (
    _FUTURE_AUXILIARIES
    | _PLANS
    | frozenset(
        "slated upcoming expects plans hopes aims intends begins starts opens kicks airs premieres"
        " expires resumes reopens".split()
    )
)
# After these, the day may be past or future.
_MODALS = frozenset("would could should might may can must wouldn't couldn't if".split())
_FORMS_OF_BE = frozenset("is are isn't aren't be".split())
_STATIVES = frozenset("is are isn't aren't remains remain".split())
_PRESENT = frozenset("is are isn't aren't do does am".split())
_PAST = frozenset("was were had did wasn't weren't hadn't didn't".split())
_NOT_PAST = frozenset(
    "need bed red shed sled speed feed seed indeed hundred weed breed deed naked sacred wicked"
    " united proposed based called followed compared located combined related unprecedented armed"
    " being".split()
)
# The irregular forms, except those that are as often present tense, noun or adjective.
_IRREGULAR = (
    frozenset(BASE_FORMS)
    - frozenset(
        "am is are been two three four five six seven eight nine ten eleven twelve children feet"
        " geese knives lives men mice oxen people thieves teeth wives wolves women wound bent lay"
        " does has born".split()
    )
) | frozenset("cut hit put read hurt shut quit".split())
# "Declined to comment" is past, "agreed to meet" may be future.
_COMPLETED_VERBS = frozenset(
    "declined refused failed managed began continued rose fell dropped".split()
)
# After these, a past form is a noun or an adjective: his shot, the advertised prize.
_DETERMINERS = frozenset("the a an his her their its our this one all each my your of".split())


def find_clause_tense(text: str, span: Span) -> Tense:
    """Return the tense of the clause of ``text`` around ``span``."""
    left_words = _WORD.findall(text[max(0, span.start - _REACH) : span.start])
    tense = _search_left(left_words)
    if tense is not None:
        return tense
    right_words = _WORD.findall(text[span.end : span.end + _REACH])
    return _search_right(right_words[:_WORDS_AHEAD])


def find_question_tense(question: str) -> Tense:
    """Return FUTURE for a question about the future, else PAST.

    The present tense is about the future: "Who plays on Saturday?".
    """
    words = [_normalize(word) for word in _WORD.findall(question)]
    if not (_FUTURE_AUXILIARIES | {"must", "upcoming", "scheduled"}).isdisjoint(words):
        return Tense.FUTURE
    if any(
        (_is_past(word) and previous not in _FORMS_OF_BE) or word in ("has", "have")
        for previous, word in zip(["", *words], words, strict=False)
    ):
        return Tense.PAST
    return Tense.PAST if _PRESENT.isdisjoint(words) else Tense.FUTURE


def _search_left(words: list[str]) -> Tense | None:
    """Return the tense of the nearest verb before the expression; None without one."""
    has_infinitive = False
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if word in _CLAUSE_BREAKS:
            return None
        if word == "to":
            has_infinitive = has_infinitive or _opens_infinitive(words[index + 1 : index + 2])
            if has_infinitive and words[index - 1] in _FORMS_OF_BE:
                return Tense.FUTURE
            continue
        tense = _find_tense_at(words, index)
        if tense is Tense.PAST and has_infinitive and word not in _COMPLETED_VERBS:
            return Tense.UNKNOWN
        if tense is not None:
            return tense
    return Tense.UNKNOWN if has_infinitive else None


def _search_right(words: list[str]) -> Tense:
    for index, original in enumerate(words):
        word = _normalize(original)
        if word in _CLAUSE_BREAKS or word in _MODALS:
            break
        if word in _FUTURE_AUXILIARIES or word.endswith("'ll"):
            return Tense.FUTURE
        if word in _FORMS_OF_BE:
            is_planned = not (_PLANS | {"to"}).isdisjoint(words[index + 1 : index + 3])
            return Tense.FUTURE if is_planned else Tense.UNKNOWN
        if word in _PAST or _is_past_verb(words, index):
            return Tense.PAST
    return Tense.UNKNOWN


def _find_tense_at(words: list[str], index: int) -> Tense | None:
    """Return the tense that the word at ``index`` gives its clause, if any."""
    word = _normalize(words[index])
    previous = words[index - 1].lower() if index else ""
    if word in _MODALS or word in _STATIVES:
        return Tense.UNKNOWN
    if word in _FUTURE or word.endswith("'ll"):
        return _find_future_at(words, index, word)
    if word in _PAST or (word == "been" and previous in ("has", "have", "had")):
        return Tense.PAST
    if not _is_past_verb(words, index):
        return None
    return _find_passive_at(words, index) if previous in _FORMS_OF_BE else Tense.PAST


def _find_future_at(words: list[str], index: int, word: str) -> Tense:
    """Return FUTURE for "is scheduled", UNKNOWN for "was scheduled", which may be past."""
    left_words = frozenset(word.lower() for word in words[max(0, index - 3) : index])
    if word in _FUTURE_AUXILIARIES:
        return Tense.FUTURE
    if word in _PLANS:
        return Tense.UNKNOWN if left_words.isdisjoint(("is", "are", "be")) else Tense.FUTURE
    is_past = not left_words.isdisjoint(("was", "were", "had", "been", "would"))
    return Tense.UNKNOWN if is_past else Tense.FUTURE


def _find_passive_at(words: list[str], index: int) -> Tense:
    """Return FUTURE for "will be" and "is to be released", UNKNOWN for "is released"."""
    left_words = frozenset(word.lower() for word in words[max(0, index - 5) : index])
    is_planned = "to" in left_words and not left_words.isdisjoint(("is", "are", "expected"))
    return Tense.FUTURE if is_planned or "will" in left_words else Tense.UNKNOWN


def _opens_infinitive(next_words: list[str]) -> bool:
    return any(word.islower() and word not in _DETERMINERS for word in next_words)


def _is_past_verb(words: list[str], index: int) -> bool:
    follows_determiner = index > 0 and words[index - 1].lower() in _DETERMINERS
    return words[index].islower() and not follows_determiner and _is_past(words[index])


def _is_past(word: str) -> bool:
    regular = word.endswith("ed") and len(word) > 3 and not word.endswith("eed")
    return word in _PAST or word in _IRREGULAR or (regular and word not in _NOT_PAST)


def _normalize(word: str) -> str:
    return word.lower().replace("’", "'")
