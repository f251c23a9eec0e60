"""Building: files that have the form of their format and nothing else in common with it."""

import io
import json
import tarfile
import warnings
import zipfile
from datetime import UTC
from typing import Any

from hypothesis import strategies as st

from bot.reading.records.field_names import NAMES
from tests.reading.epub.books import book
from tests.reading.outlook.outlook_mails import compound_file, mail_streams
from tests.reading.spreadsheet.workbooks import date_cell, row, workbook

Built = tuple[str, bytes]

_text = st.text(max_size=60)
_word = st.from_regex(r"[a-zA-Z][a-zA-Z0-9-]{0,12}", fullmatch=True)
_day = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S +0100")),
    st.from_regex(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}", fullmatch=True),
    st.sampled_from(("", "yesterday", "2026-02-30", "2026-01-07T25:00", "0000-00-00")),
)
_prose = st.lists(st.one_of(_text, _day, st.just("The harbour opened.")), max_size=5).map(
    "\n\n".join
)
_field = st.sampled_from([name for names in NAMES.values() for name in names])
_value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _prose | _day,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_word, inner, max_size=3),
    max_leaves=6,
)
_object = st.dictionaries(_field | _word, _value, max_size=7)
_encoding = st.sampled_from(("utf-8", "utf-16", "utf-8-sig", "latin-1", "cp1251", "utf-32"))


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace")


def _named(name: str, text: st.SearchStrategy[str]) -> st.SearchStrategy[Built]:
    return st.tuples(st.just(name), st.builds(_encoded, text, _encoding))


_lines = st.lists(_object, max_size=4).map(lambda found: "\n".join(map(json.dumps, found)))
_array = st.lists(_object, max_size=4).map(json.dumps)
_front = st.dictionaries(_field, _day | _text, max_size=4).map(
    lambda fields: "---\n" + "\n".join(f"{name}: {value}" for name, value in fields.items())
)
_markdown = st.tuples(_front, st.just("\n---\n"), _prose).map("".join)
_cell = st.one_of(_day, _text, _prose.map(lambda text: '"' + text.replace('"', '""') + '"'))
_row = st.lists(_cell, min_size=1, max_size=5).map(",".join)
_table = st.tuples(
    st.lists(_field, min_size=1, max_size=5).map(",".join), st.lists(_row, max_size=5)
)

_tag = st.sampled_from(
    "a article b blockquote body br div em footer h1 h2 head html li meta nav noscript p pre script"
    " section span style svg table td template time title tr ul".split()
)
_attribute = st.tuples(
    st.sampled_from(
        ("class", "content", "datetime", "href", "itemprop", "name", "property", "lang")
    ),
    st.one_of(_day, _word, _text, st.just("article:published_time"), st.just("datePublished")),
).map(lambda pair: f' {pair[0]}="{pair[1]}"')
_markup = st.recursive(
    _prose | _day | st.just("<br>") | st.just("<!-- -->"),
    lambda inner: st.tuples(
        _tag, st.lists(_attribute, max_size=3), st.lists(inner, max_size=4)
    ).map(lambda parts: f"<{parts[0]}{''.join(parts[1])}>{''.join(parts[2])}</{parts[0]}>"),
    max_leaves=12,
)
_linked = _object.map(
    lambda data: f'<script type="application/ld+json">{json.dumps(data)}</script>'
)
_page = st.tuples(st.just("<!doctype html><html>"), _linked | st.just(""), _markup).map("".join)
_item = st.lists(
    st.tuples(
        st.sampled_from("title link pubDate description content author id".split()),
        _prose | _markup,
    ).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
    max_size=5,
).map("".join)
_feed = st.lists(_item, max_size=4).map(
    lambda items: "<rss><channel>" + "".join(f"<item>{one}</item>" for one in items) + "</channel>"
)

_header = st.tuples(
    st.sampled_from(
        "From Subject Date MIME-Version Content-Type Content-Transfer-Encoding Message-Id".split()
    ),
    st.one_of(
        *(_text, _day, _word),
        st.sampled_from(("text/html; charset=x", "multipart/mixed; boundary=b", "base64", "a@b.c")),
        _text.map(lambda text: f"=?utf-8?b?{text}?="),
    ),
).map(": ".join)
_mail = st.tuples(st.lists(_header, min_size=3, max_size=8).map("\n".join), _prose | _markup).map(
    lambda parts: f"From a\n{parts[0]}\n\n{parts[1]}\n--b\n\nPart.\n--b--\n"
)

_PROSE_FILES = st.one_of(
    _named("a.jsonl", _lines),
    _named("a.json", _array),
    _named("a.md", _markdown),
    _named("2026-01-07-a.txt", _prose),
    _named("a.csv", _table.map(lambda parts: "\n".join((parts[0], *parts[1])))),
    _named("a.html", _page),
    _named("a.xml", _feed),
    _named("a.mbox", _mail),
)


