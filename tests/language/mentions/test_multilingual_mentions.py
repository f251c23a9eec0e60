"""Mentions in languages other than English: days, numbers, names and quotations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.languages.lookup import list_languages
from bot.language.mentions.mention_kind import MAX_KEY, MAX_WORDS, Kind
from bot.language.mentions.passage_mentions import find_mentions
from tests.computing import computing_at_most

CODES = [language.code for language in list_languages()]


def mentions_of(language: str, *sentences: str) -> list[list[str]]:
    return find_mentions(sentences, [text.split() for text in sentences], language)


def mentions_in(language: str, sentence: str, kind: Kind) -> list[str]:
    return [one[1:] for one in mentions_of(language, sentence)[0] if one[0] == kind]


@pytest.mark.parametrize(
    ("language", "sentence", "days"),
    [
        ("de", "Am 3. Oktober 2025 und am Montag kam er.", ["3. oktober", "montag"]),
        ("fr", "Le 1er mai, il est parti.", ["1er mai"]),
        ("es", "El 5 de marzo, un lunes.", ["5 de marzo", "lunes"]),
        ("pt", "Em 5 de março choveu.", ["5 de março"]),
        ("ru", "5 марта шёл дождь.", ["5 марта"]),
        ("uk", "5 березня йшов дощ.", ["5 березня"]),
        ("cs", "Dne 5. března pršelo.", ["5. března"]),
        ("ar", "يوم الاثنين 5 مارس.", ["الاثنين", "5 مارس"]),
        ("hi", "५ मार्च को बारिश हुई।", ["5 मार्च"]),
        ("he", "זה קרה ב-5 במרץ.", ["5 במרץ"]),
        ("tr", "5 Mart'ta yağmur yağdı.", ["5 mart"]),
        ("vi", "Ngày 5 tháng 3 trời mưa.", ["5 tháng 3"]),
        ("zh", "3月5日下雨。", ["3月5日"]),
        ("ja", "３月５日に雨が降った。", ["3月5日"]),
        ("ko", "3월 5일 비가 왔다.", ["3월 5일"]),
    ],
)
def test_days_are_found(language: str, sentence: str, days: list[str]) -> None:
    assert mentions_in(language, sentence, Kind.DAY) == days


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "keys"),
    [
        ("de", "Es kamen 14.000 Leute.", Kind.NUMBER, ["14.000"]),
        ("pl", "Przyszło 14 000 osób.", Kind.NUMBER, ["14 000"]),
        ("ar", "جاء ١٤٬٠٠٠ شخص.", Kind.NUMBER, ["14,000"]),
        ("de", "Es kamen zwölf.", Kind.NUMBER, ["12"]),
        ("de", "Er kam 2021.", Kind.YEAR, ["2021"]),
        ("de", "Er kam 2021.", Kind.NUMBER, []),
        ("de", "Es waren 2021 % mehr.", Kind.YEAR, []),
        ("de", "Es kostete 1,5 Millionen Euro.", Kind.MONEY, ["1,5 millionen euro"]),
        ("de", "Es kostete € 20.", Kind.MONEY, ["€ 20"]),
        ("de", "Die Euro 2024 begann.", Kind.MONEY, []),
        ("fr", "Il a payé 3,5 millions d’euros.", Kind.MONEY, ["3,5 millions d’euros"]),
        ("pt", "Pagou R$ 20 milhões.", Kind.MONEY, ["r$ 20 milhões"]),
        ("id", "Ia membayar Rp 500 juta.", Kind.MONEY, ["rp 500 juta"]),
        ("id", "Ia membayar Rp1.000.", Kind.MONEY, ["rp1.000"]),
        ("ru", "Он заплатил 14 000 рублей.", Kind.MONEY, ["14 000 рублей"]),
        ("hi", "₹500 दिए गए।", Kind.MONEY, ["₹500"]),
        ("zh", "他支付了500万元。", Kind.MONEY, ["500万元"]),
        ("ja", "500万円を払った。", Kind.MONEY, ["500万円"]),
        ("ko", "500만원을 냈다.", Kind.MONEY, ["500만원"]),
        ("de", "Es waren 3,5 % oder 20 Prozent.", Kind.PERCENT, ["3,5 %", "20 prozent"]),
        ("tr", "%20 arttı, sonra yüzde 30.", Kind.PERCENT, ["%20", "yüzde 30"]),
        ("ar", "بلغت ٢٠٪ من المجموع.", Kind.PERCENT, ["20٪"]),
        ("fa", "۲۰ درصد رأی دادند.", Kind.PERCENT, ["20 درصد"]),
        ("es", "El 15 por ciento.", Kind.PERCENT, ["15 por ciento"]),
        ("es", "El 15 por ciento.", Kind.NUMBER, []),
        ("zh", "20%的人。", Kind.PERCENT, ["20%"]),
    ],
)
def test_figures_are_of_a_kind(language: str, sentence: str, kind: Kind, keys: list[str]) -> None:
    assert mentions_in(language, sentence, kind) == keys


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        ("fr", "Hier M. Jean de La Fontaine parlait.", "jean de la fontaine"),
        ("es", "Ayer Luis de la Rosa habló.", "luis de la rosa"),
        ("pt", "Ontem João da Silva falou.", "joão da silva"),
        ("nl", "Gisteren sprak Jan van der Berg.", "jan van der berg"),
        ("it", "Ieri Luca di Montezemolo parlava.", "luca di montezemolo"),
        ("sv", "I går talade Anna af Ugglas.", "anna af ugglas"),
        ("ru", "Вчера Владимир Петров говорил.", "владимир петров"),
        ("el", "Χθες μίλησε η Άννα Παππά.", "άννα παππά"),
        # Titles tell names where there are no capitals.
        ("ar", "قال الرئيس محمد علي إن ذلك صحيح.", "محمد علي"),
        ("ar", "قال الرئيس بوتين في موسكو.", "بوتين"),
        ("fa", "رئیس‌جمهور حسن روحانی گفت.", "حسن روحانی"),
        ("he", "ראש הממשלה בנימין נתניהו אמר.", "בנימין נתניהו"),
        ("hi", "प्रधानमंत्री नरेंद्र मोदी ने कहा।", "नरेंद्र मोदी"),
        ("ko", "김정은 위원장은 말했다.", "김정은"),
        ("zh", "总统习近平3月5日说。", "习近平"),
        ("ja", "安倍首相は言った。", "安倍"),
        ("ja", "ジョー・バイデンは言った。", "ジョー・バイデン"),
        ("ja", "NATOは言った。", "nato"),
        ("ko", "NATO는 말했다.", "nato"),
    ],
)
def test_a_name_is_found(language: str, sentence: str, name: str) -> None:
    assert name in mentions_in(language, sentence, Kind.NAME)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "El alcalde habló."),
        ("ru", "Вчера он говорил."),
        ("ar", "قال إن ذلك صحيح."),
        ("hi", "उन्होंने कहा।"),
        ("he", "הוא אמר זאת."),
        ("ja", "雨が降った。"),
    ],
)
def test_a_sentence_without_a_name_has_none(language: str, sentence: str) -> None:
    assert mentions_in(language, sentence, Kind.NAME) == []


def test_a_link_ends_no_name() -> None:
    names = mentions_in("nl", "Gisteren kwam Jan van de bakker.", Kind.NAME)
    assert names == ["jan"]


def test_a_first_word_in_lower_case_elsewhere_is_not_a_name() -> None:
    assert mentions_of("es", "Mineros marcharon.", "Ayer los mineros volvieron.")[0] == []
    assert mentions_of("es", "Mineros marcharon.")[0] == [Kind.NAME + "mineros"]


@pytest.mark.parametrize(
    ("language", "sentence", "quotation"),
    [
        ("de", "Er nannte es „ein langer Abschied“.", "ein langer abschied"),
        ("fr", "Il dit « un long adieu ».", "un long adieu"),
        ("ru", "Он назвал это «долгим прощанием».", "долгим прощанием"),
        ("ja", "題名は「長い別れ」だ。", "長い別れ"),
        ("zh", "片名是《长别》。", "长别"),
        ("hi", "उसने “लंबी विदाई” कहा।", "लंबी विदाई"),
    ],
)
def test_a_quotation_is_found(language: str, sentence: str, quotation: str) -> None:
    assert mentions_in(language, sentence, Kind.QUOTATION) == [quotation]


def test_a_quoted_sentence_is_no_quotation() -> None:
    long = "„Das ist ein langer Satz mit vielen Worten“"
    assert mentions_in("de", long, Kind.QUOTATION) == []


@given(st.lists(st.text(max_size=60), max_size=3), st.sampled_from(CODES))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_each_mention_is_short_and_once_a_sentence(texts: list[str], language: str) -> None:
    for found in mentions_of(language, *texts):
        assert len(found) == len(set(found))
        assert all(0 < len(mention) <= MAX_KEY + 1 for mention in found)
        names = [mention for mention in found if mention[0] == Kind.NAME]
        assert all(len(name.split()) <= MAX_WORDS for name in names)


@pytest.mark.parametrize("language", ["de", "ar", "ko", "ja", "id"])
@pytest.mark.parametrize(
    "piece",
    ["A", "1,", "1 000 ", "R$", "Jan van ", "„a", "الرئيس ", "首相", "위원장", "rp ", "月1"],
)
def test_hostile_text_takes_linear_time(language: str, piece: str) -> None:
    with computing_at_most(20):
        (found,) = mentions_of(language, piece * (60_000 // len(piece)))
    assert all(len(mention) <= MAX_KEY + 1 for mention in found)
