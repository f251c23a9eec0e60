import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Rejection
from bot.reading.limits import ReadLimits
from bot.reading.reader import read

STORY = b"date 2026-01-07 The harbour opened again."
LINES = (
    b'{"published": "2026-01-07", "text": "One."}\n{"published": "2026-01-08", "text": "Two."}\n'
)


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w", kind: bytes = tarfile.REGTYPE) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.type = tarfile.DIRTYPE if name.endswith("/") else kind
            entry.size, entry.linkname = len(data), "/etc/passwd"
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def _findings(path: Path, data: bytes, limits: ReadLimits | None = None) -> list[Finding]:
    path.write_bytes(data)
    return list(read(path, limits or ReadLimits()))


def _shown(path: Path, findings: list[Finding]) -> list[tuple[str, str]]:
    return [
        (
            finding.path.removeprefix(str(path)),
            finding.text if isinstance(finding, Article) else getattr(finding, "reason", ""),
        )
        for finding in findings
    ]


FILES = {"2026/a.txt": STORY, "2026/": b"", "lines.jsonl": LINES, "2026/b.txt": b"No date."}
FOUND = [
    ("/2026/a.txt", "date 2026-01-07 The harbour opened again."),
    ("/lines.jsonl", "One."),
    ("/lines.jsonl", "Two."),
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(FILES)),
        ("a.zip", zipped(FILES, zipfile.ZIP_STORED)),
        ("a.zip", zipped(FILES, zipfile.ZIP_BZIP2)),
        ("a.zip.gz", gzip.compress(zipped(FILES))),
        ("a.tar", tarred(FILES)),
        ("a.tar.gz", tarred(FILES, "w:gz")),
        ("a.tgz", tarred(FILES, "w:gz")),
        ("a.tar.bz2", tarred(FILES, "w:bz2")),
        ("a.tar.xz", tarred(FILES, "w:xz")),
        ("called.txt", tarred(FILES)),
        ("called.jsonl", zipped(FILES)),
        ("nothing", zipped(FILES)),
    ],
)
def test_every_file_is_read_and_named_whatever_the_archive(
    name: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    *found, (last, reason) = _shown(path, _findings(path, data))
    assert found == FOUND
    assert last == "/2026/b.txt"
    assert reason.startswith("it has no date")


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_one_file_alone_may_be_packed_too(pack: "object", tmp_path: Path) -> None:
    assert callable(pack)
    for suffix in ("", ".gz", ".bz2", ".xz"):
        path = tmp_path / f"2026-01-07-a.txt{suffix}"
        article = _findings(path, pack(b"Prose.") + pack(b" More prose."))[0]
        assert isinstance(article, Article)
        assert article.text == "Prose. More prose."
        assert article.heading == "A"


def test_an_archive_in_an_archive_is_read_up_to_a_bound(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    inner = zipped({"a.txt": STORY})
    data = zipped({"c.tar.gz": tarred({"b.zip": inner}, "w:gz")})
    assert _shown(path, _findings(path, data)) == [("/c.tar.gz/b.zip/a.txt", STORY.decode())]
    ((where, reason),) = _shown(path, _findings(path, data, ReadLimits(nesting=2)))
    assert where == "/c.tar.gz/b.zip"
    assert "more than 2 deep" in reason


def test_files_within_may_be_packed_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    found = _findings(path, zipped({"2026-01-07-a.txt.gz": gzip.compress(b"Prose.")}))
    assert _shown(path, found)[0] == ("/2026-01-07-a.txt.gz", "Prose.")


def test_what_systems_leave_is_passed_over_as_in_folders(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    files = {"./a.txt": STORY, "__MACOSX/._a.txt": b"\0\5\x16", ".DS_Store": b"\0", "a.txt~": STORY}
    assert _shown(path, _findings(path, zipped(files))) == [("/./a.txt", STORY.decode())]


def test_an_archive_of_nothing_is_refused(tmp_path: Path) -> None:
    for name, data in {
        "a.zip": zipped({}),
        "a.tar": tarred({"a/": b""}),
        "b.zip": zipped({".a": b""}),
    }.items():
        (refusal,) = _findings(tmp_path / name, data)
        assert isinstance(refusal, Rejection)
        assert refusal.reason == "it has no article in it"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("/etc/passwd", "absolute path"),
        ("C:\\a.txt", "absolute path"),
        ("\\\\host\\a.txt", "absolute path"),
        ("../../a.txt", "points outside"),
        ("a/../../a.txt", "points outside"),
        ("..\\a.txt", "points outside"),
        ("a" * 10_000 + ".txt", "more than 1,000 characters"),
    ],
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_elsewhere_are_refused(
    name: str, reason: str, pack: "object", tmp_path: Path
) -> None:
    assert callable(pack)
    folder = tmp_path / "in"
    folder.mkdir()
    findings = _findings(folder / "a", pack({name: STORY, "b.txt": STORY}))
    assert len(findings) == 2
    assert isinstance(findings[0], Rejection)
    assert reason in findings[0].reason
    assert len(findings[0].path) < 500
    assert isinstance(findings[1], Article)
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a"]


def test_a_name_is_shown_without_what_misleads(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    (article,) = _findings(path, zipped({"a\u202etxt.exe\n\x1b[2J.txt": STORY}))
    assert article.path == f"{path}/a�txt.exe��[2J.txt"
    data = zipped({"aXb.txt": STORY}).replace(b"aXb.txt", b"a\0b.txt")
    (refusal,) = _findings(path, data)
    assert isinstance(refusal, Rejection)
    assert "NUL" in refusal.reason


def test_names_in_utf8_are_known_where_the_archive_does_not_say_so(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = zipped({"2026-01-07-aXX.txt": b"Prose."}).replace(b"aXX", "aü".encode())
    assert _findings(path, data)[0].path == f"{path}/2026-01-07-aü.txt"


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE],
)
def test_links_and_devices_are_refused(kind: bytes, tmp_path: Path) -> None:
    (refusal,) = _findings(tmp_path / "a.tar", tarred({"a.txt": b""}, kind=kind))
    assert isinstance(refusal, Rejection)
    assert refusal.reason == "it is a link or a device, not a file"


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo("a.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    (refusal,) = _findings(tmp_path / "a.zip", packed.getvalue())
    assert isinstance(refusal, Rejection)
    assert refusal.reason == "it is a link or a device, not a file"


def test_a_locked_file_is_refused_and_costs_no_other(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": STORY, "b.txt": STORY}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    refusal, article = _findings(tmp_path / "a.zip", bytes(data))
    assert isinstance(refusal, Rejection)
    assert "protected by a password" in refusal.reason
    assert isinstance(article, Article)


def test_a_damaged_file_costs_no_other(tmp_path: Path) -> None:
    data = zipped({"a.txt": STORY, "b.txt": STORY}, zipfile.ZIP_STORED)
    damaged = data.replace(b"harbour", b"barbour", 1)
    refusal, article = _findings(tmp_path / "a.zip", damaged)
    assert isinstance(refusal, Rejection)
    assert "damaged" in refusal.reason
    assert refusal.truncated
    assert isinstance(article, Article)


def test_a_cut_archive_gives_what_comes_before(tmp_path: Path) -> None:
    data = tarred({f"{n}.txt": STORY for n in range(20)}, "w:gz")
    *articles, refusal = _findings(tmp_path / "a.tar.gz", data[: len(data) // 2])
    assert isinstance(refusal, Rejection)
    assert refusal.truncated
    plain = tarred({f"{n}.txt": STORY for n in range(20)})
    *articles, refusal = _findings(tmp_path / "a.tar", plain[:5_200])
    assert len(articles) == 5
    assert isinstance(refusal, Rejection)
    assert refusal.reason == "the tar data is damaged (truncated header): copy the file again"
    assert refusal.truncated


def test_a_bomb_is_read_no_further_than_its_ratio(tmp_path: Path) -> None:
    bomb = zipped({f"2026-01-07-{n}.txt": b"x " * 30_000_000 for n in range(3)} | {"z.txt": STORY})
    assert len(bomb) < 1_000_000
    *_, refusal = _findings(tmp_path / "a.zip", bomb)
    assert isinstance(refusal, Rejection)
    assert "200 times its size" in refusal.reason
    assert refusal.truncated


def test_files_that_lie_over_each_other_are_a_bomb(tmp_path: Path) -> None:
    """As in 42.zip's successors: many entries, one kernel."""
    data = zipped({"a.txt": STORY})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    count = 1000
    directory = entry * count
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    (refusal,) = _findings(tmp_path / "a.zip", data[:start] + directory + tail)
    assert isinstance(refusal, Rejection)
    assert "overlap" in refusal.reason


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_entries_are_bounded(pack: "object", tmp_path: Path) -> None:
    assert callable(pack)
    data = pack({f"{n}.txt": STORY for n in range(20)})
    *articles, refusal = _findings(tmp_path / "a", data, ReadLimits(entries=10))
    assert len(articles) == 10
    assert isinstance(refusal, Rejection)
    assert "more than 10 entries" in refusal.reason


def test_an_office_document_is_no_archive(tmp_path: Path) -> None:
    files = {"xl/workbook.xml": b"<a/>", "story.txt": STORY, "[Content_Types].xml": b"<Types/>"}
    (refusal,) = _findings(tmp_path / "a.zip", zipped(files))
    assert isinstance(refusal, Rejection)
    assert "spreadsheet" in refusal.reason


def test_a_word_document_in_an_archive_is_read(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("The harbour opened again on Wednesday.")
    saved = io.BytesIO()
    document.save(saved)
    path = tmp_path / "a.zip"
    found = _findings(path, zipped({"2026-01-07-a.docx": saved.getvalue()}))
    assert isinstance(found[0], Article)
    assert found[0].path == f"{path}/2026-01-07-a.docx"
