import pytest

from bot.articles.article import Article
from bot.index.analysis import analyze_article
from bot.language.analyzer import Analyzer
from bot.language.annotations import decode_annotations
from bot.language.hashing import hash_terms
from tests.index.samples import STRANGE, random_article, seeded

RANDOM = [random_article(seeded(number), f"id{number}") for number in range(20)]


@pytest.mark.parametrize("article", [*STRANGE, *RANDOM], ids=lambda article: article.id)
def test_the_terms_of_a_passage_are_its_titles_its_headings_and_its_sentences(
    article: Article,
) -> None:
    analyzer = Analyzer()
    analyzed = analyze_article(article, analyzer)
    assert len(analyzed.passages) == len(analyzed.terms) == len(analyzed.annotations)
    for passage, terms, notes in zip(
        analyzed.passages, analyzed.terms, analyzed.annotations, strict=True
    ):
        heading = passage.heading.slice(article.text) if passage.heading else ""
        above = analyzer.terms(f"{article.title}\n{heading}", article.language)
        expected = above + analyzer.terms(passage.text, article.language)
        assert terms == " ".join(expected)
        noted = decode_annotations([notes])
        assert noted.sizes.tolist() == [len(passage.sentences)]
        assert hash_terms(expected[len(expected) - len(noted.terms) :]) == noted.terms.tolist()
