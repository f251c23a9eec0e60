from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.question.multilingual.phrases import cut, find_phrases, has_words, simplify
from bot.language.languages.lookup import find_language, list_languages
from bot.language.span import Span

CODES = [language.code for language in list_languages()]


def found(text: str, phrases: tuple[str, ...], code: str) -> list[str]:
    language = find_language(code)
    simple = simplify(text, language)
    return [span.slice(text) for span in find_phrases(simple, phrases, language)]


@pytest.mark.parametrize(
    ("code", "text", "phrases", "expected"),
    [
        ("de", "Wie viel kostet es?", ("wie", "wie viel"), ["Wie viel"]),
        ("de", "wie   viel", ("wie viel",), ["wie   viel"]),
        ("de", "Wieviel", ("wie",), []),
        ("de", "hoffentlich", ("ich",), []),
        ("fr", "Qu’est-ce que c’est ?", ("qu'est-ce que",), ["Qu’est-ce que"]),
        ("fr", "A quelle heure", ("à quelle heure",), ["A quelle heure"]),
        ("es", "cuando fue", ("cuándo",), ["cuando"]),
        ("es", "cuando murió él", ("cuándo",), []),
        ("tr", "NE ZAMAN ISINDI", ("ne zaman", "ısındı"), ["NE ZAMAN", "ISINDI"]),
        ("tr", "KİM", ("kim",), ["KİM"]),
        ("ro", "cîţi", ("cîți",), ["cîţi"]),
        ("vi", "o dau", ("ở đâu",), ["o dau"]),
        ("zh", "誰說的", ("谁",), ["誰"]),
        ("zh", "谁说的", ("誰",), ["谁"]),
        ("ja", "選挙はいつですか", ("いつ",), ["いつ"]),
        ("ko", "누구에게", ("누구",), ["누구"]),
        ("ko", "아무누구", ("누구",), []),
        ("de", "wer", (), []),
    ],
)
def test_phrases_are_found(
    code: str, text: str, phrases: tuple[str, ...], expected: list[str]
) -> None:
    assert found(text, phrases, code) == expected


@given(st.text(), st.sampled_from(CODES))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_a_simple_text_has_each_character_where_it_stood(text: str, code: str) -> None:
    assert len(simplify(text, find_language(code))) == len(text)


@given(st.text("wer ist das?eéİı’"), st.sampled_from(["de", "tr", "zh", "ko"]))
@settings(derandomize=True, deadline=None)
def test_what_is_found_is_in_order_and_apart(text: str, code: str) -> None:
    language = find_language(code)
    spans = find_phrases(simplify(text, language), ("wer", "er", "wer ist", "é"), language)
    assert all(one.end <= next_.start for one, next_ in pairwise(spans))
    assert all(len(span) for span in spans)


def test_blanks_stand_for_what_is_cut() -> None:
    assert cut("wer ist das", [Span(0, 3), Span(8, 11)]) == "    ist    "
    assert not has_words(" ?!“”।")
    assert has_words("。है")
