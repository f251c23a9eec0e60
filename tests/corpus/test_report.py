import json
from dataclasses import replace
from datetime import date

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.corpus.report import Report


def _article(own: str, day: int, source: str = "The Gazette") -> Article:
    return Article(own, "Prose.", date(2026, 1, day), "a.jsonl", source=source)


def test_the_later_of_two_articles_with_one_id_counts() -> None:
    report = Report.from_findings(
        [_article("a", 1), _article("b", 2), _article("a", 3, "The Herald")]
    )
    assert (report.articles, report.duplicates) == (2, 1)
    assert (report.first, report.last) == (date(2026, 1, 2), date(2026, 1, 3))
    assert report.sources == (("The Gazette", 1), ("The Herald", 1))


def test_lines_say_everything() -> None:
    report = Report.from_findings(
        [
            _article("a", 1),
            _article("a", 1),
            _article("b", 3, ""),
            Notice("b.txt", None, "dated by its file name"),
            Rejection("a.jsonl", 7, "it has no text"),
            Rejection("c.txt", None, "it is empty"),
        ]
    )
    assert list(report.lines()) == [
        "2 articles, published from 2026-01-01 to 2026-01-03",
        "1 article more of the same id, counted once",
        "2 sources:",
        "  1  (none given)",
        "  1  The Gazette",
        "1 file dated by its file name:",
        "  b.txt",
        "2 refused:",
        "  a.jsonl:7: it has no text",
        "  c.txt: it is empty",
    ]


def test_nothing_read_is_nothing_dated() -> None:
    assert list(Report.from_findings([]).lines()) == ["0 articles"]


def test_many_sources_and_remarks_are_cut_short_but_never_refusals() -> None:
    findings: list[Finding] = [
        *(_article(str(n), 1, f"Paper {n:02}") for n in range(15)),
        *(Notice(f"{n}.txt", None, "dated by its file name") for n in range(9)),
        *(Rejection("a.jsonl", n, "it has no text") for n in range(50)),
    ]
    lines = list(Report.from_findings(findings).lines())
    assert "  5  from 5 others" in lines
    assert "  and 6 more" in lines
    assert sum("it has no text" in line for line in lines) == 50


def test_a_source_cannot_command_the_terminal() -> None:
    lines = list(Report.from_findings([_article("a", 1, "\x1b[2J\nThe Gazette")]).lines())
    assert "  1  �[2J�The Gazette" in lines


def test_json_holds_the_same() -> None:
    report = Report.from_findings(
        [_article("a", 1), Rejection("a", 2, "why"), Notice("b", None, "what")]
    )
    assert json.loads(json.dumps(report.to_json())) == {
        "articles": 1,
        "duplicates": 0,
        "first": "2026-01-01",
        "last": "2026-01-01",
        "sources": {"The Gazette": 1},
        "languages": {"": 1},
        "remarks": [{"path": "b", "line": None, "text": "what"}],
        "refusals": [{"path": "a", "line": 2, "reason": "why"}],
    }


def test_languages_are_counted_where_any_is_given() -> None:
    english = replace(_article("a", 1), language="en")
    lines = list(Report.from_findings([english, _article("b", 1), _article("c", 1)]).lines())
    assert "2 languages: (none given) 2, en 1" in lines


def test_a_remark_that_is_a_sentence_stands_behind_a_colon() -> None:
    notices = [
        Notice("a.eml", None, "it is a forwarded mail: the original's sender counts"),
        Notice("b.txt", None, "dated by its file name"),
        Notice("c.csv", None, "dates written as numbers were read as seconds since 1970"),
    ]
    lines = list(Report.from_findings(notices).lines())
    assert "1 file: it is a forwarded mail: the original's sender counts" in lines
    assert "1 file dated by its file name:" in lines
    assert "1 file: dates written as numbers were read as seconds since 1970" in lines
