"""Files of records, written and read in one call."""

import json
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.reader import read


def read_value(folder: Path, value: object, name: str = "a.json") -> list[Finding]:
    """Read a value as JSON, or text and bytes as they are."""
    data = value if isinstance(value, str | bytes) else json.dumps(value)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read(folder / name))


def read_articles(folder: Path, value: object, name: str = "a.json") -> list[Article]:
    """Read a value in which nothing is to be rejected."""
    findings = read_value(folder, value, name)
    assert not [finding for finding in findings if isinstance(finding, Rejection)], findings
    return [finding for finding in findings if isinstance(finding, Article)]


def list_remarks(findings: list[Finding]) -> list[str]:
    """Return the words of all remarks."""
    return [finding.text for finding in findings if isinstance(finding, Notice)]


def list_reasons(findings: list[Finding]) -> list[str]:
    """Return the reasons of all rejections."""
    return [finding.reason for finding in findings if isinstance(finding, Rejection)]
