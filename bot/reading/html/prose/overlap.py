"""Overlap of texts, whatever script they are in and however they are punctuated."""

_GRAM = 10


class Grams:
    """The runs of ten letters and digits of a text."""

    def __init__(self, text: str) -> None:
        letters = letters_of(text)
        self._grams = set(_grams(letters))
        self.size = len(letters)

    def share(self, text: str) -> float:
        """Return how much of ``text`` is in this one."""
        grams = _grams(letters_of(text))
        return sum(gram in self._grams for gram in grams) / max(1, len(grams))


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    return "".join(filter(str.isalnum, text)).casefold()


def _grams(letters: str) -> list[str]:
    if len(letters) <= _GRAM:
        return [letters] if letters else []
    return [letters[start : start + _GRAM] for start in range(len(letters) - _GRAM + 1)]
