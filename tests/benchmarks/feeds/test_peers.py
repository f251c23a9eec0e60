from pathlib import Path

from benchmarks.feeds.peers import Statement, list_statements, read_peers

FEED = """<!--
Description: a title
Expect:      not bozo and feed['title'] == {title!r} and entries[0]['link'] == {link!r}
-->
<rss version="2.0"><channel><title>Ferry &amp; Times</title><item><title>Ferry leaves</title>
<link>http://ferry.example/1</link><description>The ferry leaves at nine.</description></item>
</channel></rss>
"""


def test_what_files_state_is_compared(tmp_path: Path) -> None:
    texts = {
        "agrees.xml": FEED.format(title="Ferry &amp; Times", link="http://ferry.example/1"),
        "differs.xml": FEED.format(title="Harbour", link="http://ferry.example/2"),
        "none.xml": "<!-- Expect: feed['title'] == 'Lost' -->\nnothing",
        "hostile.xml": "<rss><channel>" + "<a>" * 100_000,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    result = read_peers(tmp_path)
    assert result.files == len(texts)
    assert result.faults == []
    assert sum(result.refusals.values()) >= 1
    assert result.stated == {"feed title": 3, "entry link": 2}
    assert result.agreed == {"feed title": 1, "entry link": 1}
    assert result.peer_agreed["entry link"] == 1
    assert [line.partition(":")[0] for line in result.differences] == [
        "differs.xml", "differs.xml", "none.xml",
    ]  # fmt: skip


def test_only_what_can_be_compared_is_a_statement() -> None:
    content = (
        b"<!-- Expect: not bozo and version == 'rss20' and entries[1].summary == 'a'"
        b" and entries[0].published_parsed == (2026, 1, 7, 0, 0, 0, 2, 7, 0)"
        b" and feed['links'][0]['href'] == 'b' -->\n<rss/>"
    )
    assert set(list_statements(content)) == {
        Statement(1, "text", "a"),
        Statement(0, "day", "2026-01-07"),
    }
    assert list(list_statements(b"<!-- Expect: broken( -->\n")) == []
