"""Laughter: how people laugh and smile in writing, which no list of words has."""

import re

# Letters that laughter in writing consists of, and how many of them are laughter.
_LETTERS = {
    "ah": 4, "eh": 4, "ih": 4, "oh": 4, "aj": 4, "ej": 4, "ij": 4, "ax": 4, "kw": 4, "rs": 4,
    "k": 3, "lo": 3, "wｗ": 2, "5": 3, "ах": 3, "ех": 3, "их": 3, "ло": 3, "αχ": 4,
    "ه": 2, "اه": 3, "خ": 2, "ח": 2, "ाह": 4, "哈": 2, "呵": 2, "嘻": 2, "ㅋㅎ": 2, "は": 3,
    "ハ": 3, "笑": 1,
}  # fmt: skip
_SETS = tuple((frozenset(letters), minimum) for letters, minimum in _LETTERS.items())
_WORDS = frozenset("lmao lmfao rofl mdr ptdr xd xdd kek кек".split())

_SMILEY = re.compile(r"[:;=xX]['’]?-?[()\[\]DPpOo3/\\|*]+|<3+")
_KEYCAP = re.compile(r"[0-9#*]\ufe0f?\u20e3")


def remove_laughter(text: str) -> str:
    """Return a text without words of laughter, smileys and digits that are emoji."""
    words = _KEYCAP.sub(" ", text).split()
    return " ".join(word for word in words if not (_SMILEY.fullmatch(word) or _is_laughter(word)))


def _is_laughter(word: str) -> bool:
    letters = [letter for letter in word.casefold() if letter.isalnum() or letter == "ा"]
    if "".join(letters) in _WORDS:
        return True
    return any(
        len(letters) >= minimum and characters.issuperset(letters) for characters, minimum in _SETS
    )
