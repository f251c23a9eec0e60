"""QuestionKind: what sort of message a question is, and so which way leads to its answer."""

import re
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import OSA

from bot.answers.question.context.follow_up import is_follow_up
from bot.answers.question.english.courtesy_words import (
    ABOUT_BOT_PATTERNS,
    COURTESY_FILLERS,
    COURTESY_PHRASES,
    FUZZY_COURTESIES,
)
from bot.answers.question.english.news_words import (
    AUXILIARIES,
    BROWSE_HINTS,
    BROWSE_SIGNS,
    BROWSE_WORDS,
    EVENT_NOUNS,
    FUNCTION_WORDS,
    INTERROGATIVES,
    TOPIC_PATTERNS,
    VALUE_NOUNS,
    WHY_HOW_PATTERNS,
    YES_NO_PATTERNS,
)
from bot.answers.question.framing import find_matter
from bot.answers.question.lexicons import is_common_word
from bot.language.temporal.resolve import resolve_question


class QuestionKind(StrEnum):
    """The kinds of questions; each has its own way to an answer and its own shape of reply."""

    FACT = "fact"
    YES_NO = "yes_no"
    WHY_HOW = "why_how"
    WHO_IS = "who_is"
    TOPIC = "topic"
    BROWSE = "browse"
    FOLLOW_UP = "follow_up"
    ARTICLE = "article"
    COURTESY = "courtesy"
    ABOUT_BOT = "about_bot"
    EMPTY = "empty"


_WORD = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")
_ELONGATION = re.compile(r"([^\W\d_])\1{2,}")
_ABOUT_BOT = re.compile("|".join(f"(?:{pattern})" for pattern in ABOUT_BOT_PATTERNS))
_TOPICS = [re.compile(pattern) for pattern in TOPIC_PATTERNS]
_WHY_HOW = re.compile("|".join(WHY_HOW_PATTERNS))
_YES_NO = re.compile("|".join(YES_NO_PATTERNS))
_WHO_IS = re.compile(
    r"(?P<who>who|what)(?: is|'s|s| was| are| were) (?:this |exactly )?(?P<name>.+)"
    r"|(?P<who_last>who|what) (?P<name_before>.+) (?:is|was|are|were)"
)
_LONGEST_COURTESY = 12
_LONGEST_NAME = 5
_LONGEST_TOPIC = 4
_MIN_HINTS = 2


def classify_question(question: str, at: date, has_context: bool = False) -> QuestionKind:
    """Return the kind of a message; ``has_context`` tells whether something was asked before."""
    if not any(character.isalnum() for character in question):
        return QuestionKind.EMPTY
    if is_courtesy(question):
        return QuestionKind.COURTESY
    matter = find_matter(question)
    if _is_about_bot(question) or _is_about_bot(matter):
        return QuestionKind.ABOUT_BOT
    if asks_for_news(matter, at):
        return QuestionKind.BROWSE
    kind = classify_matter(matter)
    if has_context and is_follow_up(matter, has_topic=kind is QuestionKind.TOPIC):
        return QuestionKind.FOLLOW_UP
    return kind


def classify_matter(matter: str) -> QuestionKind:
    """Return the kind of a question by itself: a sentence's or a topic."""
    text = _normalize(matter)
    words = text.split()
    if find_topic(matter):
        return QuestionKind.TOPIC
    if not words:
        return QuestionKind.FACT
    if _WHY_HOW.search(text):
        return QuestionKind.WHY_HOW
    if words[0] in AUXILIARIES or _YES_NO.search(text):
        return QuestionKind.YES_NO
    if _asks_who_is(text, matter):
        return QuestionKind.WHO_IS
    return QuestionKind.FACT


def is_courtesy(message: str) -> bool:
    """Tell whether a whole message is a greeting, thanks, a farewell or the like."""
    words = _normalize(_ELONGATION.sub(r"\1", message)).split()
    if not 0 < len(words) <= _LONGEST_COURTESY:
        return False
    position, is_match = 0, False
    while position < len(words):
        end = _courtesy_end(words, position)
        if end is None and words[position] not in COURTESY_FILLERS:
            return False
        is_match |= end is not None
        position = end or position + 1
    return is_match


