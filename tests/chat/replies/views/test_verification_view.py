"""Verifications as Telegram shows them."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Quote
from bot.answers.verification.verification import Change, Check, Difference, Verdict, Verification
from bot.articles.article import Article
from bot.chat.replies.views.verification_view import render_verification
from bot.language.span import Span
from bot.localization.current import use_language
from tests.answers.verification.samples import verify
from tests.chat.replies.sending import any_article, any_text, links, parts, sent
from tests.chat.samples import NO_ARTICLES, ONE_ARTICLE, TODAY, article, quote
from tests.telegram.client import quotes
from tests.telegram.limits import shown
from tests.telegram.shapes import Message

COST = article("The bridge opened on Monday. It cost 14 million euros.")
SENTENCE = "It cost 14 million euros."


def span_of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def verification(text: str, *checks: Check, unchecked: int = 0) -> Verification:
    return Verification(text, TODAY, checks, ONE_ARTICLE, unchecked)


def exact(of: Article = COST, **fields: object) -> Check:
    found = replace(quote(of, SENTENCE), **fields)  # type: ignore[arg-type]
    span = Span(0, len(SENTENCE) - 1)
    return Check(Verdict.EXACT, span, span, found, found.span)


def near(text: str, *differences: Difference) -> Check:
    span = Span(0, len(text))
    found = quote(COST, SENTENCE)
    return Check(Verdict.SIMILAR, span, span, found, found.span, differences)


def show(*checks: Check, text: str = SENTENCE, unchecked: int = 0) -> Message:
    return sent(render_verification(verification(text, *checks, unchecked=unchecked)))


def test_an_exact_sentence_is_quoted_with_its_source_and_day() -> None:
    message = show(exact())
    assert message["text"] == (
        "Word for word in this article:\nIt cost 14 million euros.\nThe Example · 7 January 2026"
    )
    assert quotes(message) == [SENTENCE]
    assert links(message) == {"The Example": "https://news.example/bridge"}


def test_further_sources_of_an_exact_sentence_are_named() -> None:
    other = replace(article(source="The Other", url="https://other.example/a"), id="other")
    message = show(exact(confirmations=(other,)))
    assert message["text"].splitlines()[0] == "Word for word in 2 articles. The oldest of them:"
    assert message["text"].splitlines()[-1] == "Also: The Other"


def test_a_part_of_a_sentence_is_bold_in_the_whole() -> None:
    message = show(exact(highlight=span_of(COST.text, "cost 14 million")))
    assert message["text"].startswith("The words in bold are in this article, word for word:")
    assert parts(message, "bold") == ["cost 14 million"]


def test_words_inside_a_message_are_said_to_be_some_of_it() -> None:
    check = replace(exact(), sentence=Span(0, 40))
    assert show(check)["text"].startswith("These words of it are in this article, word for word:")


def test_what_differs_is_underlined_in_the_article_and_struck_through_in_the_text() -> None:
    text = "It cost 12 million euros, they say"
    check = near(
        text,
        Difference(
            span_of(text, "12"), span_of(COST.text, "14"), frozenset((Change.NUMBER,))
        ),
        Difference(span_of(text, "they say"), Span(53, 53)),
    )  # fmt: skip
    message = show(check, text=text)
    assert message["text"].splitlines() == [
        "Not word for word. A number differs.",
        "The article says, with what differs underlined:",
        SENTENCE,
        "The Example · 7 January 2026",
        "",
        "The text says, with what the article lacks struck through:",
        text,
    ]
    assert parts(message, "bold") == ["Not word for word. A number differs."]
    assert parts(message, "underline") == ["14"]
    assert parts(message, "strikethrough") == ["12", "they say"]
    assert quotes(message) == [SENTENCE, text]


def test_each_change_of_the_meaning_is_named_once() -> None:
    text = "It did not cost Otto 12 million euros"
    changes = (Change.NEGATION, Change.NAME, Change.NUMBER, Change.DATE, Change.NUMBER)
    differences = [Difference(Span(0, 0), Span(29, 31), frozenset((c,))) for c in changes]
    assert show(near(text, *differences), text=text)["text"].splitlines()[0] == (
        "Not word for word. A number differs. A day or month differs. A name differs."
        " A “not” or a similar word differs."
    )


def test_words_that_a_text_leaves_out_need_no_second_quotation() -> None:
    text = "It cost 14 euros."
    message = show(near(text, Difference(Span(10, 10), span_of(COST.text, "million"))), text=text)
    assert parts(message, "underline") == ["million"]
    assert quotes(message) == [SENTENCE]


def test_other_signs_alone_are_said_to_be_signs() -> None:
    message = show(near("IT COST 14 MILLION EUROS"), text="IT COST 14 MILLION EUROS")
    assert message["text"].splitlines()[:2] == [
        "The words are the same, but not all signs or capital letters.", "The article says:",
    ]  # fmt: skip


def test_a_sentence_that_is_nowhere_has_the_closest_marked_as_no_match() -> None:
    span = Span(0, 24)
    check = Check(Verdict.ABSENT, span, span, quote(COST, SENTENCE))
    message = show(check, text="The bridge is of cheese.")
    assert message["text"].splitlines() == [
        "This is in none of the articles, word for word or nearly.",
        "The closest sentence, which is not a match:",
        SENTENCE,
        "The Example · 7 January 2026",
        "",
        "I searched 1 article, from 7 January 2026.",
    ]
    alone = show(replace(check, quote=None), text="The bridge is of cheese.")
    assert quotes(alone) == []
    assert "closest" not in alone["text"]


def test_a_title_is_named_as_one_and_linked() -> None:
    span = Span(0, 14)
    message = show(Check(Verdict.TITLE, span, span, title_article=COST), text="A bridge opens")
    assert message["text"].splitlines() == [
        "This is the title of an article:", "A bridge opens", "The Example · 7 January 2026",
    ]  # fmt: skip
    plain = replace(COST, url="")
    message = show(Check(Verdict.TITLE, span, span, title_article=plain), text="A bridge opens")
    assert message["text"].count("A bridge opens") == 1


def test_several_sentences_have_a_summary_first_and_a_block_each() -> None:
    text = f"{SENTENCE} The moon is made of cheese. The bridge is of wood and cheese."
    absent = [
        Check(Verdict.ABSENT, span, span)
        for span in (span_of(text, "The moon is made of cheese"), span_of(text, "The bridge is of"))
    ]
    blocks = show(exact(), *absent, text=text, unchecked=3)["text"].split("\n\n")
    assert blocks[0] == "1 of 3 sentences is word for word in the articles."
    assert blocks[1].startswith("Word for word in this article:")
    assert blocks[2].startswith("“The moon is made of cheese” is in none of the articles")
    assert blocks[4].splitlines()[0] == "I did not check 3 further sentences of the text."
    assert show(exact(), exact(), text=text)["text"].startswith("Every sentence is word for word")
    assert show(*absent, text=text)["text"].startswith("None of the sentences is word for word")


def test_sentences_of_one_match_count_as_several() -> None:
    span = Span(0, 10)
    message = show(replace(exact(), sentences=2), Check(Verdict.ABSENT, span, span))
    assert message["text"].startswith("2 of 3 sentences are word for word in the articles.")


def test_a_sentence_too_long_for_a_message_is_left_out_and_its_article_named() -> None:
    long = article("word " * 1500)
    span = Span(0, 20)
    whole = Span(0, len(long.text))
    for verdict in (Verdict.EXACT, Verdict.SIMILAR):
        message = show(Check(verdict, span, span, Quote(long, whole, 1.0), whole))
        assert quotes(message) == []
        assert "cannot be shown here" in message["text"]
        assert links(message) == {"The Example": "https://news.example/bridge"}


def test_what_does_not_fit_is_counted() -> None:
    wide = article("wide " * 160)
    span, whole = Span(0, 10), Span(0, len(wide.text))
    check = Check(Verdict.EXACT, span, span, Quote(wide, whole, 1.0), whole, sentences=2)
    message = show(*[check] * 30)
    assert len(quotes(message)) in range(2, 6)
    visible = message["text"].count("The Example")
    assert f"{60 - 2 * visible} sentences that I checked do not fit" in message["text"]


def test_without_articles_or_sentences_the_reason_is_said() -> None:
    empty = replace(verification("A text."), stats=NO_ARTICLES)
    assert render_verification(empty).text == (
        "I have no articles yet, so there is nothing to compare this with."
    )
    assert render_verification(verification("…")).text == (
        "There is no sentence in this that I can check."
    )


def test_a_real_misquotation_reads_well() -> None:
    text = "The storm sank thirteen fishing boats. No injuries were reported."
    message = sent(render_verification(verify(text, at=date(2026, 2, 28))))
    assert message["text"].splitlines() == [
        "1 of 2 sentences is word for word in the articles.",
        "",
        "Not word for word. A number differs.",
        "The article says, with what differs underlined:",
        "The storm sank three fishing boats.",
        "Storm closes the harbour of Marenne",
        "courier.example · 20 February 2026",
        "",
        "The text says, with what the article lacks struck through:",
        "The storm sank thirteen fishing boats",
        "",
        "Word for word in this article:",
        "No injuries were reported.",
        "Storm closes the harbour of Marenne",
        "courier.example · 20 February 2026",
    ]


@st.composite
def any_verification(draw: st.DrawFn) -> Verification:
    """Draw a verification of any text by any articles, with spans anywhere in them."""
    text = draw(any_text.filter(bool)) * draw(st.integers(1, 300))
    checks = tuple(draw(st.lists(any_check(text), max_size=10)))
    stats = draw(st.sampled_from([ONE_ARTICLE, NO_ARTICLES]))
    return Verification(text, TODAY, checks, stats, draw(st.integers(0, 10**6)))


@st.composite
def any_check(draw: st.DrawFn, text: str) -> Check:
    of = draw(any_article)

    def any_span(length: int) -> st.SearchStrategy[Span]:
        ends = st.integers(0, length)
        return st.tuples(ends, ends).map(sorted).map(lambda ends: Span(*ends))

    found = Quote(
        of,
        draw(any_span(len(of.text))),
        1.0,
        draw(st.none() | any_span(len(of.text))),
        tuple(draw(st.lists(any_article, max_size=3))),
    )
    differences = st.builds(
        Difference,
        any_span(len(text)),
        any_span(len(of.text)),
        st.frozensets(st.sampled_from(Change)),
    )
    verdict = draw(st.sampled_from(Verdict))
    return Check(
        verdict,
        draw(any_span(len(text))),
        draw(any_span(len(text))),
        found if verdict is not Verdict.ABSENT or draw(st.booleans()) else None,
        found.span,
        tuple(draw(st.lists(differences, max_size=30))),
        of if verdict is Verdict.TITLE else None,
        draw(st.integers(1, 5)),
    )


@given(any_verification(), st.sampled_from(["en", "de", "ar", "zh"]))
def test_every_verification_can_be_sent(drawn: Verification, language: str) -> None:
    with use_language(language):
        message = sent(render_verification(drawn))
    texts = [drawn.text, *(check.quote.article.text for check in drawn.checks if check.quote)]
    for quotation in quotes(message):
        assert any(quotation in shown(text) for text in texts)


@given(any_text.filter(bool), any_article)
def test_the_verification_of_any_text_by_any_article_can_be_sent(text: str, of: Article) -> None:
    if of.text.strip():
        for words in (text, of.text[:3000], f"{of.text[:200]} not {text}", text * 200):
            assert sent(render_verification(verify(words, of, at=date.max)))["text"]
