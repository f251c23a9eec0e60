from datetime import UTC, date, datetime
from pathlib import Path

import compressed_rtf
import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.outlook import properties as mapi
from bot.reading.reader import read
from tests.paths import GOLDEN
from tests.reading.outlook.outlook_mails import Folder, compound_file, mail_streams

PROSE = "The harbour opened again on Wednesday after three days of storm."
SENT = {mapi.SUBMIT_TIME: datetime(2026, 1, 7, 17, 30, tzinfo=UTC)}


def _mail(texts: dict[int, str | bytes], times: dict[int, datetime] | None = None) -> bytes:
    return compound_file(mail_streams(texts, SENT if times is None else times))


def _read(folder: Path, data: bytes, name: str = "a.msg") -> list[Finding]:
    (folder / name).write_bytes(data)
    return list(read(folder / name))


def _article(folder: Path, data: bytes) -> Article:
    (article,) = [each for each in _read(folder, data) if not isinstance(each, Notice)]
    assert isinstance(article, Article)
    return article


def test_a_mail_is_read_with_its_subject_sender_and_day() -> None:
    (article,) = read(GOLDEN / "harbour.msg")
    assert isinstance(article, Article)
    assert (article.title, article.source) == ("Harbour opens again", "The Gazette")
    assert article.published == date(2026, 1, 7)
    assert article.text == f"{PROSE}\n\nTwo ferries left before noon."


def test_headers_of_the_internet_come_before_outlook_s_own(tmp_path: Path) -> None:
    headers = (
        "Received: from a; Thu, 08 Jan 2026 00:30:00 +0100\r\n"
        "From: =?utf-8?q?Der_B=C3=B6te?=\r\n <news@bote.example>\r\n"
        "Date: Thu, 08 Jan 2026 00:29:00 +0100"
    )
    texts: dict[int, str | bytes] = {
        mapi.HEADERS: headers,
        mapi.PLAIN: PROSE,
        mapi.SENDER: "Ann Lee",
    }
    article = _article(tmp_path, _mail(texts))
    assert (article.source, article.published) == ("Der Böte", date(2026, 1, 8))


@pytest.mark.parametrize(
    ("texts", "source"),
    [
        ({mapi.SENDER: "The Gazette"}, "The Gazette"),
        ({mapi.SENDER: "news@gazette.example"}, "gazette.example"),
        ({mapi.SENDER_ADDRESS: "news@gazette.example"}, "gazette.example"),
        ({mapi.SENDER_ADDRESS: "/O=EXCHANGE/CN=RECIPIENTS"}, ""),
        ({mapi.AUTHOR: "The Gazette", mapi.SENDER: "Mailer"}, "The Gazette"),
    ],
)
def test_the_source_is_the_sender(
    texts: dict[int, str | bytes], source: str, tmp_path: Path
) -> None:
    assert _article(tmp_path, _mail({**texts, mapi.PLAIN: PROSE})).source == source


def test_the_text_is_that_of_the_html_or_of_rich_text(tmp_path: Path) -> None:
    html = f"<html><body><p>{PROSE}</p><p>Zwei Fähren liefen aus.</p></body></html>"
    expected = f"{PROSE}\n\nZwei Fähren liefen aus."
    for data in (html.encode(), html.encode("cp1252"), html):
        assert _article(tmp_path, _mail({mapi.HTML: data})).text == expected
    rich = compressed_rtf.compress(
        rb"{\rtf1\ansi " + PROSE.encode() + rb"\par Zwei F\'e4hren liefen aus.}"
    )
    assert _article(tmp_path, _mail({mapi.RICH_TEXT: rich})).text == expected
    plain = f"{PROSE}\r\n\r\nZwei Fähren liefen aus."
    assert _article(tmp_path, _mail({mapi.PLAIN: plain, mapi.HTML: b"<p>a</p>"})).text == expected


def test_a_day_is_that_of_sending_then_of_receiving_then_of_the_name(tmp_path: Path) -> None:
    texts: dict[int, str | bytes] = {mapi.PLAIN: PROSE}
    received = {mapi.DELIVERY_TIME: datetime(2026, 1, 8, 9, 0, tzinfo=UTC)}
    assert _article(tmp_path, _mail(texts, SENT | received)).published == date(2026, 1, 7)
    article, notice = _read(tmp_path, _mail(texts, received))
    assert isinstance(article, Article)
    assert isinstance(notice, Notice)
    assert article.published == date(2026, 1, 8)
    findings = _read(tmp_path, _mail(texts, {}), "2026-01-09-a.msg")
    assert [each.published for each in findings if isinstance(each, Article)] == [date(2026, 1, 9)]
    (rejection,) = _read(tmp_path, _mail(texts, {}))
    assert isinstance(rejection, Rejection)
    assert "no date" in rejection.reason


def test_the_mail_attached_to_one_is_read_instead(tmp_path: Path) -> None:
    inner = mail_streams({mapi.SUBJECT: "Harbour", mapi.PLAIN: PROSE}, SENT, is_attached=True)
    outer = mail_streams({mapi.SUBJECT: "Look", mapi.PLAIN: "See below."}, SENT)
    attachment: Folder = {"__properties_version1.0": bytes(8), "__substg1.0_3701000D": inner}
    data = compound_file({**outer, "__attach_version1.0_#00000000": attachment})
    notice, article = _read(tmp_path, data)
    assert isinstance(notice, Notice)
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Harbour", PROSE)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("IPM.Appointment", "an appointment"),
        ("IPM.Contact", "an appointment, a contact"),
        ("REPORT.IPM.Note.NDR", "a report on the delivery"),
        ("IPM.Note.SMIME", "encrypted"),
    ],
)
def test_what_is_no_mail_is_refused_by_name(kind: str, reason: str, tmp_path: Path) -> None:
    (rejection,) = _read(tmp_path, _mail({mapi.CLASS: kind, mapi.PLAIN: PROSE}))
    assert isinstance(rejection, Rejection)
    assert reason in rejection.reason


def test_a_mail_is_read_however_large_it_is(tmp_path: Path) -> None:
    text = f"{PROSE} " * 2_000
    assert _article(tmp_path, _mail({mapi.PLAIN: text})).text == text.strip()


def test_damage_is_refused_with_what_to_do(tmp_path: Path) -> None:
    data = (GOLDEN / "harbour.msg").read_bytes()
    for cut in range(8, 2_000, 170):
        findings = _read(tmp_path, data[:cut])
        assert all(isinstance(each, Rejection) for each in findings)
    (rejection,) = _read(tmp_path, data[:100])
    assert isinstance(rejection, Rejection)
    assert "Outlook mail" in rejection.reason
    assert ".eml" in rejection.reason
