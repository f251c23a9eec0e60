"""A matter of three days, told by three sources, in languages that are written differently."""

import pytest

from bot.answers.question.kind import QuestionKind
from bot.articles.article import Article
from tests.answers.views.corpora import make_answerer, make_article
from tests.newsroom import ARTICLES, TODAY

QUESTIONS = {
    "de": "Wie viele Menschen wurden beim Brand der Mühle in Altenrode verletzt?",
    "es": "¿Cuántas personas resultaron heridas en el incendio del molino de Altarroya?",
    "ar": "كم عدد المصابين في حريق مطحنة الزهراء؟",
    "zh": "云安面粉厂火灾有多少人受伤？",
}
STORIES = {
    "de": """
        Mühle in Altenrode brennt
        In der Mühle von Altenrode brach ein Brand aus. Drei Menschen wurden dabei verletzt.
        Neun Verletzte nach Brand der Mühle in Altenrode
        Beim Brand der Mühle in Altenrode wurden neun Menschen verletzt, sagte die Feuerwehr.
        Brand der Mühle in Altenrode war Brandstiftung
        Der Brand der Mühle in Altenrode wurde gelegt, teilte die Polizei mit.
    """,
    "es": """
        Arde el molino de Altarroya
        Un incendio destruyó el molino de Altarroya y tres personas resultaron heridas.
        Nueve heridos en el incendio del molino de Altarroya
        Las personas heridas en el incendio del molino de Altarroya son nueve, según los bomberos.
        El incendio del molino de Altarroya fue provocado
        El incendio del molino de Altarroya fue provocado, informó la policía.
    """,
    "ar": """
        حريق في مطحنة الزهراء
        اندلع حريق في مطحنة الزهراء يوم الاثنين وأدى إلى إصابة ثلاثة أشخاص.
        تسعة مصابين في حريق مطحنة الزهراء
        ارتفع عدد المصابين في حريق مطحنة الزهراء إلى تسعة، وفق ما أعلنته فرق الإطفاء.
        حريق مطحنة الزهراء متعمد
        قالت الشرطة إن حريق مطحنة الزهراء كان متعمدا، وإن عدد المصابين بقي تسعة.
    """,
    "zh": """
        云安面粉厂发生火灾
        云安面粉厂周一发生火灾，三人受伤。
        云安面粉厂火灾九人受伤
        消防部门说，云安面粉厂火灾的受伤人数升至九人。
        云安面粉厂火灾系人为纵火
        警方通报，云安面粉厂火灾是人为纵火造成的。
    """,
}


def read_stories(language: str) -> list[Article]:
    """Return an article for each title and text, one a day from 2 February on."""
    lines = [line.strip() for line in STORIES[language].strip().splitlines()]
    return [
        make_article(
            f"2026-02-{number + 2:02}", text, title=title, source=f"S{number}", language=language
        )
        for number, (title, text) in enumerate(zip(lines[::2], lines[1::2], strict=True))
    ]


@pytest.mark.parametrize("language", STORIES)
def test_a_matter_is_surveyed_in_any_language(language: str) -> None:
    answerer = make_answerer(*read_stories(language), *ARTICLES)
    survey = answerer.survey(QUESTIONS[language], TODAY)
    assert survey.answer.language == language
    assert [quote.article.published.day for quote in survey.by_day] == [2, 3, 4]
    assert {quote.article.source for quote in survey.by_source} == {"S0", "S1", "S2"}


def test_a_topic_in_another_language_has_its_older_stories() -> None:
    old = make_article(
        "2025-06-02",
        "Die Mühle in Altenrode mahlt seit Montag wieder Korn, teilte der Verein der Mühle mit.",
        title="Mühle in Altenrode mahlt wieder",
        source="S9",
        language="de",
    )
    answerer = make_answerer(old, *read_stories("de"), *ARTICLES)
    survey = answerer.survey("Was gibt es Neues über Altenrode?", TODAY)
    assert survey.answer.kind is QuestionKind.TOPIC
    assert survey.by_day[0].article == old
    assert len(survey.by_day) > 1
    assert {quote.article.source for quote in survey.by_source} == {"S0", "S1", "S2"}


@pytest.mark.parametrize("language", STORIES)
def test_what_is_in_another_language_is_on_another_matter(language: str) -> None:
    answerer = make_answerer(*read_stories(language), *ARTICLES)
    survey = answerer.survey(QUESTIONS[language], TODAY)
    quotes = (*survey.by_day, *survey.by_source)
    assert quotes
    assert {quote.article.language_code for quote in quotes} == {language}
