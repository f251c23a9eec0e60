"""Sample: a few of many articles, as a reader will see them."""

from dataclasses import dataclass
from random import Random

from bot.articles.article import Article
from bot.articles.passages.segment import split_passages
from bot.language.sentences import split_sentences

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Sample:
    """An article's title, where and when it was published, and its first sentences."""

    heading: str
    origin: str
    published: str
    url: str
    text: str

    @classmethod
    def of(cls, article: Article) -> "Sample":
        """Return what a reader sees of an article: whole sentences, unless the first is long."""
        passage = next(iter(split_passages(article)), None)
        text = passage.text if passage else article.text[article.body :].strip()
        return cls(
            article.heading, article.origin, article.published.isoformat(), article.url,
            _opening(text),
        )  # fmt: skip


class Sampler:
    """Keeps a few of the articles that it is given, each as likely as another."""

    def __init__(self, most: int = 3) -> None:
        self._most = most
        self._kept: list[tuple[int, Article]] = []
        self._given = 0
        # The same files give the same samples.
        self._random = Random(0)  # noqa: S311

    def offer(self, article: Article) -> None:
        """Keep an article, perhaps."""
        place = self._given if self._given < self._most else self._random.randint(0, self._given)
        if place < self._most:
            self._kept[place : place + 1] = [(self._given, article)]
        self._given += 1

    def renew(self, article: Article) -> None:
        """Take the later of two articles with one id, where the earlier was kept."""
        self._kept = [
            (number, article if kept.id == article.id else kept) for number, kept in self._kept
        ]

    def samples(self) -> tuple[Sample, ...]:
        """Return what was kept, in the order of the files."""
        kept = sorted(self._kept, key=lambda pair: pair[0])
        return tuple(Sample.of(article) for _, article in kept)


def _opening(text: str) -> str:
    end = 0
    for span in split_sentences(text):
        if span.end > _LONGEST:
            break
        end = span.end
    return text[:end] if end else text[: _LONGEST - 1].rstrip() + "…" * (len(text) >= _LONGEST)
