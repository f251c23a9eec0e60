import struct
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.limits import ignore_progress
from bot.reading.reader import read
from bot.reading.rtf.content import read_content
from tests.computing import computing_at_most
from tests.paths import GOLDEN

SAMPLE = GOLDEN / "harbour.rtf"
PROSE = "The harbour opened again on Wednesday after three days of storm."
HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}}"


def _read(folder: Path, name: str, data: bytes) -> list[Finding]:
    (folder / name).write_bytes(data)
    return list(read(folder / name))


def _texts(body: str, head: str = HEAD) -> list[str]:
    data = f"{head}{body}}}".encode("latin-1")
    return [each.text for each in read_content(data, ignore_progress).paragraphs]


def test_a_document_is_read_as_its_reader_sees_it() -> None:
    (article,) = read(SAMPLE)
    assert isinstance(article, Article)
    assert (article.title, article.authors) == ("Harbour opens again", ("Ann Lee",))
    assert article.published == date(2026, 1, 7)
    assert article.text.split("\n\n")[1:] == [
        f"{PROSE} It cost 5€, said the harbour master.",
        "Café; 😀; Море.",
        "Two ferries left before noon.",
        "Ferry | Passengers\nFirst | 140",
        "The end.",
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Stra\'dfe", "Straße"),
        (r"\uc0\u8222 Hafen\u8220", "„Hafen“"),
        (r"\uc1\u8222\'84Hafen\u8220\'93", "„Hafen“"),
        (r"\uc2\u20013\'d6\'d0.", "中."),
        (r"{\uc0\u233}{\u233?}", "éé"),
        (r"\u-3913?Harbour", "•Harbour"),
        (r"a\~b\_c\-d", "a\u00a0b\u2011cd"),
        (r"\{\\\}", r"{\}"),
        (r"a\tab b\line c", "a\tb\nc"),
        (r"\lquote a\rquote  \ldblquote b\rdblquote\emdash c", "‘a’ “b”—c"),
        (r"Har{\b bo}ur", "Harbour"),
        ("Har\r\nbour", "Harbour"),
        (r"a{\upr{x}{\*\ud{y}}}b", "ayb"),
        (r"{\field{\*\fldinst{HYPERLINK \\a}}{\fldrslt{\ul noon}}}", "noon"),
        (r"{\pict\jpegblip\bin5 }}}}}a}b", "b"),
        (r"{\object\objemb{\*\objdata 0105}{\result the table}}", "the table"),
        (r"a{\v\v0 b}", "ab"),
        (r"{\mmathPict a}{\nonshppict b}c", "c"),
        (r"{\*\unheardof a{b}c}d", "d"),
    ],
)  # fmt: skip
def test_control_words_become_the_characters_that_they_mean(body: str, text: str) -> None:
    assert _texts(body) == [text]


@pytest.mark.parametrize(
    ("code_page", "charset", "text"),
    [
        (1251, 204, "Гавань снова открыта"),
        (1253, 161, "Το λιμάνι άνοιξε"),
        (1254, 162, "Liman yeniden açıldı, şehir"),
        (1250, 238, "Přístav byl opět otevřen"),
        (1255, 177, "הנמל נפתח"),
        (1256, 178, "أعيد فتح الميناء"),
        (932, 128, "港が再開した。表示"),
        (936, 134, "港口重新开放"),
        (949, 129, "항구가 다시 열렸다"),
        (950, 136, "港口重新開放"),
        (874, 222, "ท่าเรือเปิด"),
        (10000, 77, "Der Hafen ist geöffnet"),
    ],
)
def test_code_pages_are_those_of_the_file_and_of_its_fonts(
    code_page: int, charset: int, text: str
) -> None:
    codec = {10000: "mac_roman"}.get(code_page, f"cp{code_page}")
    data = text.encode(codec)
    for written in ("".join(f"\\'{byte:02x}" for byte in data), _mix(data)):
        assert _texts(written, rf"{{\rtf1\ansi\ansicpg{code_page} ") == [text]
        fonts = rf"{{\rtf1\ansi{{\fonttbl{{\f0\fcharset0 A;}}{{\f7\fcharset{charset} B;}}}}"
        assert _texts(rf"{{\f7 {written}}}", fonts) == [text]


