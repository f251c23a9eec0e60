"""Answers in the language of the question, and where no article is in it."""

from datetime import date

import pytest

from bot.answers.answer import Answer
from bot.answers.answerer import Answerer
from bot.answers.question.kind import QuestionKind
from bot.articles.article import Article, derive_id
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer

AT = date(2026, 4, 2)
GERMAN = (
    "Der Bürgermeister von Talmor, Jonas Weidner, eröffnete die Brücke. Sie kostete 14.000 Euro.",
    "In Lindholm begann das Fest der Fischer. Es kamen mehr Gäste als im vorigen Jahr.",
)
ENGLISH = (
    "Mayor Jonas Weidner of Talmor opened the new bridge on Monday. It cost 14,000 euros.",
    "In Lindholm the feast of fishermen began. More guests came than last year.",
)


def article(text: str, language: str) -> Article:
    published = date(2026, 3, 31)
    return Article(derive_id("", published, "", text), text, published, "a.txt", language=language)


def ask(question: str, *articles: Article, reader: str = "") -> Answer:
    analyzer = Analyzer()
    return Answerer(MemoryIndex(articles, analyzer), analyzer).answer(question, AT, reader=reader)


def ask_german(question: str) -> Answer:
    return ask(question, *(article(text, "de") for text in GERMAN))


def ask_both(question: str) -> Answer:
    both = [article(text, "de") for text in GERMAN] + [article(text, "") for text in ENGLISH]
    return ask(question, *both)


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Wer eröffnete die Brücke in Talmor?", "Jonas Weidner"),
        ("Was kostete die Brücke in Talmor?", "14.000 Euro"),
        ("Wo begann das Fest der Fischer?", "Lindholm"),
    ],
)
def test_a_question_is_answered_in_its_language(question: str, holds: str) -> None:
    answer = ask_german(question)
    assert holds in answer.quotes[0].text
    assert (answer.language, answer.missing_language, answer.languages) == ("de", False, ())


@pytest.mark.parametrize(
    ("question", "holds", "language"),
    [
        ("Wer eröffnete die Brücke in Talmor?", "Der Bürgermeister", "de"),
        ("Who opened the bridge in Talmor?", "Mayor Jonas Weidner", "en"),
    ],
)
def test_of_several_languages_that_of_the_question_answers(
    question: str, holds: str, language: str
) -> None:
    answer = ask_both(question)
    assert answer.language == language
    assert holds in answer.quotes[0].text
    assert {quote.article.language_code for quote in answer.quotes} == {language}


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Qui a inauguré le pont à Talmor ?", "fr"),
        ("¿Quién inauguró el puente de Talmor?", "es"),
        ("Kto otworzył most w Talmor?", "pl"),
        ("Who opened the bridge in Talmor?", "en"),
    ],
)
def test_without_articles_in_the_language_names_are_looked_up(question: str, language: str) -> None:
    answer = ask_german(question)
    assert answer.language == language
    assert answer.missing_language
    assert answer.languages == ("de",)
    assert "Talmor" in answer.quotes[0].text
    assert answer.is_nearest


@pytest.mark.parametrize(
    ("question", "language"),
    [("Qui a inauguré le pont ?", "fr"), ("Кто открыл мост?", "ru"), ("誰が橋を開いた？", "ja")],
)
def test_without_a_name_nothing_is_quoted(question: str, language: str) -> None:
    answer = ask_german(question)
    assert (answer.language, answer.missing_language) == (language, True)
    assert answer.quotes == ()


def test_the_languages_of_articles_are_named_the_largest_first() -> None:
    russian = article("Фестиваль начался в Линдхольме.", "ru")
    answer = ask("Qui a ouvert Talmor ?", *(article(text, "de") for text in GERMAN), russian)
    assert answer.languages == ("de", "ru")


@pytest.mark.parametrize(
    ("message", "kind", "language"),
    [
        ("Hallo", QuestionKind.COURTESY, "de"),
        ("Wer bist du?", QuestionKind.ABOUT_BOT, "de"),
        ("Merci beaucoup !", QuestionKind.COURTESY, "fr"),
        ("ありがとう", QuestionKind.COURTESY, "ja"),
    ],
)
def test_a_courtesy_is_returned_in_its_language(
    message: str, kind: QuestionKind, language: str
) -> None:
    answer = ask_german(message)
    assert (answer.kind, answer.language, answer.missing_language) == (kind, language, False)


def test_news_are_those_in_the_language() -> None:
    answer = ask_both("Was gibt es Neues?")
    assert answer.kind is QuestionKind.BROWSE
    assert answer.language == "de"
    assert answer.quotes
    assert {quote.article.language_code for quote in answer.quotes} == {"de"}


def test_the_reader_tells_the_language_of_a_name_alone() -> None:
    both = [article(GERMAN[0], "de"), article(ENGLISH[0], "")]
    assert ask("Jonas Weidner", *both, reader="de").language == "de"


@pytest.mark.parametrize("question", ["Wer gewann?", "Кто победил?", "誰が勝った？", "من فاز؟"])
def test_without_articles_no_language_is_missing(question: str) -> None:
    answer = ask(question)
    assert (answer.quotes, answer.missing_language) == ((), False)


@pytest.mark.parametrize(
    "question",
    [
        "How many soldiers did North Korea send to Russia?",
        "combien de soldats la Corée du Nord a-t-elle envoyés ?",
        "朝鲜派了多少士兵？",
    ],
)
def test_countries_are_found_by_their_names_in_the_languages_of_the_articles(question: str) -> None:
    text = (
        "Nordkorea hat rund 14.000 Soldaten nach Russland geschickt. Das kostete viele das Leben."
    )
    answer = ask(question, article(text, "de"))
    assert answer.missing_language
    assert "14.000 Soldaten" in answer.quotes[0].text


def test_a_country_of_which_no_article_tells_is_refused() -> None:
    answer = ask_german("What happened in Norway?")
    assert (answer.quotes, answer.missing_language) == ((), True)


def test_a_figure_that_an_article_has_leads_to_it() -> None:
    answer = ask_german("Xanthor Yolmira 14,000")
    assert "14.000 Euro" in answer.quotes[0].text


@pytest.mark.parametrize(
    ("asked", "written"), [("لاتحاد", "اتحاد"), ("اتحاد", "لاتحاد"), ("لمستشفى", "مستشفى")]
)
def test_arabic_particles_written_together_with_a_word_are_looked_through(
    asked: str, written: str
) -> None:
    """The stemmer leaves them, as many words of their own begin with these letters."""
    analyzer = Analyzer()
    articles = [article(f"سجل أنيس الجبالي هدف الفوز {written} سوسة مساء السبت.", "ar")]
    trace = Answerer(MemoryIndex(articles, analyzer), analyzer).trace(
        f"من سجل هدف {asked} سوسة؟", AT
    )
    assert trace.query is not None
    word = next(word for word in trace.query.words if word.text == asked)
    assert not word.df
    assert tuple(analyzer.terms(written, "ar")) in [item.terms for item in word.alternatives]
