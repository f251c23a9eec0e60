from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.dates.choose import DATED_BY_NAME
from bot.reading.reader import read
from tests.computing import computing_at_most
from tests.paths import GOLDEN

SAMPLE = GOLDEN / "mails.mbox"
HEADERS = (
    "Subject: T\nDate: Wed, 07 Jan 2026 18:30:00 +0100\nFrom: a@b.example\nMIME-Version: 1.0\n"
)


def _read(folder: Path, name: str, text: str) -> list[Finding]:
    (folder / name).write_bytes(text.encode())
    return list(read(folder / name))


def test_the_golden_mbox_is_read() -> None:
    cafe, refusal, storm = read(SAMPLE)
    assert isinstance(cafe, Article)
    assert (cafe.title, cafe.source) == ("Café by the harbour opens", "The Gazette")
    assert cafe.text == (
        "The café by the harbour opened again on Wednesday.\n\nFrom Thursday on it opens at six."
    )
    assert cafe.published == date(2026, 1, 7)
    assert cafe.instant is not None
    assert isinstance(refusal, Rejection)
    assert refusal.line == 21
    assert isinstance(storm, Article)
    assert storm.text == "The storm moved on.\n\nSnow fell."
    assert storm.source == "gazette.example"


@pytest.mark.parametrize("name", ["a.eml", "2020-01-01-a.txt", "a"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_headers_show_a_mail(name: str, end: str, tmp_path: Path) -> None:
    (article,) = _read(tmp_path, name, f"{HEADERS}\nProse.\n".replace("\n", end))
    assert isinstance(article, Article)
    assert (article.text, article.published) == ("Prose.", date(2026, 1, 7))


def test_a_text_that_begins_like_an_mbox_is_none(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, "2026-01-07-a.txt", "From the harbour:\nProse: more.\n")
    assert isinstance(article, Article)
    assert article.text.startswith("From the harbour")


@pytest.mark.parametrize(
    "rest",
    [
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
        "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\nContent-Type: multipart/mixed;"
        " boundary=a\n\n" * 1500,
        "",
    ],
)
def test_a_mail_without_text_that_can_be_read_gives_one_finding(rest: str, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes((HEADERS + rest).encode("utf-8", "surrogateescape"))
    assert len(list(read(path))) == 1


def _both(plain: str, html: str) -> str:
    parts = f"--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{html}\n"
    return f"{HEADERS}Content-Type: multipart/alternative; boundary=b\n\n{parts}--b--\n"


@pytest.mark.parametrize(
    ("plain", "html", "text"),
    [
        (
            "View in browser: https://gazette.example/a/b/c/d",
            "<p>The harbour opened again.</p><p>Two ferries left.</p>",
            "The harbour opened again.\n\nTwo ferries left.",
        ),
        (
            "The harbour opened again.\n\nTwo ferries left.",
            "<p>Menu</p><p>The harbour opened again.</p><p>Two ferries left.</p><p>Imprint</p>",
            "The harbour opened again.\n\nTwo ferries left.",
        ),
        ("The harbour opened.", "<p> </p>", "The harbour opened."),
        ("", "<p>The harbour opened.</p>", "The harbour opened."),
        ("The harbour opened.", "<style>p {a: b; c: d; e: f}</style>", "The harbour opened."),
    ],
)
def test_of_two_parts_the_one_with_the_article_counts(
    plain: str, html: str, text: str, tmp_path: Path
) -> None:
    (article,) = _read(tmp_path, "a.eml", _both(plain, html))
    assert isinstance(article, Article)
    assert article.text == text


def test_a_mail_without_date_is_dated_by_its_name(tmp_path: Path) -> None:
    mail = "\n".join(line for line in HEADERS.split("\n") if "Date:" not in line) + "\nProse.\n"
    remark, article = _read(tmp_path, "2026-01-07-a.eml", mail)
    assert remark == Notice(str(tmp_path / "2026-01-07-a.eml"), None, DATED_BY_NAME)
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 7)
    (refusal,) = _read(tmp_path, "a.eml", mail)
    assert isinstance(refusal, Rejection)


def test_a_mail_s_own_date_comes_before_its_name(tmp_path: Path) -> None:
    (article,) = _read(tmp_path, "2020-01-01-a.eml", f"{HEADERS}\nProse.\n")
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 7)


def test_an_endless_word_is_read_like_any_other(tmp_path: Path) -> None:
    (article,) = _read(tmp_path, "a.eml", _both("a" * 2_000_000, "<p>b</p>"))
    assert isinstance(article, Article)
    assert len(article.text) == 2_000_000


def test_a_forwarded_mail_counts_as_the_original(tmp_path: Path) -> None:
    text = (
        f"{HEADERS.replace('Subject: T', 'Subject: Fwd: T')}To: cy@home.example\n\nLook.\n\n"
        "---------- Forwarded message ---------\nFrom: The Gazette <news@gazette.example>\n"
        "Date: Mon, Jan 5, 2026 at 6:30 PM\nSubject: Harbour opens\nTo: <cy@home.example>\n\n"
        "The harbour opened.\n\nUnsubscribe: cy@home.example\n"
    )
    article, remark = _read(tmp_path, "a.eml", text)
    assert isinstance(article, Article)
    assert (article.title, article.source) == ("Harbour opens", "The Gazette")
    assert (article.text, article.published) == ("The harbour opened.", date(2026, 1, 5))
    assert isinstance(remark, Notice)
    assert "forwarded" in remark.text


def test_a_forwarded_mail_that_cannot_be_understood_says_so(tmp_path: Path) -> None:
    text = HEADERS.replace("Subject: T", "Subject: FW: Harbour") + "\nThe harbour opened.\n"
    article, remark = _read(tmp_path, "a.eml", text)
    assert isinstance(article, Article)
    assert article.title == "Harbour"
    assert isinstance(remark, Notice)
    assert "cannot be read in it" in remark.text


def test_a_reply_is_read_without_what_it_answers(tmp_path: Path) -> None:
    text = (
        f"{HEADERS.replace('Subject: T', 'Subject: Re: T')}\nIt will close again.\n\n"
        "-----Original Message-----\nFrom: a@b.example\nSent: 5 January 2026\nTo: c@d.example\n"
        "Subject: T\n\nThe harbour opened.\n"
    )
    (article,) = _read(tmp_path, "a.eml", text)
    assert isinstance(article, Article)
    assert (article.text, article.published) == ("It will close again.", date(2026, 1, 7))


ORIGINAL = HEADERS.replace("Subject: T", "Subject: O").replace("07 Jan", "05 Jan")


@pytest.mark.parametrize(
    "part",
    [
        f"Content-Type: message/rfc822\n\n{ORIGINAL}\nOriginal.\n",
        (
            "Content-Type: application/octet-stream\nContent-Disposition: attachment;"
            f" filename=a.EML\n\n{ORIGINAL}\nOriginal.\n"
        ),
        (
            "Content-Type: multipart/digest; boundary=c\n\n--c\nContent-Type: message/rfc822\n\n"
            f"{ORIGINAL}\nOriginal.\n--c--\n"
        ),
    ],
)
def test_an_attached_mail_is_read_instead_of_its_cover(part: str, tmp_path: Path) -> None:
    text = (
        f"{HEADERS}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        f"See the attached mail.\n--b\n{part}--b--\n"
    )
    remark, article = _read(tmp_path, "a.eml", text)
    assert isinstance(remark, Notice)
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("O", "Original.")
    assert article.published == date(2026, 1, 5)


def test_a_mail_without_a_readable_date_is_dated_by_its_arrival(tmp_path: Path) -> None:
    received = "Received: from a by b; Wed, 7 Jan 2026 18:31:00 +0100\n"
    for line in ("", "Date: yesterday\n"):
        headers = "".join(
            row + "\n" for row in HEADERS.split("\n") if row and not row.startswith("Date")
        )
        article, remark = _read(tmp_path, "a.eml", f"{received}{line}{headers}\nProse.\n")
        assert isinstance(article, Article)
        assert article.published == date(2026, 1, 7)
        assert isinstance(remark, Notice)
        assert "Received" in remark.text


@pytest.mark.parametrize("length", ["exact", "wrong"])
def test_what_apple_mail_adds_is_left_out(length: str, tmp_path: Path) -> None:
    mail = f"{HEADERS}\nProse."
    count = len(mail) if length == "exact" else 7
    tail = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST">\n'
        "<plist><dict><key>flags</key></dict></plist>\n"
    )
    for name in ("a.emlx", "a"):
        (article,) = _read(tmp_path, name, f"{count}\n{mail}{tail}")
        assert isinstance(article, Article)
        assert article.text == "Prose."


