from datetime import date
from pathlib import Path

from bot.reading.press.proquest import split_proquest
from tests.reading.press.delivered_texts import (
    FERRIES,
    HARBOUR,
    STORM,
    list_articles,
    list_rejections,
)

RULE = "_" * 60
PROQUEST = f"""{RULE}
Report Information from ProQuest
{RULE}
Document 1 of 2

Harbour opens again

Author: Lee, Ann; Berg, Bo

Publication info: The Gazette, City, 07 Jan 2026: A.3.

Abstract: A summary that is no part of the article.

Full text: {HARBOUR}

{FERRIES}

Subject: Ports; Storms

Title: Harbour opens again

Publication title: The Gazette

Publication date: Jan 7, 2026

ProQuest document ID: 123

Last updated: 2026-02-10
{RULE}
Document 2 of 2

Storm moves on

Full text: {STORM}

Title: Storm moves on

Publication title: The Gazette

Publication date: Jan 13, 2026

ProQuest document ID: 124
"""

GALE = f"""Title: Harbour opens again
Author: Ann Lee
Source: The Gazette. (Jan. 7, 2026): pA3.
Document Type: Article
Full Text:
{HARBOUR}

{FERRIES}

Copyright: COPYRIGHT 2026 Gazette Group
"""


def test_facts_may_stand_below_the_text(tmp_path: Path) -> None:
    first, second = list_articles(tmp_path, "a.txt", PROQUEST)
    assert (first.title, first.source) == ("Harbour opens again", "The Gazette")
    assert first.authors == ("Ann Lee", "Bo Berg")
    assert (first.published, second.published) == (date(2026, 1, 7), date(2026, 1, 13))
    assert first.text == f"{HARBOUR}\n\n{FERRIES}"
    assert second.text == STORM


def test_a_source_may_hold_the_day(tmp_path: Path) -> None:
    (article,) = list_articles(tmp_path, "a.txt", GALE)
    assert (article.source, article.published) == ("The Gazette", date(2026, 1, 7))
    assert article.text == f"{HARBOUR}\n\n{FERRIES}"


def test_a_list_of_titles_is_rejected_for_want_of_text(tmp_path: Path) -> None:
    text = PROQUEST.replace(f"Full text: {STORM}", "")
    (rejection,) = list_rejections(tmp_path, "a.txt", text)
    assert "export it with its full text" in rejection.reason


def test_other_texts_are_no_delivery() -> None:
    assert split_proquest(["Full text: none.", "The harbour opened again."]) == []
