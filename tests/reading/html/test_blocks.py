from bot.reading.html.blocks import extract_text


def test_blocks_are_paragraphs_and_blanks_are_one() -> None:
    html = "<h2>A</h2>b <b>c</b>\n\t&amp; <a href='x'>d</a><br>e<ul><li>f</li><li>g</li></ul>h"
    assert extract_text(html) == "A\n\nb c & d\n\ne\n\nf\n\ng\n\nh"


def test_what_no_reader_sees_is_no_prose() -> None:
    assert extract_text("a<script>x()</script>b<!-- c --><style>p {}</style>") == "ab"


def test_text_without_markup_stays() -> None:
    assert extract_text("Plain  prose, 3 < 4.") == "Plain prose, 3 < 4."
    assert extract_text(" ") == ""


def test_an_entity_of_its_own_is_never_unfolded() -> None:
    assert "root:" not in extract_text('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;')
