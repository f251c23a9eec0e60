"""What holds for every text and every article: all that is shown is a slice of one of them."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.verification.comparison_tokens import Token, list_forms, tokenize, trim_signs
from bot.answers.verification.verification import Check, Verdict, Verification
from bot.answers.verification.verifier import verify_text
from bot.articles.article import Article
from bot.index.protocol import Snapshot
from bot.language.sentences import split_sentences
from bot.language.span import Span
from tests.answers.verification.samples import (
    ANALYZER,
    FOREIGN_ARTICLES,
    newsroom_snapshot,
    snapshot_of,
)
from tests.chat.replies.sending import NASTY, any_text
from tests.newsroom import ARTICLES, TODAY

SENTENCES = [
    (span.slice(article.text), article.language)
    for article in (*ARTICLES, *FOREIGN_ARTICLES)
    for span in split_sentences(article.text, language=article.language)
]
PIECES = ("not", "14,000", "12", "Ada Lorne", "the", "Tuesday", "million", "不", "%", *NASTY)


@st.composite
def misquotations(draw: st.DrawFn) -> str:
    """Draw sentences of articles with words that were left out, added, changed or swapped."""
    sentences = []
    for sentence, _ in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)):
        words = sentence.split()
        for place, word, removed in draw(
            st.lists(
                st.tuples(st.integers(0, 40), st.sampled_from(PIECES), st.integers(0, 2)),
                max_size=3,
            )
        ):
            words[place % (len(words) + 1) : place % (len(words) + 1) + removed] = [word]
        sentences.append(" ".join(words))
    frame = draw(st.sampled_from(["{}", "BBC says: “{}” Is that true?", "{} — Lantern", "«{}»"]))
    return frame.format(draw(st.sampled_from([" ", "\n", ""])).join(sentences))


@st.composite
def strange_articles(draw: st.DrawFn) -> list[Article]:
    """Draw articles of any characters, with words that texts share."""
    words = st.sampled_from(["harbour", "ferry", "14,000", "not", ".", "“", "東京", "\n\n", *NASTY])
    texts = draw(
        st.lists(st.lists(words | any_text, min_size=1, max_size=30), min_size=1, max_size=3)
    )
    return [
        replace(ARTICLES[number], id=str(number), text=" ".join(text), title="")
        for number, text in enumerate(texts)
        if " ".join(text).strip()
    ]


def assert_consistent(verification: Verification) -> None:
    """Check that all spans are slices, and that what is said of them is so."""
    end = 0
    for check in verification.checks:
        assert end <= check.sentence.start <= check.claim.start
        assert check.claim.start < check.claim.end <= check.sentence.end <= len(verification.text)
        end = check.sentence.end
        if check.verdict is Verdict.TITLE:
            assert check.title_article is not None
            continue
        assert (check.stretch is None) == (check.verdict is Verdict.ABSENT)
        if check.quote is None:
            assert check.verdict is Verdict.ABSENT
            continue
        quote = check.quote
        assert quote.text == quote.article.text[quote.span.start : quote.span.end] != ""
        assert all(a.published <= verification.at for a in (quote.article, *quote.confirmations))
        if check.stretch is not None:
            _assert_inside(check.stretch, quote.span)
            assert_same_words(verification.text, check, quote.article)
        for difference in check.differences:
            _assert_inside(difference.claim, check.claim)
            _assert_inside(difference.article, quote.span)
        if check.verdict is Verdict.EXACT:
            assert check.differences == ()


def _assert_inside(inner: Span, outer: Span) -> None:
    assert outer.start <= inner.start <= inner.end <= outer.end


def assert_same_words(text: str, check: Check, article: Article) -> None:
    """Check that a claim and an article have the same words but for those that differ."""
    assert check.stretch is not None
    claim = list(trim_signs(tokenize(text, check.claim)))
    stretch = list(trim_signs(tokenize(article.text, check.stretch)))
    if check.verdict is Verdict.EXACT and check.sentences == 1:
        assert list_forms(claim) == list_forms(stretch)
    claim_spans = [difference.claim for difference in check.differences]
    article_spans = [difference.article for difference in check.differences]
    if check.sentences == 1:
        assert _list_keys(claim, claim_spans) == _list_keys(stretch, article_spans)


def _list_keys(tokens: list[Token], spans: list[Span]) -> list[str]:
    """Return the words of tokens that no span has."""
    return [
        token.key
        for token in tokens
        if token.is_word
        and not any(span.start <= token.start and token.end <= span.end for span in spans)
    ]


def check_text(text: str, snapshot: Snapshot) -> Verification:
    verification = verify_text(text, snapshot, ANALYZER, TODAY)
    assert_consistent(verification)
    return verification


@settings(max_examples=300)
@given(misquotations())
def test_misquotations_are_compared_word_by_word(text: str) -> None:
    check_text(text, newsroom_snapshot())


@given(any_text | any_text.map(lambda text: text * 100))
def test_any_text_can_be_verified(text: str) -> None:
    check_text(text, newsroom_snapshot())


@given(strange_articles(), st.data())
def test_any_part_of_any_article_can_be_verified(
    articles: list[Article], data: st.DataObject
) -> None:
    if not articles:
        return
    snapshot = snapshot_of(*articles)
    text = data.draw(st.sampled_from(articles)).text
    start, end = sorted(
        (data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text))))
    )
    check_text(text[start:end] + data.draw(st.sampled_from(["", "not", "12", "."])), snapshot)


@given(st.sampled_from(SENTENCES), st.integers(0, 40))
def test_a_sentence_with_another_negation_or_number_is_never_exact(
    sample: tuple[str, str], place: int
) -> None:
    words = sample[0].split()
    place %= len(words)
    changed = words.copy()
    if any(character.isdecimal() for character in words[place]):
        changed[place] = words[place].translate(str.maketrans("0123456789", "1234567890"))
    else:
        changed.insert(place, "not")
    text = " ".join(changed)
    for check in check_text(text, newsroom_snapshot()).checks:
        # Of a quotation with other words around it, the quotation alone is exact.
        is_outside = check.is_partial and changed[place] not in check.claim.slice(text)
        assert check.verdict is not Verdict.EXACT or is_outside


def test_hostile_texts_are_verified() -> None:
    sentence = SENTENCES[0][0]
    for text in (
        "x" * 100_000,
        sentence.removesuffix(".") * 500,
        '"' * 50_000,
        '"a b c d e" ' * 3_000,
        f"\x00\ud800 {sentence} \udfff",
        ":a b c d " * 3_000,
        "東京都知事は水曜日に辞任した" * 2_000,
        "e\u0301\u0301" * 20_000,
        f"\u202e{sentence}\u202c",
        "https://a.example/x " * 2_000,
    ):
        check_text(text, newsroom_snapshot())