def _zip(files: list[tuple[str, bytes, int, int]]) -> bytes:
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore")  # of names that come twice
        for name, data, method, mode in files:
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr = method, mode << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def _tar(files: list[tuple[str, bytes, bytes, int]], form: int) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        for name, data, kind, moment in files:
            entry = tarfile.TarInfo(name)
            entry.size, entry.type, entry.mtime = len(data), kind, moment
            try:
                archive.addfile(entry, io.BytesIO(data))
            except (ValueError, UnicodeError):
                continue
    return packed.getvalue()


_sound = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
_path = st.one_of(
    st.sampled_from(
        ("a.txt", "../a.txt", "/a.txt", "2026/a.html", "a/", "C:\\a", "[Content_Types].xml")
    ),
    st.sampled_from(("word/document.xml", "docProps/core.xml", "mimetype", "x" * 2000)),
    _sound,
)
_content = _PROSE_FILES.map(lambda built: built[1]) | st.binary(max_size=200)
_zips = st.lists(
    st.tuples(_path, _content, st.sampled_from((0, 8, 12)), st.integers(0, 0o177777)), max_size=4
).map(_zip)
_tars = st.builds(
    _tar,
    st.lists(
        st.tuples(
            _path,
            _content,
            st.sampled_from([bytes([n]) for n in b"0123456xgLKS"]),
            st.integers(0, 9),
        ),
        max_size=4,
    ),
    st.sampled_from((tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)),
)


def _clean(value: Any) -> Any:
    """Return a text as it can be written in any encoding."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _record(url: str, kind: str, length: int | None, headers: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode("utf-8", "replace") + body
    size = len(block) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode("utf-8", "replace") + block + b"\r\n\r\n"


_records = st.lists(
    st.builds(
        _record,
        st.one_of(_text, _word.map(lambda word: f"http://a.example/{word}")),
        st.sampled_from(("response", "response", "request", "revisit", "warcinfo", "x")),
        st.one_of(st.none(), st.none(), st.integers(-5, 500)),
        st.sampled_from(
            (
                "Content-Type: text/html",
                "Content-Type: text/html\r\nContent-Encoding: gzip",
                "Content-Type: text/html; charset=utf-7\r\nTransfer-Encoding: chunked",
                "Content-Type: text/html; charset=\u0130\r\n\r\n",
            )
        ),
        _named("a", _page).map(lambda built: built[1]) | st.binary(max_size=100),
    ),
    max_size=3,
).map(b"".join)

_rich_words = r"\par |\cell |\row |\intbl |\v |\v0 |\b |\u-10179?|\'e9|\uc2 |\f1 |\s1 |\*"
_rich_groups = (
    r"{|{\info{\title |{\fonttbl{\f1\fcharset128 |{\*\x |{\shp{\*\shpinst{\shptxt |{\upr{"
)
_rich_text = st.recursive(
    st.one_of(_prose, _day, _text, st.sampled_from(_rich_words.split("|"))),
    lambda inner: st.tuples(
        st.sampled_from(_rich_groups.split("|")),
        st.lists(inner, max_size=4).map("".join),
        st.sampled_from(("}", "}}", "}}}", "")),
    ).map("".join),
    max_leaves=12,
).map(lambda body: rf"{{\rtf1\ansi {body}}}")
_book_pages = st.dictionaries(
    _word.map(lambda name: f"{name}.xhtml"), _markup, min_size=1, max_size=4
)
_books = st.builds(
    lambda pages, title, day: book(pages, f"<dc:title>{title}</dc:title><dc:date>{day}</dc:date>"),
    _book_pages,
    _word | _day,
    _day,
)
_sheet_row = st.lists(
    _sound | _day | st.dates().map(lambda day: date_cell(day.toordinal() - 693_594)), max_size=4
).map(lambda cells: row(*map(_clean, cells)))
_sheets = st.lists(_sheet_row, max_size=4).map(
    lambda rows: workbook({"A": row("Date", "Title", "Text") + "".join(rows)})
)
_mail_texts = st.dictionaries(
    st.sampled_from((0x1A, 0x37, 0x7D, 0x0C1A, 0x0C1F, 0x1000, 0x1009, 0x1013)),
    _sound | _markup | st.binary(max_size=100),
    max_size=6,
)
_outlook_mails = st.builds(
    lambda texts, times: compound_file(
        mail_streams({n: _clean(t) for n, t in texts.items()}, times)
    ),
    _mail_texts,
    st.dictionaries(
        st.sampled_from((0x39, 0x0E06)),
        st.datetimes(timezones=st.just(UTC)).filter(lambda moment: moment.year > 1601),
        max_size=2,
    ),
)


FILES: st.SearchStrategy[Built] = st.one_of(
    _PROSE_FILES,
    _named("a.rtf", _rich_text),
    st.tuples(st.just("a.epub"), _books),
    st.tuples(st.just("a.xlsx"), _sheets),
    st.tuples(st.just("a.msg"), _outlook_mails),
    st.tuples(st.just("a.zip"), _zips),
    st.tuples(st.just("a.tar"), _tars),
    st.tuples(st.just("a.warc"), _records),
)
"""A name and what the file holds."""
