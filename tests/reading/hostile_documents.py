"""Hostile documents: pages, feeds, mails, PDF files and Word documents."""

import io
import json
import zipfile
import zlib

from tests.paths import GOLDEN
from tests.reading.hostile import Made
from tests.reading.hostile_archives import HUGE, zipped

_GOLDEN = GOLDEN
_PDF = (_GOLDEN / "harbour.pdf").read_bytes()
_DOCX = (_GOLDEN / "harbour.docx").read_bytes()
PROSE = "The harbour opened again on Wednesday after three days of storm. " * 5


def _html(body: str, head: str = "") -> bytes:
    dated = '<meta property="article:published_time" content="2026-01-07">'
    return f"<!doctype html><html><head>{dated}{head}</head><body>{body}</body></html>".encode()


def _story(more: str = "") -> str:
    return f"<article><h1>Harbour</h1><p>{PROSE}</p>{more}</article>"


def _pdf(*objects: bytes, root: int = 1) -> bytes:
    """Return a PDF file of these objects, numbered from 1."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF"
    return data + head + table + tail % (len(objects) + 1, root, len(data))


_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
)
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def _stream(data: bytes, entries: bytes = b"", length: int | None = None) -> bytes:
    size = len(data) if length is None else length
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (size, entries, data)


def _one_page(contents: bytes) -> bytes:
    return _pdf(_CATALOG, _PAGES, _PAGE, contents, _FONT)


def _docx(changes: dict[str, bytes | None]) -> bytes:
    """Return the golden document with other parts."""
    archive = zipfile.ZipFile(io.BytesIO(_DOCX))
    parts = {name: archive.read(name) for name in archive.namelist()}
    changed = parts | {name: data for name, data in changes.items() if data is not None}
    return zipped(
        {name: data for name, data in changed.items() if changes.get(name, b"") is not None}
    )


def _word(body: str, before: str = "") -> dict[str, bytes | None]:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    content = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return {"word/document.xml": f'<?xml version="1.0"?>{before}{content}'.encode()}


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


_LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
_DOCTYPE = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def _rss(text: str, before: str = "") -> bytes:
    dated = "<title>T</title><pubDate>2026-01-07</pubDate>"
    item = f"<item>{dated}<description>{text}</description></item>"
    return (
        f'<?xml version="1.0"?>{before}<rss version="2.0"><channel>{item}</channel></rss>'.encode()
    )


def _mail(body: str, headers: str = "Content-Type: text/plain", day: str = "7 Jan 2026") -> bytes:
    return (
        f"From: The Gazette <news@gazette.example>\nSubject: Harbour\nMIME-Version: 1.0\n"
        f"Date: Wed, {day} 18:30:00 +0100\n{headers}\n\n{body}"
    ).encode()


def _parts(depth: int) -> bytes:
    opened = "".join(
        f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(depth)
    )
    return _mail(opened + PROSE, "Content-Type: multipart/mixed; boundary=b0")


_BROKEN_DATA = '{"@type": "NewsArticle", "datePublished": '
_DEEP_DATA = '{"a":' * 50_000

FILES: dict[str, tuple[Made, int, int]] = {
    # Pages.
    "empty.html": (b"<!doctype html>", 0, 1),
    "nothing-said.html": (_html(""), 0, 1),
    "undated.html": (f"<!doctype html><body>{_story()}".encode(), 0, 1),
    "only-moves.html": (
        _html("", '<meta http-equiv=refresh content="0; url=http://a.example">'),
        0,
        1,
    ),
    "deep.html": (_html("<div>" * 100_000 + PROSE), 0, 1),
    "deep-closed.html": (_html("<b>" * 3_000 + PROSE + "</b>" * 3_000), 0, 1),
    "deep-tables.html": (_html("<table><tr><td>" * 2_000 + PROSE), 0, 1),
    "wide.html": (_html("<p>a</p>" * 60_000), 0, 1),
    "unclosed-comment.html": (_html("<!-- " + _story()), 0, 1),
    "comments.html": (_html("<!--" * 200_000 + _story()), -1, -1),
    "script.html": (_html("<script>" + "while(1){}" * 100_000 + "</script>" + _story()), 1, 0),
    "attributes.html": (_html(f"<div {'a=b ' * 200_000}>{_story()}</div>"), -1, -1),
    "long-attribute.html": (
        _html(f"<img src='data:;base64,{'QUJD' * 2_000_000}'>{_story()}"),
        -1,
        -1,
    ),
    "entities.html": (_html(_story("<p>" + "&amp;&#65;&nbsp;" * 50_000)), -1, -1),
    "numbers.html": (
        _html(_story("&#0;&#27;&#x1b;&#xd800;&#x110000;&#99999999999;&#xFFFE;")),
        1,
        0,
    ),
    "controls.html": (_html(_story()).replace(b"storm", b"st\x1b\x01\x0borm"), -1, -1),
    "nul.html": (_html(_story()).replace(b"storm", b"st\0rm"), -1, -1),
    "surrogates.html": (_html(_story()).replace(b"storm", b"st\xed\xa0\x80rm"), -1, -1),
    "charset-lies.html": (_html(_story(), "<meta charset=utf-16>"), -1, -1),
    "charset-seven.html": (_html(_story(), "<meta charset=utf-7>"), -1, -1),
    "plaintext.html": (_html("<plaintext>" + _story()), -1, -1),
    "frames.html": (_html("<frameset><frame src=a></frameset>"), 0, 1),
    "data-broken.html": (
        _html(_story(), f"<script type='application/ld+json'>{_BROKEN_DATA}</script>"),
        1,
        0,
    ),
    "data-deep.html": (
        _html(_story(), f"<script type='application/ld+json'>{_DEEP_DATA}</script>"),
        1,
        0,
    ),
    "dates.html": (
        _html(_story("<time datetime='2026-01-07'>7 January 2026</time>" * 5_000)),
        -1,
        -1,
    ),
    "blanks.html": (b"<html><body>" + b" \n" * 2_000_000 + _story().encode(), -1, -1),
    "angles.html": (b"<html><body>" + b"<" * 500_000, 0, 1),
    "quotes.html": (b"<html><body><a href='" + b'"' * 500_000, 0, 1),
    "one-word.html": (_html("<article><p>" + "a" * 5_000_000), -1, -1),
    # Feeds and other XML.
    "laughs.xml": (_rss("&l12;", _DOCTYPE), 0, 1),
    "outside.xml": (_rss("&x;", _OUTSIDE), 0, 1),
    "parameter.xml": (
        _rss("a", "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/a'>%p;]>"),
        0,
        1,
    ),
    "laughs-utf16.xml": (_rss("&l12;", _DOCTYPE).decode().encode("utf-16"), 0, 1),
    "outside-dtd.xml": (_rss("Prose.", "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/a.dtd'>"), 1, -1),
    "includes.xml": (
        _rss("<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>P."),
        1,
        0,
    ),
    "deep.xml": (_rss("<a>" * 20_000), 0, 1),
    "attributes.xml": (_rss("a").replace(b"<rss ", b"<rss " + b"a='b' " * 100_000), -1, -1),
    "unclosed.xml": (_rss("<![CDATA[ Prose."), -1, -1),
    "cut.xml": (_rss(PROSE)[:-80], -1, -1),
    "no-feed.xml": (b"<?xml version='1.0'?><svg/>", 0, 1),
    "no-items.xml": (b"<rss><channel/></rss>", 0, 1),
    "declares-lies.xml": (
        _rss("Pr\u00f6se.").replace(b'"1.0"', b'"1.0" encoding="utf-32"'),
        -1,
        -1,
    ),
    "surrogate.xml": (_rss("&#xd800; Prose."), -1, -1),
    "date-giant.xml": (
        _rss("P.").replace(b"2026-01-07", b"Wed, 07 Jan 99999999999999999999 1:1:1 +0"),
        0,
        1,
    ),
    # Mails.
    "headers-only.eml": (_mail(""), 0, 1),
    "boundary-empty.eml": (_mail(PROSE, 'Content-Type: multipart/mixed; boundary=""'), -1, -1),
    "boundary-missing.eml": (_mail(PROSE, "Content-Type: multipart/alternative"), -1, -1),
    "parts-deep.eml": (_parts(3_000), 0, 1),
    "mails-deep.eml": (
        _mail("Content-Type: message/rfc822\n\n" * 3_000, "Content-Type: message/rfc822"),
        0,
        1,
    ),
    "base64-junk.eml": (
        _mail("=*(&" * 999, "Content-Transfer-Encoding: base64\nContent-Type: text/plain"),
        -1,
        -1,
    ),
    "charset-unknown.eml": (_mail(PROSE, "Content-Type: text/plain; charset=klingon"), -1, -1),
    "charset-zip.eml": (_mail(PROSE, "Content-Type: text/plain; charset=zip"), -1, -1),
    "header-long.eml": (_mail(PROSE, "X-Long: " + "a" * 3_000_000), 1, 0),
    "headers-many.eml": (_mail(PROSE, "X-Many: a\n" * 100_000 + "X-Last: a"), -1, -1),
    "word-broken.eml": (_mail(PROSE).replace(b"Harbour", b"=?utf-8?b?" + b"A" * 100_000), -1, -1),
    "date-giant.eml": (_mail(PROSE, day="7 Jan 99999999999999999999"), 0, 1),
    "address-broken.eml": (_mail(PROSE).replace(b"The Gazette", b'"' + b"(" * 5_000), -1, -1),
    "attachment-only.eml": (_mail("QUJD", "Content-Type: application/pdf; name=a.pdf"), 0, 1),
    "mark-only.mbox": (b"From nobody", 0, 1),
    "marks.mbox": (b"From a\n\n" * 2_000, 0, -1),
    # PDF.
    "mark-only.pdf": (b"%PDF-1.7\n", 0, 1),
    "cut-in-half.pdf": (_PDF[: len(_PDF) // 2], 0, 1),
    "without-its-end.pdf": (_PDF[:-200], -1, -1),
    "noise.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 40, 0, 1),
    "no-pages.pdf": (_pdf(_CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"), 0, 1),
    "pages-claimed.pdf": (_pdf(_CATALOG, b"<</Type/Pages/Kids[]/Count 999999999>>"), 0, 1),
    "pages-circle.pdf": (_pdf(_CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), 0, 1),
    "pages-ladder.pdf": (
        _pdf(
            _CATALOG,
            *(b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (n, n) for n in range(3, 40)),
        ),
        0,
        1,
    ),
    "root-missing.pdf": (_pdf(_CATALOG, root=77), 0, 1),
    "reference-circle.pdf": (_pdf(b"1 0 R"), 0, 1),
    "arrays-deep.pdf": (_pdf(b"[" * 100_000), 0, 1),
    "dictionaries-deep.pdf": (_pdf(b"<</A" * 50_000), 0, 1),
    "previous-circle.pdf": (_pdf(_CATALOG).replace(b"/Size", b"/Prev 9/Size"), 0, 1),
    "blank.pdf": (_one_page(_stream(b"")), 0, 1),
    "stream-length-lies.pdf": (_one_page(_stream(b"BT (Prose.) Tj ET", length=2**40)), 0, 1),
    "stream-bomb.pdf": (
        lambda: _one_page(_stream(zlib.compress(b" " * HUGE), b"/Filter/FlateDecode")),
        0,
        1,
    ),
    "stream-bombs-chained.pdf": (
        lambda: _one_page(
            _stream(
                zlib.compress(zlib.compress(b"\0" * HUGE)),
                b"/Filter[/FlateDecode/FlateDecode]",
            )
        ),
        0,
        1,
    ),
    "stream-junk.pdf": (_one_page(_stream(b"junk" * 99, b"/Filter/FlateDecode")), 0, 1),
    "stream-lzw.pdf": (_one_page(_stream(bytes(range(256)) * 9, b"/Filter/LZWDecode")), 0, 1),
    "stream-runs.pdf": (_one_page(_stream(b"\x81a" * 100_000, b"/Filter/RunLengthDecode")), 0, 1),
    "stream-filters.pdf": (
        _one_page(_stream(b"a", b"/Filter[" + b"/ASCIIHexDecode" * 5_000 + b"]")),
        0,
        1,
    ),
    "operators.pdf": (_one_page(_stream(b"q " * 60_000)), 0, 1),
    "texts.pdf": (_one_page(_stream(b"BT /F 9 Tf " + b"(a) Tj " * 20_000 + b"ET")), 0, -1),
    "forms-circle.pdf": (
        _pdf(
            _CATALOG,
            _PAGES,
            _PAGE.replace(b"/Font<</F 5 0 R>>", b"/XObject<</X 6 0 R>>"),
            _stream(b"/X Do"),
            _FONT,
            _stream(
                b"/X Do /X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>"
            ),
        ),
        0,
        1,
    ),
    "columns-many.pdf": (
        lambda: _one_page(
            _stream(
                b"BT /F 1 Tf "
                + b"".join(
                    b"1 0 0 1 %d %d Tm (a) Tj " % (n % 300 * 3, n // 300) for n in range(60_000)
                )
                + b"ET"
            )
        ),
        0,
        -1,
    ),
    "contents-long.pdf": (
        lambda: _one_page(
            _stream(
                b"BT /F 9 Tf 9 TL (Contents) Tj "
                + b"T* (Harbour opens 1) Tj T* (Prose.) Tj " * 9_000
                + b"ET"
            )
        ),
        0,
        -1,
    ),
    "locked.pdf": (
        _PDF.replace(b"trailer", b"trailer").replace(b"/Root", b"/Encrypt<</Filter/X>>/Root"),
        0,
        1,
    ),
    "numbers.pdf": (_one_page(_stream(b"BT /F " + b"9" * 100_000 + b" Tf (a) Tj ET")), 0, 1),
    # Word.
    "headings-many.docx": (
        lambda: _docx(_word((_paragraph("Harbour opens") + _paragraph("7 January 2026")) * 9_000)),
        -1,
        -1,
    ),
    "delivery-labels.docx": (
        lambda: _docx(
            _word(_paragraph("1 of 2 DOCUMENTS") + _paragraph("LENGTH: 9 words") * 20_000)
        ),
        -1,
        -1,
    ),
    "delivery-blank.txt": (b"1 of 2 DOCUMENTS\n" * 20_000 + b"BYLINE: A\nLENGTH: 1 word\n", 0, -1),
    "delivery-line.txt": (b"LENGTH: " + b"a " * 999_999 + b"\nEnd of Document\nBody\n", 0, -1),
    "delivery-numbers.txt": (
        b"A title\n9 words\n7 January 2026\nDocument AAA0000020260107em1700001\n" * 9_000,
        0,
        -1,
    ),
    "delivery-articles.html": (
        b"<html><article>" * 200 + b"<span class=DocPublicationName>A</span>" * 5_000,
        0,
        1,
    ),
    "cut-in-half.docx": (_DOCX[: len(_DOCX) // 2], 0, 1),
    "without-text.docx": (_docx({"word/document.xml": None}), 0, 1),
    "without-types.docx": (_docx({"[Content_Types].xml": None}), -1, -1),
    "types-broken.docx": (_docx({"[Content_Types].xml": b"<Types"}), 0, 1),
    "relations-broken.docx": (_docx({"_rels/.rels": b"<x/>"}), -1, -1),
    "empty-part.docx": (_docx({"word/document.xml": b""}), 0, 1),
    "no-xml.docx": (_docx({"word/document.xml": b"\0\1\2"}), 0, 1),
    "no-paragraphs.docx": (_docx(_word("")), 0, 1),
    "laughs.docx": (_docx(_word(_paragraph("&l12;"), _DOCTYPE)), 0, 1),
    "outside.docx": (_docx(_word(_paragraph("2026-01-07 &x;"), _OUTSIDE)), 0, 1),
    "deep.docx": (_docx(_word("<w:p>" * 100_000)), 0, 1),
    "deep-tables.docx": (_docx(_word("<w:tbl><w:tr><w:tc>" * 5_000)), 0, 1),
    "bomb.docx": (lambda: _docx(_word(_paragraph("a" * HUGE))), 0, 1),
    "bomb-beside.docx": (lambda: _docx({"word/media/a.png": b"\0" * HUGE}), -1, -1),
    "many.docx": (lambda: _docx(_word(_paragraph("a") * 20_000)), -1, -1),
    "style-circle.docx": (
        _docx(
            {
                "word/styles.xml": b"<w:styles xmlns:w='x'>"
                b"<w:style w:basedOn='a' w:styleId='a'/>"
                b"</w:styles>"
            }
        ),
        -1,
        -1,
    ),
    "spreadsheet.docx": (
        zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}),
        0,
        1,
    ),
    "called-archive.zip": (_DOCX, 1, 0),
    "called-text.txt": (_DOCX, 1, 0),
    # JSON, as deep as it goes.
    "deep-value.jsonl": (
        json.dumps({"published": "2026-01-07", "text": "T.", "x": [0]})
        .replace("[0]", "[" * 300 + "]" * 300)
        .encode(),
        -1,
        -1,
    ),
}
"""By name: the bytes, the articles and the refusals (-1 for some, or none)."""
