import base64
import html
import json
import time
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.system.log_lines.secret_redaction import REDACTION, SecretRedactor

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_12345"
KEY = TOKEN.partition(":")[2]
CLUSTER = 'https://reader:p"ass/wörd 1@127.0.0.1:9200'
REDACTOR = SecretRedactor([TOKEN, CLUSTER, "webhook-secret-7"])


def write_as_repr(text: str) -> str:
    return repr({"value": text})


def write_as_bytes(text: str) -> str:
    return repr(text.encode())


def write_in_a_header(text: str) -> str:
    return f"b'Basic {base64.b64encode(f'reader:{text}'.encode()).decode()}'"


def write_in_base64(text: str) -> str:
    return base64.b64encode(f"a:{text}; and more".encode()).decode()


def write_in_url_base64(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


def break_line(text: str) -> str:
    return f"{text[:2]}\n      {text[2:]}"


def escape_some(text: str) -> str:
    return "".join(
        c if i % 2 else f"%{ord(c):02x}" if ord(c) < 128 else c for i, c in enumerate(text)
    )


WRITERS = (
    str, quote, lambda text: quote(text, safe=""), quote_plus,
    lambda text: quote(quote(text, safe=""), safe=""), lambda text: quote(text, safe="").lower()
    if text.islower() else quote(text, safe=""),
    json.dumps, lambda text: json.dumps(text, ensure_ascii=False),
    lambda text: json.dumps(json.dumps({"a": text})), write_as_repr, write_as_bytes, html.escape,
    write_in_a_header, write_in_base64, write_in_url_base64, break_line, escape_some,
)  # fmt: skip
SECRETS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, categories=("L", "N", "P", "S", "Zs")),
    min_size=6, max_size=50,
).filter(lambda text: text == text.strip() and not set(text) <= set(REDACTION))  # fmt: skip


@given(SECRETS, st.sampled_from(WRITERS), st.text("ab :=/@\"'\n{}", max_size=20))
def test_no_secret_passes_however_it_is_written(secret: str, write: object, around: str) -> None:
    assert callable(write)
    form = write(secret)
    line = SecretRedactor([secret]).redact(f"{around} {form} {around}")
    assert secret not in line
    assert form not in line
    assert REDACTION in line


@given(SECRETS, st.sampled_from(WRITERS))
def test_the_password_of_a_url_passes_neither(password: str, write: object) -> None:
    assert callable(write)
    url = f"https://reader:{quote(password, safe='')}@127.0.0.1:9200"
    redactor = SecretRedactor([url])
    assert write(password) not in redactor.redact(f"it fails: {write(password)}, {url}")
    assert "reader" not in redactor.redact(url)


@pytest.mark.parametrize(
    "text",
    [
        "999999:" + "x" * 30,
        "/bot999999999%3A" + "Zz_-9" * 8,
        "https://somebody:something@example.org/",
        "{'secret_token': 'something'}",
        '{\\"password\\": \\"something\\"}',
        "set_webhook(url='x', secret_token='something')",
        "headers: [(b'Authorization', b'something')]",
        "Authorization: Bearer something.else",
        "X-Telegram-Bot-Api-Secret-Token: something",
        "token=something&x=1",
    ],
)
def test_what_looks_like_a_secret_passes_neither(text: str) -> None:
    line = REDACTOR.redact(text)
    assert REDACTION in line
    assert not {"something", "x" * 30, "Zz_-9" * 8} & set(line.replace("'", " ").split())
    assert "something" not in line


@pytest.mark.parametrize(
    "text",
    [
        "Files read: 12, files gone: 3.",
        "https://name:password@127.0.0.1:9200",
        "DATELINE_TELEGRAM_TOKEN: Telegram refuses this token, because it is mistyped",
        "https://example.org:8080/@medium/a:b",
        "2026-01-07 12:00:00 update 123456789: 3 quotes",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert REDACTOR.redact(text) == text


def test_each_part_of_a_token_and_of_a_url_is_a_secret() -> None:
    for text in (TOKEN, KEY, 'p"ass/wörd 1', "reader:p%22ass%2Fw%C3%B6rd%201", "webhook-secret-7"):
        assert REDACTOR.redact(f"<{text}>").replace("reader:", "") == f"<{REDACTION}>"


def test_a_short_password_is_removed_where_it_stands_by_itself() -> None:
    redactor = SecretRedactor(["https://reader:ab@127.0.0.1"])
    assert redactor.redact("user reader, password ab, about") == (
        f"user reader, password {REDACTION}, about"
    )


def test_the_middle_of_a_secret_at_the_end_of_a_long_text_is_not_left_over() -> None:
    for shift in range(0, len(TOKEN), 5):
        text = "x" * (100_000 - shift) + TOKEN
        assert KEY[:4] not in REDACTOR.redact(text)


@pytest.mark.parametrize(
    "piece",
    ["1", "1:", "/", "//a:", "//:", "\\", "%", "%25", "%31", "&#0", "\\\n", "'token'", "token=",
     "basic ", " ", "\n", "aa@", KEY[:20]],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    start = time.process_time()
    REDACTOR.redact(piece * (200_000 // len(piece)))
    assert time.process_time() - start < 10  # a quadratic pattern takes minutes
