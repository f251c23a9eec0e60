"""Entry likeness: whether two entries of a feed tell one story in nearly the same words."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.articles.article import Article
from bot.corpus.manifest.near_duplicates import MinHashSignature, sign_article

LONGEST_DISTANCE = timedelta(days=21)
"""Between the days of two entries that may be one."""

_LEAST_SIMILARITY = 0.7
_LEAST_SIMILARITY_RETITLED = 0.9
_LEAST_TITLE_OVERLAP = 0.4
_LONGEST_DISTANCE_RETITLED = timedelta(days=3)
_OTHER_STORY_SIMILARITY = 0.2
_LEAST_WORDS = 60
"""Shorter texts are often alike because their kind is: weather, traffic, open threads."""
_LEAST_WORDS_UNTITLED = 20
"""Of a text without a title that is repeated word for word; a few words may come every day."""

_NUMBER = re.compile(r"\d+")
# Thai, Lao, Burmese, Khmer, kana and Chinese characters.
_UNSPACED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class EntryPrint:
    """What is kept of an entry to tell whether another one is the same.

    ``title`` is its words in small letters, ``numbers`` a name of the numbers in it and in its
    text.
    """

    day: date
    title: str
    numbers: str
    word_count: int
    signature: MinHashSignature

    def is_like(self, entry_print: "EntryPrint") -> bool:
        """Tell whether two entries tell the same.

        Reports that come every day are alike but for their numbers, and are not the same.
        """
        is_same_day = self.day == entry_print.day
        if self.signature.digest == entry_print.signature.digest:
            is_near = abs(self.day - entry_print.day) <= LONGEST_DISTANCE
            is_long = self.word_count >= _LEAST_WORDS_UNTITLED
            if is_same_day or (is_near and is_long and not (self.title or entry_print.title)):
                return True  # posted again
        # Two texts without titles have nothing in common by that.
        is_retitled = self.title != entry_print.title or not self.title
        longest_distance = _LONGEST_DISTANCE_RETITLED if is_retitled else LONGEST_DISTANCE
        if abs(self.day - entry_print.day) > longest_distance:
            return False
        if self.numbers != entry_print.numbers and (is_retitled or not is_same_day):
            return False
        is_short = min(self.word_count, entry_print.word_count) < _LEAST_WORDS
        if is_short and (is_retitled or not is_same_day):
            return False
        if is_retitled and self._compare_titles(entry_print) < _LEAST_TITLE_OVERLAP:
            return False
        minimum = _LEAST_SIMILARITY_RETITLED if is_retitled else _LEAST_SIMILARITY
        return self.signature.similarity(entry_print.signature) >= minimum

    def is_other(self, entry_print: "EntryPrint") -> bool:
        """Tell whether two entries have nothing in common but, perhaps, an address."""
        if self.title == entry_print.title or self.day == entry_print.day:
            return False
        return self.signature.similarity(entry_print.signature) < _OTHER_STORY_SIMILARITY

    def _compare_titles(self, entry_print: "EntryPrint") -> float:
        mine, theirs = set(self.title.split()), set(entry_print.title.split())
        return len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0


def print_entry(article: Article) -> EntryPrint:
    """Return what is kept of an entry."""
    text = article.text[article.body :]
    numbers = " ".join(sorted(_NUMBER.findall(f"{article.title}\n{text}")))
    return EntryPrint(
        article.published,
        fold_title(article.title),
        hashlib.sha256(numbers.encode()).hexdigest()[:8],
        _count_words(text),
        sign_article(article),
    )


def _count_words(text: str) -> int:
    """Return the number of words; where none stand between spaces, of half as many characters."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def fold_title(title: str) -> str:
    """Return the words of a title, whatever their capitals and the marks between them."""
    return " ".join(re.findall(r"\w+", title.casefold()))
