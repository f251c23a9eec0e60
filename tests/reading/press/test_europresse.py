from datetime import date
from pathlib import Path

from bot.reading.press.europresse import clean_source, split_europresse
from tests.reading.press.delivered_texts import FERRIES, HARBOUR, STORM, list_articles

TEXT = f"""Le Matin, no. 43018
Communication, mercredi 7 janvier 2026, p. 16

PORTS

Harbour opens again

Ann Lee

{HARBOUR}

{FERRIES}

© 2026 Le Matin. Tous droits réservés.
Numéro de document : news·20260109·LM·0q1503_1256056

news·20260109·LM·0q1503_1256056
Ce certificat est émis à Université à des fins de visualisation personnelle et temporaire.
Date d'émission : 2026-02-10

Le Soir

Storm moves on

{STORM}

news·20260113·LS·1
"""


def test_articles_end_with_their_number_which_may_give_the_day(tmp_path: Path) -> None:
    first, second = list_articles(tmp_path, "a.txt", TEXT)
    assert (first.title, first.source, first.authors) == (
        "Harbour opens again",
        "Le Matin",
        ("Ann Lee",),
    )
    assert (first.published, second.published) == (date(2026, 1, 7), date(2026, 1, 13))
    assert first.text == f"{HARBOUR}\n\n{FERRIES}"
    assert (second.title, second.source, second.text) == ("Storm moves on", "Le Soir", STORM)


def test_a_source_has_no_issue() -> None:
    assert clean_source("Le Matin, no. 12\nEconomie") == "Le Matin"
    assert clean_source("Ouest Journal (site web)") == "Ouest Journal"
    assert clean_source("Le Matin • p. 9") == "Le Matin"


def test_other_texts_are_no_delivery() -> None:
    assert split_europresse(["The news of 7 January 2026.", "news·2026·LM"]) == []