def test_mailboxes_of_other_programs_are_split(tmp_path: Path) -> None:
    mail = f"{HEADERS}\nProse.\nFrom then on it rained.\n\nFrom Oslo it came.\n"
    strict = "From a@b.example Wed Jan  7 18:30:00 2026\n"
    for text in (
        f"From - Wed Jan 07\n{mail}\nFrom - Wed Jan 08\n{mail}",
        f"{strict}{mail}{strict}{mail}",
        f"\x01\x01\x01\x01\n{mail}\x01\x01\x01\x01\n\x01\x01\x01\x01\n{mail}\x01\x01\x01\x01\n",
    ):
        articles = _read(tmp_path, "a.mbox", text)
        assert len(articles) == 2
        for article in articles:
            assert isinstance(article, Article)
            assert article.text.endswith("From Oslo it came.")


def test_mails_that_thunderbird_has_deleted_are_not_read(tmp_path: Path) -> None:
    live, deleted = ("X-Mozilla-Status: 0001\n", "X-Mozilla-Status: 0009\n")
    text = "".join(f"From - \n{status}{HEADERS}\nProse.\n\n" for status in (live, deleted))
    article, remark = _read(tmp_path, "a.mbox", text)
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert "deleted in it (1)" in remark.text


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        ("Content-Type: application/pkcs7-mime\n\nabc\n", "encrypted"),
        ("Content-Type: multipart/encrypted; boundary=b\n\n--b--\n", "encrypted"),
        ("Content-Type: multipart/report; boundary=b\n\n--b--\n", "delivery"),
        (
            (
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf\n"
                "Content-Disposition: attachment; filename=storm.pdf\n\nabc\n--b--\n"
            ),
            "only attachments (storm.pdf)",
        ),
        ("\nView in browser\n\nUnsubscribe\n", "no text"),
    ],
)
def test_a_mail_that_is_no_article_is_refused_with_the_reason(
    rest: str, reason: str, tmp_path: Path
) -> None:
    (refusal,) = _read(tmp_path, "a.eml", HEADERS + rest)
    assert isinstance(refusal, Rejection)
    assert reason in refusal.reason


def test_a_declared_encoding_is_doubted(tmp_path: Path) -> None:
    text = "Der Hafen ist wieder geöffnet."
    for declared, codec in (("utf-8", "cp1252"), ("gb2312", "utf-8"), ("x-unknown", "utf-8")):
        head = f"{HEADERS}Content-Type: text/plain; charset={declared}\n\n"
        (tmp_path / "a.eml").write_bytes(head.encode() + text.encode(codec))
        article, *_ = read(tmp_path / "a.eml")
        assert isinstance(article, Article)
        assert article.text == text


def test_blanks_behind_a_length_take_no_long(tmp_path: Path) -> None:
    text = "12\n" + " " * 500_000 + "\n" + "<?xml >\n" * 50_000
    with computing_at_most(30):
        assert _read(tmp_path, "a.emlx", text)
