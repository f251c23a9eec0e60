from datetime import date
from pathlib import Path

from bot.reading.press.genios import split_genios
from tests.reading.press.delivered_texts import FERRIES, HARBOUR, STORM, list_articles

TAIL = """
Quelle:\tHafenzeitung vom {day}, S. 3
Ressort:\tLokales
Dokumentnummer:\tHZ12345

Dauerhafte Adresse des Dokuments: https://www.wiso-net.example/document/HZ__12345

Alle Rechte vorbehalten: (c) Hafenzeitung GmbH

© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH

"""
TEXT = f"""Hafenzeitung vom 07.01.2026, Seite 3 / Lokales
Hafen wieder offen

Ann Lee

{HARBOUR}

{FERRIES}
{TAIL.format(day="07.01.2026")}Sturm zieht weiter

{STORM}
{TAIL.format(day="13.01.2026")}"""


def test_articles_stand_above_their_source(tmp_path: Path) -> None:
    first, second = list_articles(tmp_path, "a.txt", TEXT)
    assert (first.title, first.source) == ("Hafen wieder offen", "Hafenzeitung")
    assert (first.authors, first.published) == (("Ann Lee",), date(2026, 1, 7))
    assert first.url == "https://www.wiso-net.example/document/HZ__12345"
    assert first.text == f"{HARBOUR}\n\n{FERRIES}"
    assert (second.title, second.published, second.text) == (
        "Sturm zieht weiter",
        date(2026, 1, 13),
        STORM,
    )


def test_other_texts_are_no_delivery() -> None:
    assert split_genios(["Quelle: Hafenzeitung vom 07.01.2026, S. 3"]) == []
