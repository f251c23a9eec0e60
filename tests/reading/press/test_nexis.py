from datetime import date
from pathlib import Path

import pytest

from bot.reading.press.nexis import split_nexis
from tests.reading.press.delivered_texts import (
    FERRIES,
    HARBOUR,
    STORM,
    list_articles,
    list_rejections,
)

GERMAN = f"""
                               Dokument 1 von 2

                              Hafenzeitung

                         7. Januar 2026 Mittwoch

Hafen wieder offen

AUTOR: Ann Lee und Bo Berg

RUBRIK: LOKALES; S. 3

LÄNGE: 120 Wörter

{HARBOUR}

UPDATE: 8. Januar 2026

SPRACHE: GERMAN; DEUTSCH

                               Dokument 2 von 2

                              Hafenzeitung

                         13. Januar 2026 Dienstag

Sturm zieht weiter

LÄNGE: 90 Wörter

{STORM}

SPRACHE: GERMAN; DEUTSCH
"""

COPYRIGHT_FIRST = f"""
1 of 1 DOCUMENTS

Copyright 2026 Gazette Group
All Rights Reserved
The Gazette (London)

January 7, 2026 Wednesday
City Final Edition

SECTION: NEWS; Pg. 3

LENGTH: 120 words

HEADLINE: Harbour opens again

BYLINE: By ANN LEE

BODY:
{HARBOUR}

Section: this word begins a paragraph of the article.

{FERRIES}

LOAD-DATE: January 8, 2026
"""

COVER = "Job Number: 1\nDocuments (2)\n1. Harbour opens again\nSearch Terms: harbour\n\n"
UNI = """{title}
The Gazette(London)
January {day}, 2026 {weekday} 9:20 AM GMT


Copyright 2026 Gazette Group All Rights Reserved
Section:\u00a0NEWS; Version:2
Length:\u00a0120 words
Byline:\u00a0Ann Lee in Harbour Town
Highlight:\u00a0A short summary.
Body


{text}

Classification


Language: ENGLISH
Subject: PORTS (90%)
Load-Date:\u00a0January 20, 2026

End of Document


"""


def test_german_documents_are_divided_at_their_numbers(tmp_path: Path) -> None:
    first, second = list_articles(tmp_path, "a.txt", GERMAN)
    assert (first.title, first.source) == ("Hafen wieder offen", "Hafenzeitung")
    assert first.authors == ("Ann Lee", "Bo Berg")
    assert (first.published, second.published) == (date(2026, 1, 7), date(2026, 1, 13))
    assert first.text == f"{HARBOUR}"
    assert second.text == STORM


def test_rights_may_stand_above_the_source_and_labels_inside_the_text(tmp_path: Path) -> None:
    (article,) = list_articles(tmp_path, "a.txt", COPYRIGHT_FIRST)
    assert (article.title, article.source) == ("Harbour opens again", "The Gazette (London)")
    assert (article.published, article.authors) == (date(2026, 1, 7), ("ANN LEE",))
    assert article.text.split("\n\n") == [
        HARBOUR,
        "Section: this word begins a paragraph of the article.",
        FERRIES,
    ]


def test_documents_of_the_newer_layout_end_with_their_mark(tmp_path: Path) -> None:
    text = COVER + UNI.format(title="Harbour opens", day=7, weekday="Wednesday", text=HARBOUR)
    text += UNI.format(title="Storm moves on", day=13, weekday="Tuesday", text=STORM)
    first, second = list_articles(tmp_path, "a.txt", text)
    assert [first.title, second.title] == ["Harbour opens", "Storm moves on"]
    assert [first.published.day, second.published.day] == [7, 13]
    assert (first.source, first.authors) == ("The Gazette (London)", ("Ann Lee",))
    assert (first.text, second.text) == (HARBOUR, STORM)


def test_a_document_without_a_date_is_rejected_with_its_line_and_others_are_read(
    tmp_path: Path,
) -> None:
    text = GERMAN.replace("7. Januar 2026 Mittwoch", "Winterausgabe", 1)
    (rejection,) = list_rejections(tmp_path, "a.txt", text)
    assert "has no date" in rejection.reason
    assert rejection.line == 3


def test_a_load_date_is_never_the_day(tmp_path: Path) -> None:
    text = UNI.format(title="Harbour opens", day=7, weekday="Wednesday", text=HARBOUR)
    text = text.replace("January 7, 2026 Wednesday 9:20 AM GMT", "Winter edition")
    (rejection,) = list_rejections(tmp_path, "a.txt", text)
    assert "has no date" in rejection.reason


@pytest.mark.parametrize(
    "text",
    [
        "1 of 2 documents was lost.\n\nLENGTH: ten words\n\nBYLINE: Ann",
        "End of Document\n\nThe harbour opened again.",
        "2 of 3 DOCUMENTS\n\nThe harbour opened again.",
    ],
)
def test_other_texts_are_no_delivery(text: str) -> None:
    assert split_nexis(text.split("\n")) == []
