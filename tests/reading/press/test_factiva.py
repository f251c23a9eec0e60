from datetime import date
from pathlib import Path

from bot.reading.press.factiva import split_factiva
from tests.reading.press.delivered_texts import (
    FERRIES,
    HARBOUR,
    STORM,
    list_articles,
    list_rejections,
)

STACKED = f"""News
Harbour opens again
By Ann Lee and Bo Berg
1,295 words
7 January 2026
22:32 GMT
The Gazette
GAZ
English
© 2026 Gazette Group. All rights reserved.

{HARBOUR}

{FERRIES}

Document GAZ0000020260107em1700001

Sturm zieht weiter
90 Wörter
13. Januar 2026
Hafenzeitung
HAFZ
Deutsch
(c) 2026 Hafenzeitung

{STORM}

Dokument HAFZ000020260113em1d00002

Search Summary
Text\tharbour
Date\tAll Dates
"""

CODED = f"""HD\tHarbour opens again
BY\tAnn Lee
WC\t295 words
PD\t7 January 2026
SN\tThe Gazette
SC\tGAZ
LA\tEnglish
CY\t(c) 2026 Gazette Group

LP\t{HARBOUR}

TD\tIN BRIEF, two ferries left.

{FERRIES}

CO\tgazgrp : Gazette Group
NS\tgcat : Political News
AN\tDocument GAZ0000020260107em1700001
"""

NEWER = f"""Harbour opens again
The Gazette, 22:32, 7 January 2026, 295 words, By Ann Lee, (English)

{HARBOUR}

Document GAZ0000020260107em1700001
"""


def test_facts_stand_one_below_the_other(tmp_path: Path) -> None:
    first, second = list_articles(tmp_path, "a.txt", STACKED)
    assert (first.title, first.source) == ("Harbour opens again", "The Gazette")
    assert (first.published, first.authors) == (date(2026, 1, 7), ("Ann Lee", "Bo Berg"))
    assert first.text == f"{HARBOUR}\n\n{FERRIES}"
    assert (second.title, second.source) == ("Sturm zieht weiter", "Hafenzeitung")
    assert (second.published, second.text) == (date(2026, 1, 13), STORM)


def test_facts_stand_after_codes(tmp_path: Path) -> None:
    (article,) = list_articles(tmp_path, "a.txt", CODED)
    assert (article.title, article.source) == ("Harbour opens again", "The Gazette")
    assert (article.published, article.authors) == (date(2026, 1, 7), ("Ann Lee",))
    assert article.text == f"{HARBOUR}\n\nIN BRIEF, two ferries left.\n\n{FERRIES}"


def test_facts_stand_in_one_line(tmp_path: Path) -> None:
    (article,) = list_articles(tmp_path, "a.txt", NEWER)
    assert (article.title, article.source) == ("Harbour opens again", "The Gazette")
    assert (article.published, article.authors) == (date(2026, 1, 7), ("Ann Lee",))
    assert article.text == HARBOUR


def test_an_article_of_another_layout_is_rejected_and_not_lost(tmp_path: Path) -> None:
    text = STACKED.replace("7 January 2026\n", "soon\n")
    (rejection,) = list_rejections(tmp_path, "a.txt", text)
    assert "has no date" in rejection.reason


def test_other_texts_are_no_delivery() -> None:
    assert split_factiva(["Document GAZ0000020260107em1700001", "Prose."]) == []
    assert split_factiva(["7 January 2026", "Document of the year"]) == []
