"""Exact matches: where an article has the tokens of a claim one after another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.verification.comparison_tokens import (
    Token,
    list_forms,
    span_tokens,
    uncapitalize,
)
from bot.answers.verification.regions import Region
from bot.articles.article import Article
from bot.language.span import Span


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place in an article: a stretch of its text, and the whole sentences around it."""

    region: Region
    stretch: Span
    sentences: Span

    @property
    def article(self) -> Article:
        """Return the article."""
        return self.region.article


def find_occurrences(claim: Sequence[Token], regions: Iterable[Region]) -> list[Occurrence]:
    """Return where articles have a claim, the oldest article first, each article once."""
    forms = list_forms(claim)
    keys = {token.key for token in claim if token.is_word}
    occurrences: dict[str, Occurrence] = {}
    for region in regions:
        if region.article.id not in occurrences and keys <= region.keys:
            stretch = find_stretch(forms, region.tokens)
            if stretch is not None:
                occurrences[region.article.id] = locate(region, stretch)
    return sorted(occurrences.values(), key=_age)


def locate(region: Region, stretch: Span) -> Occurrence:
    """Return a stretch of an article with the sentences around it."""
    return Occurrence(region, stretch, region.cover(stretch))


def find_stretch(forms: Sequence[str], tokens: Sequence[Token]) -> Span | None:
    """Return the first run of tokens with these forms, the first of them in any case."""
    count = len(forms)
    for number in range(len(tokens) - count + 1):
        if uncapitalize(tokens[number].form) == forms[0] and all(
            tokens[number + place].form == forms[place] for place in range(1, count)
        ):
            return span_tokens(tokens[number : number + count])
    return None


def _age(occurrence: Occurrence) -> tuple[date, float, str]:
    article = occurrence.article
    instant = article.instant
    return article.published, instant.timestamp() if instant and instant.tzinfo else 0, article.id
