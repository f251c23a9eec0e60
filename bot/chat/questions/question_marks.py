"""Question marks: whether a text that was written to nobody by name is a question."""

import re

from bot.language.languages.scripts import Script, count_scripts

# Emoji, quotation marks, brackets and exclamation marks may follow, another sentence may not.
_QUESTION_END = re.compile(r"[?？؟\u037e][^\w.,。、،…]*\Z")
_GREEK_QUESTION_END = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]\s?;[^\w.,;…]*\Z")

_LEAST_WORDS = 3
_LEAST_LETTERS = 6
_SCRIPTS_WITHOUT_SPACES = (Script.HAN, Script.HIRAGANA, Script.KATAKANA, Script.OTHER)


def ends_in_question_mark(text: str) -> bool:
    """Tell whether a text ends in a question mark of any script."""
    return bool(_QUESTION_END.search(text) or _GREEK_QUESTION_END.search(text))


def is_whole_question(text: str) -> bool:
    """Tell whether a text ends in a question mark and has words enough to stand alone."""
    if not ends_in_question_mark(text):
        return False
    if sum(any(map(str.isalnum, word)) for word in text.split()) >= _LEAST_WORDS:
        return True
    scripts = count_scripts(text)
    return sum(scripts[script] for script in _SCRIPTS_WITHOUT_SPACES) >= _LEAST_LETTERS
