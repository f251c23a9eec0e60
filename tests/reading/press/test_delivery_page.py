from datetime import date
from pathlib import Path

import pytest

from tests.reading.press.delivered_texts import (
    FERRIES,
    HARBOUR,
    STORM,
    list_articles,
    list_rejections,
)

EUROPRESSE = """<!DOCTYPE html><html><head><style>.DocPublicationName{{color:red}}</style></head>
<body>{articles}</body></html>"""
ARTICLE = """<article><header><div><span class="DocPublicationName">{source}, no. 12 <br>Site</span>
</div><div><span class="DocHeader">News, {day}, p. 3</span></div>
<div class="titreArticle"><p class="titreArticleVisu">{title}</p></div><div>{author}</div></header>
<section><div class="DocText clearfix"><div class="docOcurrContainer">{text}</div></div></section>
<footer><small>© 2026 {source}</small><p>news·20260101·LM·1</p></footer></article>"""

FACTIVA = f"""<html><head><title>Factiva</title><style>.article{{margin:0}}</style></head><body>
<div class="article enArticle"><div><span class="enHeadline">Harbour opens again</span></div>
<div class="author">Ann Lee</div><div>295 words</div><div>7 January 2026</div><div>The Gazette</div>
<div>GAZ</div><div>English</div><div>© 2026 Gazette Group</div>
<p class="articleParagraph enarticleParagraph">{HARBOUR}</p>
<p class="articleParagraph enarticleParagraph">{FERRIES}</p>
<p>Document GAZ0000020260107em1700001</p></div>
<div class="article enArticle"><table><tr><td class="index"><b>HD</b></td><td>Storm moves on</td>
</tr><tr><td><b>PD</b></td><td>13 January 2026</td></tr><tr><td><b>SN</b></td><td>The Gazette</td>
</tr><tr><td><b>LP</b></td><td><p>{STORM}</p></td></tr><tr><td><b>AN</b></td>
<td>Document GAZ0000020260113em1d00002</td></tr></table></div></body></html>"""

NEXIS = f"""<HTML><BODY><!-- Hide XML section from browser
<DOC NUMBER=1> -->
<DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">1 of 1 DOCUMENTS</SPAN></P></DIV>
<BR><DIV><P>The Gazette</P></DIV><BR><DIV><P>January<SPAN> 7, 2026 Wednesday</SPAN></P></DIV>
<BR><DIV><P>Harbour opens again</P></DIV><BR><DIV><P><SPAN>LENGTH: </SPAN><SPAN>120 words</SPAN>
</P></DIV><BR><DIV><P>{HARBOUR}</P><P>{FERRIES}</P></DIV>
<BR><DIV><P>LOAD-DATE: January 8, 2026</P></DIV><BR><DIV><P>LANGUAGE: ENGLISH</P></DIV>
</BODY></HTML>"""


def _europresse(*days: str) -> str:
    articles = (
        ARTICLE.format(
            source="Le Matin",
            day=day,
            title=f"Title {day}",
            author="Ann Lee",
            text=f"<p>{STORM}</p>",
        )
        for day in days
    )
    return EUROPRESSE.format(articles="".join(articles))


def test_each_article_of_europresse_has_its_own_day(tmp_path: Path) -> None:
    text = _europresse("mercredi 7 janvier 2026", "Tuesday, January 13, 2026")
    first, second = list_articles(tmp_path, "a.html", text)
    assert (first.published, second.published) == (date(2026, 1, 7), date(2026, 1, 13))
    assert (first.title, first.source) == ("Title mercredi 7 janvier 2026", "Le Matin")
    assert (first.authors, first.text) == (("Ann Lee",), STORM)


def test_an_article_without_a_day_is_rejected_and_others_are_read(tmp_path: Path) -> None:
    (rejection,) = list_rejections(tmp_path, "a.html", _europresse("7 janvier 2026", "hiver"))
    assert "has no date" in rejection.reason


def test_factiva_has_facts_in_lines_or_in_a_table(tmp_path: Path) -> None:
    first, second = list_articles(tmp_path, "a.html", FACTIVA)
    assert (first.title, first.authors) == ("Harbour opens again", ("Ann Lee",))
    assert first.text == f"{HARBOUR}\n\n{FERRIES}"
    assert (second.title, second.published) == ("Storm moves on", date(2026, 1, 13))
    assert second.text == STORM


def test_nexis_is_read_from_its_lines(tmp_path: Path) -> None:
    (article,) = list_articles(tmp_path, "a.html", NEXIS)
    assert (article.title, article.source) == ("Harbour opens again", "The Gazette")
    assert article.text == f"{HARBOUR}\n\n{FERRIES}"


@pytest.mark.parametrize(
    "body", ["<div class='DocPublicationName'>", "<div>" * 500, "<p>1 of 2 DOCUMENTS</p>" * 9]
)
def test_a_page_without_their_articles_is_rejected_with_what_to_do(
    body: str, tmp_path: Path
) -> None:
    text = f"<html><head><title>Factiva</title></head><body>{body}</body></html>"
    (rejection,) = list_rejections(tmp_path, "a.html", text)
    assert "export them" in rejection.reason or "nested deeper" in rejection.reason
