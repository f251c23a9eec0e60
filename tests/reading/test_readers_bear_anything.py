import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.language.invisible import remove_invisible
from bot.reading.reader import read
from tests.paths import GOLDEN

NAMES = (
    "a.jsonl",
    "a.json",
    "2026-01-07-a.txt",
    "2026-01-07-a.md",
    "a",
    "a.jsonl.gz",
    "a.csv",
    "a.xml",
    "2026-01-07-a.html",
    "2026-01-07-a.pdf",
    "2026-01-07-a.docx",
    "2026-01-07-a.mhtml",
)
OPENINGS = (
    b"",
    b"{",
    b"[{",
    b'{"text": "',
    b"---\n",
    b"From a\nContent-Type: multipart/mixed; boundary=a\n\n--a\n",
    b"<rss><channel><item><description>",
    b"date,text\n2026-01-07,",
    b"date 2026-01-07 ",
    b"\xff\xfe",
    b"\x1f\x8b",
    b"<!doctype html><article><h1>a</h1><p>",
    b"<html><head><meta name=date content='",
    b"<html><script type='application/ld+json'>[{",
    b"From: <Saved by a>\nContent-Type: text/html\n\n<html><p>",
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
    b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0[Content_Types].xml",
)
FILES = sorted(GOLDEN.iterdir())

_slow_folder = settings(
    max_examples=settings().max_examples * 3 // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_fields = st.sampled_from(("id", "title", "published", "text", "url", "authors", "source"))


def _findings(folder: Path, name: str, data: bytes) -> list[Finding]:
    path = folder / name
    path.write_bytes(data)
    findings = list(read(path))
    for finding in findings:
        if isinstance(finding, Article):
            assert finding.text[finding.body :].strip()
            assert finding.id
            finding.text.encode()
    return findings


@pytest.mark.parametrize("name", NAMES)
@given(opening=st.sampled_from(OPENINGS), rest=st.binary(max_size=300))
@_slow_folder
def test_any_bytes_give_findings(tmp_path: Path, name: str, opening: bytes, rest: bytes) -> None:
    assert _findings(tmp_path, name, opening + rest)


@pytest.mark.parametrize("golden", FILES, ids=[path.name for path in FILES])
@given(data=st.data())
@_slow_folder
def test_a_file_may_be_damaged_anywhere(tmp_path: Path, golden: Path, data: st.DataObject) -> None:
    whole = golden.read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(len(whole), start + 200)))
    damage = data.draw(st.binary(max_size=20) | st.sampled_from((b"", whole[start:end] * 3)))
    assert _findings(tmp_path, golden.name, whole[:start] + damage + whole[end:])


@given(objects=st.lists(st.dictionaries(_fields, _values, max_size=7), min_size=1, max_size=4))
@_slow_folder
def test_any_values_give_one_finding_an_object(
    tmp_path: Path, objects: list[dict[str, object]]
) -> None:
    lines = "\n".join(json.dumps(one) for one in objects).encode()
    assert len(_findings(tmp_path, "a.jsonl", lines)) == len(objects)
    array = json.dumps(objects).encode()
    assert len(_findings(tmp_path, "a.json", array)) == len(objects)


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
@_slow_folder
def test_any_text_comes_back_but_for_marks_that_nobody_sees(tmp_path: Path, text: str) -> None:
    line = json.dumps({"published": "2026-01-07", "text": text}, ensure_ascii=False).encode()
    (finding,) = _findings(tmp_path, "a.jsonl.gz", gzip.compress(line))
    visible = remove_invisible(text)
    if visible.strip():
        assert isinstance(finding, Article)
        assert finding.text == visible
    else:
        assert isinstance(finding, Rejection)


@given(
    prose=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), crlf=st.booleans()
)
@_slow_folder
def test_any_prose_keeps_its_characters_and_line_ends(
    tmp_path: Path, prose: str, crlf: bool
) -> None:
    end = "\r\n" if crlf else "\n"
    text = f"date 2026-01-07{end}{prose}{end}More."
    (finding,) = _findings(tmp_path, "a.txt", text.encode())
    assert isinstance(finding, Article)
    assert finding.text == remove_invisible(text)
    shown = f"{remove_invisible(prose)}{end}More.".lstrip()
    assert shown.endswith(finding.text[finding.body :])
    assert shown.removesuffix(finding.text[finding.body :]).strip() == finding.title


@given(data=st.binary(max_size=200), cut=st.integers(min_value=0, max_value=200))
@_slow_folder
def test_a_packed_file_may_break_off_anywhere(tmp_path: Path, data: bytes, cut: int) -> None:
    findings = _findings(tmp_path, "a.jsonl.gz", gzip.compress(data)[:cut])
    assert all(isinstance(finding, Rejection | Notice) for finding in findings)
