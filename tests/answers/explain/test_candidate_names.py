"""What candidates are called is read from the text again: it has to be what was counted."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.explain.candidate_names import CandidateName, name_candidates
from bot.answers.features.candidates import select_candidates
from bot.answers.features.sentence_pool import pool_sentences
from bot.answers.retrieval import search
from bot.articles.article import Article, derive_id
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.language.annotations import KINDS
from bot.language.hashing import hash_terms
from bot.language.mentions.mention_kind import Kind

ANALYZER = Analyzer()
AT = date(2026, 1, 8)


def called(question: str, *texts: str, language: str = "en") -> list[CandidateName]:
    day = date(2026, 1, 7)
    articles = [
        Article(derive_id("", day, "", text), text, day, "a.txt", language=language)
        for text in texts
    ]
    snapshot = MemoryIndex(articles, ANALYZER).snapshot()
    query, hits = search(question, AT, snapshot, ANALYZER)
    if not hits:
        return []
    pool = pool_sentences(query, hits)
    candidates = select_candidates(pool)
    names = name_candidates(candidates, pool, ANALYZER)
    for name, kind, of in zip(
        names, candidates.kinds.tolist(), candidates.hashes.tolist(), strict=True
    ):
        assert name.kind == (KINDS[kind] if name.kind else None)
        assert hash_terms([(name.kind or "") + name.text]) == [of]
    return names


def test_candidates_are_named_as_sentences_write_them() -> None:
    told = called("Who met the mayor?", "Then Ada Moreau met the mayor for 14,000 reasons.")
    assert CandidateName(Kind.NAME, "ada moreau") in told
    assert CandidateName(Kind.NAME, "moreau") in told
    assert CandidateName(Kind.NUMBER, "14000") in told
    assert CandidateName(None, "reason") in told


def test_names_are_read_in_the_articles_language() -> None:
    told = called("Wer traf?", "Dann traf Ada Moreau die alten Häuser.", language="de")
    assert CandidateName(Kind.NAME, "ada moreau") in told
    assert CandidateName(None, *ANALYZER.terms("alten", "de")) in told


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_candidate_has_a_name(texts: list[str]) -> None:
    told = called("Who won?", *(f"{text} Ada won {text}." for text in texts))
    assert all(name.text for name in told)
