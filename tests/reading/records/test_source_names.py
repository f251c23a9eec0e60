"""Sources that name a publisher, and those that name something else."""

import pytest

from bot.reading.records.source_names import is_publisher


@pytest.mark.parametrize(
    "words",
    [
        *("LexisNexis", "nexis uni", "Factiva", "ProQuest", "Feedly", "rss", "RSS Feed", "Web"),
        *("articles_2026.csv", "/home/ann/news.jsonl", "C:\\news\\a.xlsx", "Reader RSS", "unknown"),
    ],
)
def test_a_database_a_tool_a_kind_and_a_file_publish_nothing(words: str) -> None:
    assert not is_publisher(words)


@pytest.mark.parametrize(
    "words",
    ["The Gazette", "gazette.example", "Reuters", "Le Web Quotidien", "Daily News", "La Presse"],
)
def test_newspapers_and_hosts_are_publishers(words: str) -> None:
    assert is_publisher(words)
