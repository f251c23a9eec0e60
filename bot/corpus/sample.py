"""Samples: a few of many articles, as readers will see them."""

from dataclasses import dataclass
from random import Random

from bot.articles.article import Article
from bot.articles.passages.segment import split_passages
from bot.language.sentences import split_sentences

_MAX_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Sample:
    """An article's title, where and on which day it was published, and its first sentences."""

    heading: str
    origin: str
    published: str
    url: str
    text: str

    @classmethod
    def from_article(cls, article: Article) -> "Sample":
        """Return what a reader sees of an article: whole sentences, unless the first is long."""
        passage = next(iter(split_passages(article)), None)
        text = passage.text if passage else article.text[article.body :].strip()
        return cls(
            article.heading, article.origin, article.published.isoformat(), article.url,
            _opening(text),
        )  # fmt: skip


class Sampler:
    """Reservoir sampling: every article is as likely to be kept as another."""

    def __init__(self, size: int = 3) -> None:
        self._size = size
        self._reservoir: list[tuple[int, Article]] = []
        self._count = 0
        # The same files give the same samples.
        self._random = Random(0)  # noqa: S311

    def offer(self, article: Article) -> None:
        """Keep an article, or not."""
        slot = self._count if self._count < self._size else self._random.randint(0, self._count)
        if slot < self._size:
            self._reservoir[slot : slot + 1] = [(self._count, article)]
        self._count += 1

    def renew(self, article: Article) -> None:
        """Replace an article by a later one with the same id, where it was kept."""
        self._reservoir = [
            (number, article if sample.id == article.id else sample)
            for number, sample in self._reservoir
        ]

    def samples(self) -> tuple[Sample, ...]:
        """Return the samples, in the order of the files."""
        pairs = sorted(self._reservoir, key=lambda pair: pair[0])
        return tuple(Sample.from_article(article) for _, article in pairs)


def _opening(text: str) -> str:
    end = 0
    for span in split_sentences(text):
        if span.end > _MAX_LENGTH:
            break
        end = span.end
    return (
        text[:end] if end else text[: _MAX_LENGTH - 1].rstrip() + "…" * (len(text) >= _MAX_LENGTH)
    )
