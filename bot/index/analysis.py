"""Analysis: from an article to the passages, terms and annotations that an engine indexes."""

from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.articles.passages.segment import split_passages
from bot.index.protocol import AnalyzedArticle
from bot.language.analyzer import Analyzer
from bot.language.annotations import encode_annotations


def analyze_article(article: Article, analyzer: Analyzer) -> AnalyzedArticle:
    """Return an article as an engine indexes it."""
    passages = tuple(split_passages(article))
    language = article.language
    _, title = analyzer.analyze_pieces(analyzer.split_pieces(article.title, language), language)
    passage_by_heading = {passage.heading: passage for passage in passages}
    heading_terms = {
        heading: _heading_terms(passage, analyzer)
        for heading, passage in passage_by_heading.items()
    }
    annotations: list[bytes] = []
    terms: list[str] = []
    for passage in passages:
        sentences = [span.slice(article.text) for span in passage.sentences]
        pieces = [analyzer.split_pieces(sentence, language) for sentence in sentences]
        analyses = [analyzer.analyze_pieces(sentence, language) for sentence in pieces]
        hashes = [sentence_hashes for _, sentence_hashes in analyses]
        annotations.append(
            encode_annotations(passage.number, title, sentences, pieces, hashes, analyzer, language)
        )
        texts = (heading_terms[passage.heading], *(text for text, _ in analyses))
        terms.append(" ".join(filter(None, texts)))
    return AnalyzedArticle(article, passages, tuple(terms), tuple(annotations))


def _heading_terms(passage: Passage, analyzer: Analyzer) -> str:
    article = passage.article
    heading = f"{article.title}\n{passage.heading.slice(article.text) if passage.heading else ''}"
    return " ".join(analyzer.terms(heading, article.language))
