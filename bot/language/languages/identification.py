"""Identification: the language of an article or a question.

The script leaves few languages; function words tell most of the rest, and cost nothing. A
classifier of byte n-grams decides where they do not.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from heapq import nlargest
from itertools import chain, islice
from operator import itemgetter

from bot.language.languages.classifier import LEAST_LOG, classify_text, load_classifier
from bot.language.languages.language import Language
from bot.language.languages.lookup import (
    DEFAULT,
    ENGLISH,
    find_language,
    list_asked_languages,
    list_languages,
)
from bot.language.languages.scripts import Script, count_scripts

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# The same in lower case without accents, of which classes of letters are found sooner.
_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_MAX_WORDS = 150  # of a text: its beginning tells its language

_LEAST_CLASSIFIED = 6  # words of a text without a tag: fewer tell no language
_SURELY = 0.9
_PROBABLY = 0.5  # where the script tells that it is not English

# Of so many words of an English text, more are function words.
_LEAST_WORDS = 40
_HARDLY_ENGLISH = 0.05

OPENING = 1_500
"""Characters of a text that tell its language."""

_LEAST_LETTERS = 20  # of a text that is not clearly in the language it is said to be in

_CLEARLY_ENGLISH = 0.25  # of the words are function words
_CLEAR_VOTES, _CLEAR_LEAD = 4.0, 1.5

# In log-odds of the classifier, which is rarely sure of a question of a few words.
_LETTER = 4.0
_VOTE, _IN_CORPUS, _MAIN_IN_CORPUS, _OF_READER = 1.5, 1.5, 1.0, 1.5

_COMMON_WORD = 0.5  # a vote for English, whose common words other languages borrow
_MOST_NAME_WORDS = 3  # that ask nothing
_LEAST_SHARE = 0.001  # of the articles: the language of fewer may be a mistake

# As in ISO 639: no linguistic content.
_NO_LANGUAGE = "zxx"
_FUNCTION_SHARE = 0.2

_SHARED_SCRIPTS = {Script.HIRAGANA: "ja", Script.KATAKANA: "ja", Script.HANGUL: "ko"}


def identify_text(text: str, tag: str = "") -> str:
    """Return the language tag of a text: ``tag`` unless its script is another's.

    Without a tag the text tells its language by its function words, and one that has few of them
    by its letters; an empty tag is English.
    """
    opening = text[:OPENING]
    words = _read_words(opening, _MAX_WORDS) if not tag else []
    if words and _count_shared(words, ENGLISH) >= _CLEARLY_ENGLISH * len(words):
        return tag
    scripts = count_scripts(opening)
    if not scripts or (tag and _fits(find_language(tag), scripts)):
        return tag
    if sum(scripts.values()) < _LEAST_LETTERS and tag:
        return tag
    candidates = _list_candidates(scripts, list_languages())
    if not candidates:
        return DEFAULT.code
    if len(candidates) == 1:
        return _write_tag(candidates[0])
    return _identify_words(opening, words or _read_words(opening, _MAX_WORDS), candidates, tag)


def _identify_words(
    opening: str, words: Collection[str], candidates: Sequence[Language], tag: str
) -> str:
    """Return the language tag of a text that by its script is in one of several languages."""
    english_count = _count_shared(words, ENGLISH)
    if tag and english_count >= _CLEARLY_ENGLISH * len(words):
        return _write_tag(ENGLISH)
    votes = _count_votes(words, candidates)
    clear = _find_clear(votes)
    if clear:
        return _write_tag(find_language(clear))
    # Loading it takes half a second: not for words that no language is known by.
    if votes and not tag and len(words) >= _LEAST_CLASSIFIED:
        code, likelihood = load_classifier().classify(opening)
        if likelihood >= (_SURELY if ENGLISH in candidates else _PROBABLY):
            return _write_tag(find_language(code))
    if ENGLISH not in candidates:
        # However few the words are, their script is not that of English.
        return max(candidates, key=lambda item: (votes.get(item.code, 0.0), item.is_asked_in)).code
    is_long_enough = len(words) >= _LEAST_WORDS
    return DEFAULT.code if is_long_enough and english_count < _HARDLY_ENGLISH * len(words) else tag


def _find_clear(votes: Mapping[str, float]) -> str:
    """Return the code with by far the most votes, or nothing."""
    first, second = (*sorted(votes, key=lambda code: -votes[code])[:2], "", "")[:2]
    count = votes.get(first, 0.0)
    return first if count >= max(_CLEAR_VOTES, _CLEAR_LEAD * votes.get(second, 0.0)) else ""


def identify_question(
    question: str,
    corpus: Mapping[str, int],
    reader: str = "",
    is_english_word: Callable[[str], bool] = str.isascii,
) -> Language:
    """Return the language of a question.

    ``corpus``: the number of articles by language code. ``reader``: the tag of the language that
    whoever asks reads, as far as that is known. ``is_english_word`` tells common words. The words
    count most, then the script, then what the corpus is in, then ``reader``; none of them decides
    alone.
    """
    scripts = count_scripts(question)
    candidates = _list_candidates(scripts, [*list_asked_languages(), ENGLISH])
    if not _find_only_language(scripts):
        candidates += [
            language
            for language in map(find_language, corpus)
            if language not in candidates and _fits(language, scripts)
        ]
    if not candidates:
        return DEFAULT
    if len(candidates) == 1:
        return candidates[0]
    words = _read_words(question)
    if ENGLISH in candidates and _is_plainly_english(words, corpus, is_english_word):
        return ENGLISH
    votes = _count_votes(words, candidates, is_english_word)
    main = _find_main(corpus)
    if (
        not votes
        and scripts.keys() <= {Script.LATIN}
        and len(words) <= _MOST_NAME_WORDS
        and main
        and not any(language.code in corpus for language in candidates)
    ):
        return find_language(main)  # a name in Latin letters, which every script stands beside
    ratings = _rate_languages(question, candidates, votes, corpus, reader)
    # Of few words, the classifier alone tells any language: something else has to speak for it.
    candidates = [language for language in candidates if ratings[language]] or candidates
    if len(candidates) == 1:
        return candidates[0]
    first, second = nlargest(2, map(ratings.__getitem__, candidates))
    if first - second <= -LEAST_LOG:  # else nothing that the classifier says changes the order
        codes = [language.code for language in candidates]
        likelihoods = classify_text(question[:OPENING], codes)
        for language in candidates:
            ratings[language] += likelihoods.get(language.code, LEAST_LOG)
    return max(candidates, key=ratings.__getitem__)


def _rate_languages(
    question: str,
    candidates: Collection[Language],
    votes: Mapping[str, float],
    corpus: Mapping[str, int],
    reader: str,
) -> dict[Language, float]:
    """Return what speaks for each language beside the classifier, in its log-odds."""
    main = _find_main(corpus)
    least = _LEAST_SHARE * sum(corpus.values())
    code = find_language(reader).code if reader else ""
    letters = set(question.casefold())
    return {
        language: _VOTE * votes.get(language.code, 0.0)
        + _LETTER * any(letter in language.own_letters for letter in letters)
        + _IN_CORPUS * (corpus.get(language.code, 0) > least)
        + _MAIN_IN_CORPUS * (language.code == main)
        + _OF_READER * (language.code == code)
        for language in candidates
    }


def _find_main(corpus: Mapping[str, int]) -> str:
    """Return the code of the language that most articles are in, or nothing."""
    return max(corpus, key=lambda code: corpus[code], default="")


def _fits(language: Language, scripts: Mapping[Script, int]) -> bool:
    """Tell whether a text with so many letters of each script may be in a language."""
    inside = sum(count for script, count in scripts.items() if script in language.scripts)
    return 2 * inside >= sum(scripts.values())


def _find_only_language(scripts: Mapping[Script, int]) -> str:
    """Return the code of the language that alone is written in a script of a text, or nothing."""
    for script, code in _SHARED_SCRIPTS.items():
        # Japanese writes Chinese characters too, and names in Latin letters.
        if scripts.get(script, 0) * 10 >= sum(scripts.values()) > 0:
            return code
    return ""


def _list_candidates(
    scripts: Mapping[Script, int], languages: Collection[Language]
) -> list[Language]:
    """Return the languages that a text may be in by its script."""
    code = _find_only_language(scripts)
    if code:
        return [language for language in languages if language.code == code]
    candidates = [language for language in languages if _fits(language, scripts)]
    is_han = 2 * scripts.get(Script.HAN, 0) >= sum(scripts.values()) > 0
    if is_han:
        return [language for language in candidates if language.code == "zh"]
    return list(dict.fromkeys(candidates))


def _is_plainly_english(
    words: Collection[str], corpus: Mapping[str, int], is_english_word: Callable[[str], bool]
) -> bool:
    """Tell whether most words are English where the articles are."""
    total = sum(corpus.values())
    if not words or total - corpus.get(ENGLISH.code, 0) > _LEAST_SHARE * total:
        return False
    count = sum(word in ENGLISH.stop_words or is_english_word(word) for word in words)
    return count * 2 >= len(words)


def _read_words(text: str, at_most: int | None = None) -> list[str]:
    text = text.casefold().replace("’", "'")
    word = _ASCII_WORD if text.isascii() else _WORD
    return list(map(itemgetter(0), islice(word.finditer(text), at_most)))


def _count_shared(words: Collection[str], language: Language) -> int:
    return sum(map(language.stop_words.__contains__, words))


def _count_votes(
    words: Collection[str],
    candidates: Collection[Language],
    is_english_word: Callable[[str], bool] | None = None,
) -> Mapping[str, float]:
    """Return how many words are function words of each language, shared ones in parts.

    Where other common words of English are known, each is a part of a vote for it.
    """
    codes = {language.code for language in candidates}
    table = _load_function_words()
    votes: dict[str, float] = defaultdict(float)
    for word in words:
        owners = [code for code in table.get(word, ()) if code in codes]
        for code in owners:
            votes[code] += 1 / len(owners)
        if is_english_word and not owners and ENGLISH.code in codes and is_english_word(word):
            votes[ENGLISH.code] += _COMMON_WORD
    return votes


@cache
def _load_function_words() -> Mapping[str, tuple[str, ...]]:
    """Return the languages of each function or question word."""
    owners: dict[str, list[str]] = {}
    for language in list_languages():
        questions = language.questions
        names = ("who", "what", "which", "when", "where", "why", "how", "measure")
        groups = (getattr(questions, name) for name in (*names, "how_many", "how_much"))
        phrases = chain.from_iterable(groups)
        words = {word for phrase in phrases for word in phrase.split()}
        for word in words | language.stop_words:
            owners.setdefault(word, []).append(language.code)
    return {word: tuple(codes) for word, codes in owners.items()}


def has_language(text: str) -> bool:
    """Tell whether a text is in some language, rather than letters that make no words.

    One without function words of any language is judged by the classifier, which knows what has
    no linguistic content.
    """
    words = _read_words(text, _MAX_WORDS)
    if _count_shared(words, ENGLISH) >= _FUNCTION_SHARE * len(words):
        return True
    table = _load_function_words()
    if sum(word in table for word in words) >= _FUNCTION_SHARE * len(words):
        return True
    code, likelihood = load_classifier().classify(" ".join(words))
    return not (code == _NO_LANGUAGE and likelihood >= _SURELY)


def _write_tag(language: Language) -> str:
    return "" if language is ENGLISH else language.code
