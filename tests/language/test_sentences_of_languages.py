"""Sentence boundaries in languages other than English: stops, abbreviations and ordinals."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.languages.lookup import list_languages
from bot.language.sentences import split_sentences
from tests.languages.stories import DEVELOPMENT
from tests.languages.stories import list_languages as list_languages_of_stories

# A bar stands where one sentence ends and the next begins.
SENTENCES = {
    "ar": "أعلنت الحكومة النتائج أمس.|هل يستقيل الوزير؟|لا يعرف أحد ذلك!|قال د. أحمد ذلك.",
    "cs": "Dne 3. května přijel Ing. Novák.|Kdo přijde?|Byl tam mj. prof. Dvořák.|Pak odešel.",
    "de": "Am 3. Oktober kam Dr. Weiß z. B. mit dem Zug.|Wer kommt?|Im 19. Jahrhundert war das"
    " anders.|Es war der 2. Mai.",
    "el": "Ο υπουργός παραιτήθηκε.|Ποιος θα έρθει;|Κανείς δεν ξέρει!|Ο κ. Παπάς μίλησε.",
    "en": "The minister left on Jan. 5.|Who is next?|Mr. Fox of the U.S. Senate is silent.",
    "es": "El Sr. Gómez se fue.|¿Quién viene?|¡Nadie lo sabe!|La Sra. Díaz vive aquí.",
    "fa": "دولت نتایج را اعلام کرد.|آیا وزیر استعفا می‌دهد؟|کسی نمی‌داند!|دکتر احمدی گفت.",
    "fr": "M. Dupont est parti.|Qui vient ?|Personne ne sait !|« C’est fini. »|Il est parti.",
    "he": "השר התפטר.|מי יבוא?|איש אינו יודע!|ד\"ר כהן דיבר.|פרופ' לוי שתק.",
    "hi": "मंत्री ने इस्तीफा दिया।|कौन आएगा?|डॉ. शर्मा ने कहा।|यह सच है।",
    "id": "Menteri mundur.|Siapa yang datang?|Dr. Budi dan Prof. Siti diam.|Jl. Sudirman kosong.",
    "it": "Il dott. Rossi è andato via.|Chi viene?|Il sig. Bianchi e l’on. Verdi tacciono.",
    "ja": "大臣は辞任した。|誰が後任か？|誰も知らない！|雨だった。",
    "ko": "장관이 사임했다.|누가 후임인가?|아무도 모른다!|김 박사는 말했다.",
    "nl": "Dhr. Jansen vertrok.|Wie komt er?|Prof. dr. De Vries zweeg o.a. gisteren.|Het regent.",
    "pl": "Prof. Nowak odszedł.|Kto przyjdzie?|Dnia 3. maja padało.|W 2024 r. było sucho.",
    "pt": "O Sr. Gomes saiu.|Quem vem?|Ninguém sabe!|A Dra. Dias mora na Av. Brasil.",
    "ro": "Dl. Popescu a plecat.|Cine vine?|Nimeni nu știe!|Str. Lungă este goală.",
    "ru": "Министр ушёл в 2024 г. из правительства.|Кто придёт?|Это сказал А. С. Пушкин."
    "|Он живёт на ул. Ленина.",
    "sv": "Statsministern avgick bl.a. i går.|Vem kommer?|Det hände kl. 10.|Sedan regnade det.",
    "tr": "Bakan istifa etti.|Kim gelecek?|Dr. Yılmaz ve Prof. Kaya sustu.|19. yüzyılda böyleydi.",
    "uk": "Міністр пішов у 2024 р. з уряду.|Хто прийде?|Це сказав І. Франко.|Живе на вул. Франка.",
    "vi": "Bộ trưởng đã từ chức.|Ai sẽ đến?|TS. Nguyễn nói.|TP. Hồ Chí Minh mưa.",
    "zh": "部长辞职了。|谁会接任？|没有人知道！|他说：“我不知道。”|然后离开。",
}
CODES = [language.code for language in list_languages()]
SIGNS = st.text(st.sampled_from("aБä1 \n.!?;؟।۔。！？“”«»„'’་"))


def split(text: str, language: str) -> list[str]:
    return [span.slice(text) for span in split_sentences(text, language=language)]


def test_each_language_that_has_stories_has_sentences_here() -> None:
    assert sorted(SENTENCES) == list_languages_of_stories(DEVELOPMENT)


@pytest.mark.parametrize("language", SENTENCES)
def test_the_sentences_of_a_language_are_found(language: str) -> None:
    expected = SENTENCES[language].split("|")
    tag = "" if language == "en" else language
    gap = "" if language in ("ja", "zh") else " "
    assert split(gap.join(expected), tag) == expected
    assert split("\n\n".join(expected), tag) == expected


@pytest.mark.parametrize("stop", ["؟", "۔", "।", "॥", "…", "!", "?"])
def test_a_stop_of_a_script_ends_a_sentence_in_any_language(stop: str) -> None:
    for language in ("", "hi", "ur", "fa"):
        assert split(f"یہ جملہ ہے{stop} دوسرا جملہ{stop}", language) == [
            f"یہ جملہ ہے{stop}",
            f"دوسرا جملہ{stop}",
        ]


def test_a_semicolon_asks_in_greek_alone() -> None:
    assert len(split("Ποιος θα έρθει; Κανείς δεν ξέρει.", "el")) == 2
    assert len(split("Ποιος θα έρθει; Κανείς δεν ξέρει.", "el-CY")) == 2
    assert len(split("Ήρθε ο υπουργός; όλοι έφυγαν.", "el")) == 1
    assert len(split("Wer kommt; Niemand weiß es.", "de")) == 1


def test_an_ordinal_ends_no_sentence_where_its_language_writes_a_stop_after_it() -> None:
    assert len(split("Er wohnt im 3. Stock.", "de")) == 1
    assert len(split("Han bor på vån 3. Stockholm är stort.", "sv")) == 2
    assert len(split("Er kam 1999. Stuttgart war leer.", "de")) == 2
    assert len(split("Er wurde 5. Danach ging er.", "de")) == 2


def test_an_abbreviation_is_of_its_language() -> None:
    text = "Он живёт на ул. Ленина."
    assert split(text, "ru") == [text]
    assert len(split(text, "")) == 2


def test_an_abbreviation_before_a_word_that_opens_sentences_ends_one() -> None:
    assert split("Das gilt für Autos usw. Die Bahn schweigt.", "de") == [
        "Das gilt für Autos usw.",
        "Die Bahn schweigt.",
    ]


@given(SIGNS | st.text(), st.sampled_from(CODES))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_the_spans_cover_every_text_in_every_language(text: str, language: str) -> None:
    spans = split_sentences(text, language=language)
    assert all(one.end <= next_.start for one, next_ in pairwise(spans))
    assert all(span.slice(text) == span.slice(text).strip() != "" for span in spans)
    assert "".join("".join(split(text, language)).split()) == "".join(text.split())
