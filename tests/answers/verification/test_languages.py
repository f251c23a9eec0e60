"""Texts in other languages, those without spaces and without capitals among them."""

import re
from datetime import date

import pytest

from bot.answers.verification.verification import Change, Verdict
from bot.answers.verification.verifier import verify_text
from bot.articles.article import Article
from bot.language.languages.identification import identify_text
from bot.language.sentences import split_sentences
from tests.answers.verification.samples import (
    ANALYZER,
    FOREIGN_ARTICLES,
    differing_words,
    snapshot_of,
    verify,
    verify_one,
)
from tests.languages.stories import DEVELOPMENT, list_languages, read_stories

AT = date(2027, 1, 1)


@pytest.mark.parametrize("given", FOREIGN_ARTICLES, ids=lambda given: given.language)
def test_a_whole_article_is_exact(given: Article) -> None:
    assert {check.verdict for check in verify(given.text).checks} == {Verdict.EXACT}


@pytest.mark.parametrize(
    ("text", "words", "changes"),
    [
        ("省财政已紧急下拨900万元救灾资金。", [("900", "800")], {Change.NUMBER}),
        ("总统李华周三在北京宣布，政府会提高税收。", [("", "不")], {Change.NEGATION}),
        (
            "田中首相は水曜日、東京で増税する方針を発表した。",
            [("する", "しない")],
            {Change.NEGATION},
        ),
        (
            "田中首相は木曜日、東京で増税しない方針を発表した。",
            [("木", "水")],
            {Change.DATE},
        ),
        (
            "Die Ministerin Petra Holm hat am Mittwoch in Oskarvik 12.000 Stimmen angenommen.",
            [("12.000", "14.000"), ("", "nicht")],
            {Change.NUMBER, Change.NEGATION},
        ),
        (
            "Die Ministerin Petra Dahl hat am Montag in Oskarvik 14.000 Stimmen nicht angenommen.",
            [("Dahl", "Holm"), ("Montag", "Mittwoch")],
            {Change.NAME, Change.DATE},
        ),
        (
            "Le président Rolf Aven a signé la loi mercredi à Norhaven.",
            [("a", "n’a pas")],
            {Change.NEGATION},
        ),
        (
            "“Nous avons perdu 15 000 voix”, a déclaré le ministre.",
            [("15 000", "14 000")],
            {Change.NUMBER},
        ),
        (
            "Президент Рольф Авен подписал закон о повышении налогов в среду.",
            [("", "не")],
            {Change.NEGATION},
        ),
        (
            "김철수 대통령은 수요일 서울에서 세금을 올리겠다고 발표했다.",
            [("올리겠다고", "올리지 않겠다고")],
            {Change.NEGATION},
        ),
        (
            "أعلن الرئيس أحمد سالم يوم الخميس في المدينة أن الحكومة لن ترفع الضرائب.",
            [("الخميس", "الأربعاء")],
            {Change.DATE},
        ),
    ],
)
def test_what_differs_is_told_by_the_rules_of_the_language(
    text: str, words: list[tuple[str, str]], changes: set[Change]
) -> None:
    check = verify_one(text)
    assert check.verdict is Verdict.SIMILAR
    assert differing_words(text, check) == words
    assert check.changes == changes


def test_numbers_are_the_same_with_and_without_blanks() -> None:
    text = "Оппозиция приветствовала это решение и потребовала 14000 подписей."
    assert verify_one(text).verdict is Verdict.EXACT


def test_a_quotation_inside_a_message_is_told_without_spaces() -> None:
    text = "我听说：“总统李华周三在北京宣布，政府不会提高税收。”这是真的吗？"
    check = verify_one(text)
    assert check.verdict is Verdict.EXACT
    assert check.claim.slice(text) == "总统李华周三在北京宣布，政府不会提高税收"


@pytest.mark.parametrize("language", list_languages())
def test_sentences_are_exact_and_with_another_number_near(language: str) -> None:
    articles = [
        Article(
            f"{language}{number}",
            row["text"],
            date.fromisoformat(row["published"]),
            f"{number}.txt",
            language=identify_text(row["text"]),
        )
        for number, row in enumerate(read_stories(DEVELOPMENT, language))
    ]
    snapshot = snapshot_of(*articles)
    changed_count = 0
    for given in articles:
        for span in split_sentences(given.text, language=given.language):
            text = span.slice(given.text)
            checks = verify_text(text, snapshot, ANALYZER, AT).checks
            assert {check.verdict for check in checks} == {Verdict.EXACT}, text
            number = re.search(r"\d+", text)
            if number is None:
                continue
            changed = f"{text[: number.start()]}{int(number[0]) + 3}{text[number.end() :]}"
            verdicts = [
                check.verdict
                for check in verify_text(changed, snapshot, ANALYZER, AT).checks
                if check.claim.start <= number.start() < check.claim.end
            ]
            assert Verdict.EXACT not in verdicts, changed
            changed_count += Verdict.SIMILAR in verdicts
    assert changed_count > 10
