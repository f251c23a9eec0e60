import pytest

from tests.reading.html.prose.page_markup import (
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    article,
    extract,
    extract_paragraphs,
)

_PROSE = [FIRST, SECOND, THIRD, FOURTH]


@pytest.mark.parametrize(
    "leak",
    [
        "<p>READ MORE: <a href='/2'>Storm tears forty roofs off houses</a></p>",
        "<p><b>Lesen Sie auch:</b> <a href='/2'>Sturm deckt vierzig Dächer ab</a></p>",
        "<p>Lire aussi : <a href='/2'>La tempête arrache quarante toits</a></p>",
        "<p>Lee también: La tormenta arranca cuarenta techos</p>",
        "<p>Leia também: Tempestade arranca quarenta telhados</p>",
        "<p>LEGGI ANCHE | <a href='/2'>La tempesta scoperchia quaranta case</a></p>",
        "<p>Читайте также: Шторм сорвал сорок крыш</p>",
        "<p>Czytaj także: <a href='/2'>Burza zerwała czterdzieści dachów</a></p>",
        "<p>Läs också: <a href='/2'>Stormen rev fyrtio tak</a></p>",
        "<p>Baca juga: <a href='/2'>Badai merusak empat puluh atap</a></p>",
        "<p>اقرأ أيضا: <a href='/2'>العاصفة تقتلع أربعين سقفا</a></p>",
        "<p>यह भी पढ़ें: <a href='/2'>तूफान में चालीस छतें उड़ीं</a></p>",
        "<p>関連記事：<a href='/2'>嵐で四十の屋根が飛ばされる</a></p>",
        "<p>相关阅读：<a href='/2'>风暴掀翻四十个屋顶</a></p>",
        "<p><a href='/2'>Storm tears forty roofs off houses in the north</a></p>",
        "<p>» <a href='/2'>All news of the storm</a> in one place</p>",
        "<div><p>Mehr zum Thema</p><p>Der Sturm deckte Dächer ab, sagte die Polizei.</p></div>",
        "<ul><li><a href='/2'>Storm tears roofs off</a></li><li><a href='/3'>Closed</a></li></ul>",
        "<div class='newsletter-box'><p>All news of the morning in your mail, every day.</p></div>",
        "<aside><p>The storm tore forty roofs off houses, police said on Sunday.</p></aside>",
        "<figure><figcaption>The harbour, seen from the old pier.</figcaption></figure>",
        "<p>The harbour on Tuesday. (Photo: Ann Lee/Gazette)</p>",
        "<p>Foto: Ann Lee</p>",
        "<p>Sign up for our newsletter and get the news every morning.</p>",
        "<p>Abonnieren Sie unseren Newsletter.</p>",
        "<p>Suivez-nous sur WhatsApp.</p>",
        "<p>Подпишитесь на наш канал в Telegram.</p>",
        "<p>Advertisement</p>",
        "<p>narrow-browser-and-phone</p>",
        "<p>This copy is for your personal, non-commercial use only. Ask us for reprints.</p>",
        "<blockquote class='twitter-tweet'><p>What a storm, I am glad of its end.</p></blockquote>",
    ],
)
def test_what_is_no_part_of_the_article_is_left_out(leak: str) -> None:
    assert extract_paragraphs(article(leak)) == _PROSE


@pytest.mark.parametrize(
    "words",
    [
        "Read more books, the mayor told the children of both schools on Friday afternoon.",
        "Subscribers of the ferry line pay half as much from March, the company announced.",
        "The paper reported on <a href='/2'>the storm</a> that tore forty roofs off on Sunday.",
        "Abonnieren Sie die Zeitung seit vielen Jahren schon?",
        "Recibe el alta tras tres días en el hospital.",
        "This copy is for sale: the librarian found it in the attic, and wants forty crowns.",
        "The photo showed the mayor on the pier, with a rope in her hand and no hat on.",
    ],
)
def test_prose_that_begins_like_a_leak_stays(words: str) -> None:
    text = words.replace("<a href='/2'>", "").replace("</a>", "")
    assert text in extract_paragraphs(article(f"<p>{words}</p>"))


@pytest.mark.parametrize(
    "inside",
    [
        "<ul><li>The northern ferry runs every hour.</li><li>The southern one rests.</li></ul>",
        "<table><tr><td>Monday</td><td><a href='/mon'>Three</a></td></tr></table>",
        "<h2>What comes next</h2>",
        "<blockquote><p>“We are glad,” said the master of the harbour.</p></blockquote>",
    ],
)
def test_lists_tables_headings_and_quotations_stay(inside: str) -> None:
    assert len(extract_paragraphs(article(inside))) == len(_PROSE) + 1


@pytest.mark.parametrize(
    "last",
    [
        "<p>Ann Lee is a reporter for the Gazette. She writes about ships and islands.</p>",
        "<p>Editing by Bo Berg</p>",
        "<p>Redaktion: Bo Berg</p>",
        "<p>© 2026 The Gazette. All rights reserved.</p>",
        "<h3>Sources</h3><ul><li>Port authority</li><li><a href='/w'>Weather service</a></li></ul>",
        "<p>Write to us: <a href='mailto:a'>news@gazette.example</a></p>",
        "<p>Tips to news@gazette.example</p>",
    ],
)
def test_what_stands_behind_the_end_is_left_out(last: str) -> None:
    markup = article("").replace("</div></article>", f"{last}</div></article>")
    assert extract_paragraphs(markup, "Ann Lee", host="www.gazette.example") == _PROSE


def test_what_the_metadata_do_not_have_is_left_out() -> None:
    body = " ".join(_PROSE)
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
        f'{body}"}}</script>'
    )
    other = "<div class='x1'><p>The bridge is closed until March since its cables rust.</p></div>"
    assert extract_paragraphs(article(other, head)) == _PROSE


def test_what_stands_there_again_and_again_is_left_out_unless_it_is_much_of_the_text() -> None:
    repeated = "<p>The tide is high, says our table.</p>"
    assert extract_paragraphs(article(3 * repeated)) == _PROSE
    meals = "".join(
        f"<p>Day {day}: fish soup of the harbour.</p><ul><li>Eat it two hours after the tide, "
        "with bread and with a glass of water.</li></ul>"
        for day in range(1, 7)
    )
    text = extract(article(meals)).text
    assert text.count("Eat it two hours") == 6


def test_a_page_of_nothing_but_asides_keeps_its_text() -> None:
    inside = "".join(f"<div class='card'><p>{text}</p></div>" for text in _PROSE)
    markup = f"<html><body><article><h1>Harbour</h1>{inside}</article></body></html>"
    assert extract(markup).text.count("\n\n") == len(_PROSE) - 1


def test_a_box_of_headlines_and_teasers_is_left_out() -> None:
    items = "".join(
        f"<div><h4><a href='/{n}'>{n} roofs torn off</a></h4><p>The police count them.</p></div>"
        for n in range(2, 5)
    )
    assert extract_paragraphs(article(f"<div><h3>News</h3>{items}</div>")) == _PROSE


def test_what_an_article_says_of_its_errors_is_kept() -> None:
    note = "Correction: An earlier version of this article named another pier."
    assert extract_paragraphs(article("").replace(FOURTH, f"{FOURTH}</p><p>{note}"))[-1] == note