def _mix(data: bytes) -> str:
    """Return bytes as Word writes them: the second one of two may be a letter."""
    return "".join(
        chr(byte) if byte < 128 and chr(byte) not in "\\{}" else f"\\'{byte:02x}" for byte in data
    )


def test_what_is_around_the_text_is_left_out() -> None:
    body = (
        r"{\*\generator Writer;}{\colortbl;\red0;}{\header Gazette\par}{\footerf Page 1\par}"
        r"{\*\pgdsctbl a}{\listtext\'b7\tab}Harbour{\footnote a\par}{\*\annotation b}{\xe c}{\tc d}"
    )
    assert _texts(body) == ["Harbour"]


def test_text_boxes_follow_the_paragraph_around_them() -> None:
    content = r"{\sp{\sn a}{\sv b}}{\shptxt \pard In a box.\par Below.\par}"
    box = rf"{{\shp{{\*\shpinst{content}}}{{\shprslt c}}}}"
    assert _texts(rf"Around {box}a box.\par The end.") == [
        "Around a box.",
        "In a box.",
        "Below.",
        "The end.",
    ]


def test_a_table_of_prose_gives_its_paragraphs() -> None:
    prose = "The harbour opened again on Wednesday. " * 3
    row = rf"\trowd\cellx1\cellx2\pard\intbl {prose}\cell One.\par Two.\cell\row\pard End."
    assert _texts(row) == [prose.strip(), "One.", "Two.", "End."]


def test_headings_divide_articles() -> None:
    data = (
        r"{\rtf1\ansi{\stylesheet{\s1 heading 1;}}"
        r"{\s1 Harbour opens again\par}\pard 7 January 2026\par The harbour opened again.\par"
        r"{\pard\s1 Storm moves on\par}\pard 13 January 2026\par The storm moved on.\par}"
    )
    content = read_content(data.encode(), ignore_progress)
    assert [each.style for each in content.paragraphs] == ["heading 1", "", "", "heading 1", "", ""]


def test_dates_come_from_the_text_then_the_name_then_the_properties(tmp_path: Path) -> None:
    data = rb"{\rtf1{\info{\creatim\yr2026\mo1\dy9}}The harbour opened again.\par}"
    article, notice = _read(tmp_path, "a.rtf", data)
    assert isinstance(article, Article)
    assert isinstance(notice, Notice)
    assert article.published == date(2026, 1, 9)
    article, notice = _read(tmp_path, "2026-01-08-a.rtf", data)
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 8)


def test_a_file_that_is_cut_off_is_read_with_a_remark(tmp_path: Path) -> None:
    *_, notice = _read(tmp_path, "2026-01-07-a.rtf", rb"{\rtf1 The harbour opened ag")
    assert isinstance(notice, Notice)
    assert "check that the file is complete" in notice.text


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    (rejection,) = _read(tmp_path, "2026-01-07-a.rtf", rb"{\rtf1{\info{\title Harbour}}}")
    assert isinstance(rejection, Rejection)
    assert "no text" in rejection.reason


def test_a_name_does_not_hide_it(tmp_path: Path) -> None:
    for name in ("a.doc", "a.txt", "a"):
        article, *_ = _read(tmp_path, name, SAMPLE.read_bytes())
        assert isinstance(article, Article)


@pytest.mark.parametrize("unit", [r"{\b ", r"\'", r"\u8222", r"{\field{\*\fldinst ", "{", r"\cell"])
def test_reading_takes_time_that_grows_with_the_file_alone(unit: str) -> None:
    with computing_at_most(20):
        content = read_content((HEAD + unit * 100_000).encode(), ignore_progress)
    assert not content.is_complete


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"]), min_size=1))
def test_any_text_comes_back_character_for_character(text: str) -> None:
    units = text.encode("utf-16-le")
    numbers = [number for (number,) in struct.iter_unpack("<h", units)]
    body = r"\uc1 a" + "".join(rf"\u{number}?" for number in numbers) + "b"
    assert _texts(body) == [f"a{text}b"]
