"""What reading promises whatever a file holds."""

import io
import os
import tempfile
from collections.abc import Iterator

from bot.articles.article import Article
from bot.articles.findings import ArticleError, Finding, Rejection
from bot.reading.limits import MIB, ReadLimits
from bot.reading.reader import read_source
from bot.reading.sandbox.messages import decode, encode
from bot.reading.source import build_source
from tests.computing import computing_at_most

BOUNDS = ReadLimits(
    unpacked_size=64 * MIB, document=8 * MIB, line=MIB, entries=300, rejections=1000, articles=1000
)
SECONDS = 20


def keep_promises(name: str, data: bytes) -> list[Finding]:
    """Read ``data`` as a file called ``name``; raise where a promise is broken."""
    with tempfile.TemporaryFile() as file, computing_at_most(SECONDS):
        file.write(data)
        file.seek(0)
        findings = list(_read(file.fileno(), name))
    assert findings
    for finding in findings:
        assert finding.path.startswith("fuzzed/")
        assert finding.path.isprintable()
        assert decode(io.BytesIO(encode(finding)), 64 * MIB) == finding
        if isinstance(finding, Article):
            assert finding.id
            assert finding.text[finding.body :].strip()
            assert "\0" not in finding.text
            finding.text.encode()
        elif isinstance(finding, Rejection):
            assert finding.reason.isprintable()
            assert 0 < len(finding.reason) < 1000
    return findings


def _read(number: int, name: str) -> Iterator[Finding]:
    with os.fdopen(os.dup(number), "rb") as file:
        try:
            yield from read_source(build_source(file, f"fuzzed/{name}", BOUNDS))
        except ArticleError as error:
            yield Rejection(f"fuzzed/{name}", error.line, error.reason)
