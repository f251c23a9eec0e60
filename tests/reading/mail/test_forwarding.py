from datetime import date

import pytest

from bot.reading.mail.forwarding import find_forward
from tests.computing import computing_at_most

BODY = "The harbour opened again on Wednesday.\n\nTwo ferries left."
LATEST = date(2026, 2, 2)

FORMS = {
    "gmail": (
        "Look.\n\n---------- Forwarded message ---------\n"
        "From: The Gazette <news@gazette.example>\n"
        "Date: Wed, Jan 7, 2026 at 6:30 PM\nSubject: Harbour opens\nTo: <cy@home.example>\n\n\n"
    ),
    "outlook": (
        "-----Original Message-----\nFrom: The Gazette [mailto:news@gazette.example] \n"
        "Sent: Wednesday, January 7, 2026 6:30 PM\nTo: Cy Dow\nSubject: Harbour opens\n\n"
    ),
    "outlook with a rule": (
        "________________________________\nFrom: The Gazette <news@gazette.example>\n"
        "Sent: 7 January 2026 18:30\nTo: a@b.example;\n  c@d.example\nSubject: Harbour opens\n\n"
    ),
    "apple mail in German": (
        "Anfang der weitergeleiteten Nachricht:\n\nVon: The Gazette <news@gazette.example>\n"
        "Betreff: Harbour opens\nDatum: 7. Januar 2026 um 18:30:00 MEZ\nAn: cy@home.example\n\n"
    ),
    "outlook in French": (
        "De : The Gazette <news@gazette.example>\nEnvoyé : mercredi 7 janvier 2026 18:30\n"
        "À : cy@home.example\nObjet : Harbour opens\n\n"
    ),
    "thunderbird in Spanish": (
        "-------- Mensaje reenviado --------\nAsunto: \tHarbour opens\nFecha: \t07/01/2026 18:30\n"
        "De: \tThe Gazette <news@gazette.example>\nPara: \tcy@home.example\n\n"
    ),
    "in Italian, with stars": (
        "*Da:* The Gazette <news@gazette.example>\n*Inviato:* mercoledì 7 gennaio 2026 18:30\n"
        "*A:* cy@home.example\n*Oggetto:* Harbour opens\n\n"
    ),
    "in Polish": (
        "Od: The Gazette <news@gazette.example>\nWysłano: 7 stycznia 2026 18:30\n"
        "Do: cy@home.example\nTemat: Harbour opens\n\n"
    ),
    "in Ukrainian": (
        "-------- Переслане повідомлення --------\nТема: Harbour opens\n"
        "Дата: Wed, 7 Jan 2026 18:30:00 +0100\nВід: The Gazette <news@gazette.example>\n"
        "Кому: cy@home.example\n\n"
    ),
    "in Hungarian": (
        "Feladó: The Gazette <news@gazette.example>\nElküldve: 2026. január 7., szerda 18:30\n"
        "Címzett: cy@home.example\nTárgy: Harbour opens\n\n"
    ),
    "in Japanese": (
        "差出人：The Gazette <news@gazette.example>\n送信日時：2026年1月7日水曜日 18:30\n"
        "宛先：cy@home.example\n件名：Harbour opens\n\n"
    ),
    "all on one line": (
        "----- Forwarded Message ----- From: The Gazette <news@gazette.example>To: <a@b.example>"
        "Sent: Wednesday, January 7, 2026, 06:30:00 PM GMT+1Subject: Harbour opens\n"
    ),
    "a table read as blocks": (
        "Betreff:\n\nHarbour opens\n\nDatum:\n\nWed, 7 Jan 2026 18:30:00 +0100\n\nVon:\n\n"
        "The Gazette <news@gazette.example>\n\nAn:\n\ncy@home.example\n\n"
    ),
    "a long subject on two lines": (
        "-----Original Message-----\nFrom: The Gazette <news@gazette.example>\n"
        "Sent: 7 January 2026\nSubject: Harbour\n opens\nTo: Cy\n\n"
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("quote", ["", "> "])
def test_the_original_is_read_in_the_form_of_each_program(form: str, quote: str) -> None:
    text = "\n".join(quote + line for line in (FORMS[form] + BODY).split("\n"))
    forward = find_forward(text, LATEST, is_marked=True)
    assert forward is not None
    assert (forward.sender, forward.subject) == ("The Gazette", "Harbour opens")
    assert forward.published is not None
    assert forward.published.day == date(2026, 1, 7)
    assert forward.text == BODY
    assert "news@gazette.example" in forward.addresses


def test_the_innermost_of_several_is_the_original() -> None:
    outer = FORMS["outlook"].replace("The Gazette", "Bo Berg").replace("7, 2026", "9, 2026")
    forward = find_forward(
        f"See.\n\n{outer}Read this.\n\n{FORMS['gmail']}{BODY}", LATEST, is_marked=True
    )
    assert forward is not None
    assert (forward.sender, forward.text, forward.note) == ("The Gazette", BODY, "See.")


def test_a_thread_below_a_long_mail_is_not_the_original() -> None:
    long = " ".join(f"Ferry number {number} left for the islands." for number in range(30))
    text = f"{FORMS['gmail']}{long}\n\n{FORMS['outlook'].replace('The Gazette', 'Bo')}I agree."
    forward = find_forward(text, LATEST, is_marked=True)
    assert forward is not None
    assert (forward.sender, forward.text) == ("The Gazette", long)


@pytest.mark.parametrize("is_marked", [True, False])
def test_a_timetable_is_no_forwarded_mail(is_marked: bool) -> None:
    text = f"{BODY}\n\nFrom: Oslo\nTo: Bergen\nDate: Wednesday\n\nTickets are sold at the pier."
    assert find_forward(text, LATEST, is_marked=is_marked) is None or is_marked


def test_words_that_introduce_a_quotation_count_where_the_subject_says_so() -> None:
    text = f'On 7 January 2026, 18:30, "The Gazette" <news@gazette.example> wrote:\n\n{BODY}'
    forward = find_forward(text, LATEST, is_marked=True)
    assert forward is not None
    assert (forward.sender, forward.text) == ("The Gazette", BODY)
    assert forward.published is not None
    assert find_forward(text, LATEST, is_marked=False) is None


@pytest.mark.parametrize(
    ("written", "latest", "day"),
    [
        ("02/01/2026 4:52 PM", date(2026, 1, 15), date(2026, 1, 2)),
        ("02/01/2026 4:52 PM", date(2026, 3, 15), None),
        ("sometime", LATEST, None),
    ],
)
def test_a_day_that_could_be_two_is_none_unless_it_came_later(
    written: str, latest: date, day: date | None
) -> None:
    text = FORMS["gmail"].replace("Wed, Jan 7, 2026 at 6:30 PM", written) + BODY
    forward = find_forward(text, latest, is_marked=True)
    assert forward is not None
    assert (forward.published.day if forward.published else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "From: " + "a " * 200_000,
        "\n" * 200_000,
        "From: x\n" * 30_000,
        " " * 300_000,
        "a@b:" * 50_000,
        ">" * 100_000,
        "From: x@y.z\nDate: 1\n\n" * 5_000,
        "-" * 100_000 + "\nFrom: x@y.z\n",
        "1" + "<a@b> " * 3_000 + ":\n",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    with computing_at_most(30):
        forward = find_forward(text, None, is_marked=True)
    assert forward is None or len(forward.text) <= len(text)
