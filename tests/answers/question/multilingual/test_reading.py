"""Reading: what a question in each language asks for, and which of its words are searched for."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.question.answer_type import QuestionForm
from bot.answers.question.multilingual.reading import (
    MultilingualQuestion,
    read_multilingual_question,
)
from bot.language.languages.lookup import find_language, list_asked_languages
from bot.language.mentions.mention_kind import Kind
from tests.languages.stories import DEVELOPMENT, read_questions

AT = date(2026, 4, 2)
CODES = [language.code for language in list_asked_languages()]
LEAST_READ = 0.85
"""Of the questions of a language, those of which what is asked for is found."""

WHO = {
    "ar": "من فاز في الانتخابات؟",
    "cs": "Kdo vyhrál volby?",
    "de": "Wer hat die Wahl gewonnen?",
    "el": "Ποιος κέρδισε τις εκλογές;",
    "es": "¿Quién ganó las elecciones?",
    "fa": "چه کسی انتخابات را برد؟",
    "fr": "Qui a gagné les élections ?",
    "he": "מי ניצח בבחירות?",
    "hi": "चुनाव कौन जीता?",
    "id": "Siapa yang menang pemilu?",
    "it": "Chi ha vinto le elezioni?",
    "ja": "誰が選挙に勝ちましたか？",
    "ko": "누가 선거에서 이겼나요?",
    "nl": "Wie won de verkiezingen?",
    "pl": "Kto wygrał wybory?",
    "pt": "Quem ganhou a eleição?",
    "ro": "Cine a câștigat alegerile?",
    "ru": "Кто выиграл выборы?",
    "sv": "Vem vann valet?",
    "tr": "Seçimi kim kazandı?",
    "uk": "Хто виграв вибори?",
    "vi": "Ai thắng cuộc bầu cử?",
    "zh": "谁赢得了选举？",
}


def read(question: str, code: str) -> MultilingualQuestion:
    return read_multilingual_question(question, AT, find_language(code))


def test_each_language_that_is_asked_in_asks_here() -> None:
    assert sorted(WHO) == CODES


@pytest.mark.parametrize("code", WHO)
def test_who_asks_for_a_person(code: str) -> None:
    reading = read(WHO[code], code)
    assert (reading.asks, reading.analysis.form) == ("who", QuestionForm.PERSON)
    assert reading.analysis.mention_kinds == {Kind.NAME}
    assert len(reading.content) == len(WHO[code])
    assert reading.content.split() != WHO[code].split()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["who", "when", "where", "how_many", "how_much", "share", "why"])
def test_each_word_that_asks_asks_for_its_own_matter(code: str, name: str) -> None:
    phrases = getattr(find_language(code).questions, name)
    # What one word of a language asks depends on others; most ask for one thing alone.
    asked = [read(f"{phrase} Talmor?", code).asks for phrase in phrases]
    assert asked.count(name) >= 0.7 * len(asked)


@pytest.mark.parametrize(
    ("code", "question", "form"),
    [
        ("de", "Wann öffnet die Brücke?", QuestionForm.TIME),
        ("de", "Wo liegt Talmor?", QuestionForm.PLACE),
        ("de", "Wie viele Menschen starben?", QuestionForm.COUNT),
        ("de", "Was kostet die Brücke?", QuestionForm.AMOUNT),
        ("de", "Wie lange dauerte der Streik?", QuestionForm.COUNT),
        ("de", "Welcher Anteil stimmte zu?", QuestionForm.SHARE),
        ("de", "Was steht in dem Vertrag?", QuestionForm.THING),
        ("de", "Warum stürzte die Brücke ein?", QuestionForm.UNKNOWN),
        ("fr", "Combien coûte le pont ?", QuestionForm.AMOUNT),
        ("es", "¿Dónde está el puente?", QuestionForm.PLACE),
        ("ru", "Когда откроют мост?", QuestionForm.TIME),
        ("ja", "橋はいつ開きますか？", QuestionForm.TIME),
        ("zh", "多少人死亡？", QuestionForm.COUNT),
        ("ko", "다리는 어디에 있나요?", QuestionForm.PLACE),
        ("hi", "पुल कब खुलेगा?", QuestionForm.TIME),
        # A noun tells what a vague word asks for.
        ("de", "Wie hoch ist der Preis der Brücke?", QuestionForm.AMOUNT),
        ("de", "Welche Stadt baut die Brücke?", QuestionForm.PLACE),
        ("fr", "Quel est le prix du pont ?", QuestionForm.AMOUNT),
        ("es", "¿Cuál es el precio del puente?", QuestionForm.AMOUNT),
        ("ru", "Какова цена моста?", QuestionForm.AMOUNT),
        ("zh", "桥的价格是什么？", QuestionForm.AMOUNT),
    ],
)
def test_what_is_asked_for(code: str, question: str, form: QuestionForm) -> None:
    assert read(question, code).analysis.form is form


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("ar", "هل الجسر مفتوح؟"),
        ("cs", "Je most otevřený?"),
        ("de", "Ist die Brücke offen?"),
        ("es", "¿Está abierto el puente?"),
        ("fr", "Est-ce que le pont est ouvert ?"),
        ("hi", "क्या पुल खुला है?"),
        ("he", "האם הגשר פתוח?"),
        ("fa", "آیا پل باز است؟"),
        ("id", "Apakah jembatan dibuka?"),
        ("it", "È aperto il ponte?"),
        ("nl", "Is de brug open?"),
        ("pl", "Czy most jest otwarty?"),
        ("ru", "Открыт ли мост?"),
        ("sv", "Är bron öppen?"),
        ("tr", "Köprü açıldı mı?"),
        ("uk", "Чи відкрито міст?"),
        ("zh", "桥开放了吗？"),
    ],
)
def test_a_verb_or_particle_asks_whether(code: str, question: str) -> None:
    reading = read(question, code)
    assert (reading.asks, reading.analysis.opening) == ("yes_no", "yes_no")


def test_what_asks_when_it_stands_inside_is_no_particle() -> None:
    assert read("मंत्री ने क्या कहा?", "hi").asks == "what"


@pytest.mark.parametrize(
    ("code", "question", "words"),
    [
        ("de", "Kannst du mir sagen, wer die Brücke baut?", "die Brücke baut"),
        ("de", "Sag mir bitte, wann die Brücke öffnet", "die Brücke öffnet"),
        ("fr", "Peux-tu me dire qui a construit le pont ?", "a construit le pont"),
        ("es", "¿Sabes quién construyó el puente?", "construyó el puente"),
        ("zh", "请问谁建了桥？", "建了桥"),
        ("de", "Wer baute gestern die Brücke?", "baute die Brücke"),
        ("de", "Wer baute am 3. März 2026 die Brücke?", "baute am die Brücke"),
    ],
)
def test_polite_words_and_times_are_cut_out(code: str, question: str, words: str) -> None:
    content = read(question, code).content
    assert " ".join(content.replace(",", " ").strip(" ¿?？.").split()) == words


@pytest.mark.parametrize(
    ("code", "question", "optional"),
    [
        ("de", "Wie viele Kilometer ist die Brücke lang?", "kilometer"),
        ("de", "Wie hoch ist der Preis der Brücke?", "preis"),
        ("fr", "Quel est le prix du pont ?", "prix"),
        ("de", "Wie viele Menschen starben?", "menschen"),
    ],
)
def test_the_noun_that_asks_for_a_value_is_searched_for_but_need_not_be_found(
    code: str, question: str, optional: str
) -> None:
    reading = read(question, code)
    assert optional in reading.optional
    assert optional in reading.content.lower()


@pytest.mark.parametrize("code", CODES)
def test_a_question_of_words_that_ask_alone_keeps_them(code: str) -> None:
    who = find_language(code).questions.who[0]
    assert read(who, code).content.strip()


@pytest.mark.parametrize("code", CODES)
def test_most_questions_of_stories_ask_what_they_are_known_to_ask(code: str) -> None:
    known = {"who", "when", "where", "why", "how_many", "how_much"}
    asked = [one for one in read_questions(DEVELOPMENT, code) if one.asks in known]
    amounts = {"how_many", "how_much", "measure", "share", "which", "what"}
    read_as = [read(one.text, code).asks for one in asked]
    right = [
        got == one.asks or (one.asks in amounts and got in amounts)
        for got, one in zip(read_as, asked, strict=True)
    ]
    assert sum(right) >= LEAST_READ * len(right)


@given(st.text(), st.sampled_from(CODES))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_any_text_is_read_without_moving_a_word(question: str, code: str) -> None:
    reading = read(question, code)
    assert len(reading.content) == len(question)
    for kept, written in zip(reading.content, question, strict=True):
        assert kept in (" ", written)


def list_words(question: str, code: str) -> list[str]:
    return re.findall(r"\w+", read(question, code).content)


@pytest.mark.parametrize("code", WHO)
def test_a_greeting_before_a_question_and_thanks_after_it_are_no_part_of_it(code: str) -> None:
    messages, question = find_language(code).messages, WHO[code]
    words = list_words(question, code)
    for greeting in (*messages.greetings, *messages.thanks):
        assert list_words(f"{greeting}, {question}", code) == words, greeting
    for thanks in (*messages.thanks, *messages.farewells):
        assert list_words(f"{question} {thanks}!", code) == words, thanks


@pytest.mark.parametrize("code", WHO)
def test_an_answer_need_not_hold_a_greeting_that_no_sign_sets_off(code: str) -> None:
    greeting = next(g for g in find_language(code).messages.greetings if " " not in g)
    reading = read(f"{greeting} {WHO[code]}", code)
    assert greeting in reading.optional or greeting not in reading.content.lower()


def test_a_greeting_is_searched_for_where_it_is_the_matter() -> None:
    assert "hallo" in list_words("Wer sagte hallo zu Talmor?", "de")
    assert list_words("danke bitte", "de") == ["danke", "bitte"]
    assert list_words("Quem comprou a Oi?", "pt") == ["comprou", "a", "Oi"]