def _courtesy_end(words: list[str], start: int) -> int | None:
    """Return where the longest phrase of courtesy from ``start`` on ends."""
    for end in range(min(len(words), start + 6), start, -1):
        phrase = " ".join(words[start:end])
        if phrase in COURTESY_PHRASES or any(
            OSA.distance(phrase, courtesy, score_cutoff=2) <= (1 if len(courtesy) < 9 else 2)
            for courtesy in FUZZY_COURTESIES
            if len(phrase) >= 5 and not is_common_word(phrase)
        ):
            return end
    return None


def _is_about_bot(message: str) -> bool:
    text = _normalize(message).removesuffix(" please")
    return bool(_ABOUT_BOT.fullmatch(text))


def asks_for_news(matter: str, at: date) -> bool:
    """Tell whether a question's words are only about time and news in general."""
    spans = resolve_question(matter, at).spans
    remainder = matter
    for span in reversed(spans):
        remainder = remainder[: span.start] + " " + remainder[span.end :].removeprefix("'s")
    words = _normalize(remainder).split()
    if not all(word in BROWSE_WORDS for word in words):
        return False
    if any(word in BROWSE_SIGNS for word in words):
        return True
    hints = sum(word in BROWSE_HINTS for word in words)
    # "March" alone may be a name; "what is it" asks for no news.
    return hints >= (1 if spans else _MIN_HINTS) or (
        bool(spans) and all(word in FUNCTION_WORDS for word in words)
    )


def find_topic(matter: str) -> str | None:
    """Return the topic whose news a question asks for, in lower case, None if it asks more."""
    text = _normalize(matter)
    for pattern in _TOPICS:
        match = pattern.fullmatch(text)
        if match and not _is_sentence(match["x"].split()) and not _is_value(match["x"].split()):
            return match["x"]
    words = text.split()
    return text if _is_bare_topic(words, matter) else None


def _is_sentence(words: list[str]) -> bool:
    return any(word in INTERROGATIVES or word in AUXILIARIES for word in words)


def _is_value(words: list[str]) -> bool:
    """Tell whether a noun phrase asks for a value: the price of gold, gold price."""
    return words[-1] in VALUE_NOUNS and len(words) > 1


def _is_bare_topic(words: list[str], matter: str) -> bool:
    """Tell whether a name or noun phrase stands alone and asks for no value."""
    if not 0 < len(words) <= _LONGEST_TOPIC or _is_sentence(words) or "?" in matter:
        return False
    if any(word in VALUE_NOUNS or word in FUNCTION_WORDS for word in words[1:]):
        return False
    if len(words) == 1:
        return words[0] not in FUNCTION_WORDS
    capitals = [word[0].isupper() for word in matter.split() if word[0].isalpha()]
    if len(capitals) > 1 and all(capitals) and not matter.isupper():
        return True
    return words[-1] in EVENT_NOUNS or (len(words) <= 3 and not is_common_word(words[-1]))


def _asks_who_is(text: str, matter: str) -> bool:
    match = _WHO_IS.fullmatch(text)
    if not match:
        return False
    name = (match["name"] or match["name_before"]).split()
    is_thing = "what" in (match["who"], match["who_last"])
    if is_thing and "of" in name and name[0] == "the":
        return False  # the capital of a country is a fact, Doctors of the World a name
    if is_thing and name[0] in ("a", "an", "the"):
        name = name[1:]
    if not 0 < len(name) <= _LONGEST_NAME or name[0] in ("the", "a", "an"):
        return False
    if any("'s" in word for word in name) or _is_value(name) or name[-1] in VALUE_NOUNS:
        return False
    return not any(_is_no_name(word, matter) for word in name)


def _is_no_name(word: str, matter: str) -> bool:
    """Tell whether a word makes the rest a clause: who is buying, who is to blame."""
    if word.endswith(("ing", "ed")):
        return not re.search(rf"\b{re.escape(word.capitalize())}\b", matter)
    return word in ("in", "for", "to", "at", "on", "with", "by") or word in (
        AUXILIARIES | (FUNCTION_WORDS - {"of", "up", "out", "off", "first", "last", "next"})
    )


def _normalize(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("’", "'").replace("‘", "'")))
