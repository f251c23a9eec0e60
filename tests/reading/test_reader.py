import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.limits import ReadLimits
from bot.reading.reader import read
from tests.paths import SEEDS

FIELDS = {"published": "2026-01-07", "text": "The harbour opened again."}
OBJECT = json.dumps(FIELDS)


def _read(folder: Path, name: str, text: str | bytes) -> list[Finding]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read(path))


def _article(folder: Path, name: str, text: str | bytes) -> Article:
    (article,) = [one for one in _read(folder, name, text) if not isinstance(one, Notice)]
    assert isinstance(article, Article)
    return article


def test_the_seed_is_all_of_its_file_s_characters() -> None:
    for path in SEEDS.iterdir():
        (article,) = read(path)
        assert isinstance(article, Article)
        assert article.text.encode() == path.read_bytes()
        assert article.text[: article.body].split() == ["date", str(article.published)]


def test_a_seed_s_date_comes_before_the_one_in_its_name(tmp_path: Path) -> None:
    article = _article(tmp_path, "2020-01-01-a.txt", "date 2026-01-07 Prose.")
    assert article.published == date(2026, 1, 7)


def test_front_matter_gives_every_field(tmp_path: Path) -> None:
    text = (
        "---\r\nid: gazette-1\r\ntitle: 'Harbour: open'\r\ndate: 2026-01-07T23:30:00-05:00\r\n"
        "source: The Gazette\r\nurl: https://gazette.example/1\r\nauthor: Ann Lee\r\n"
        "language: en\r\n---\r\n\r\nProse.\r\n"
    )
    article = _article(tmp_path, "a.md", text)
    assert article.text == text
    assert article.text[article.body :] == "\r\nProse.\r\n"
    assert (article.id, article.title) == ("gazette-1", "Harbour: open")
    assert (article.source, article.url) == ("The Gazette", "https://gazette.example/1")
    assert (article.authors, article.language) == (("Ann Lee",), "en")
    assert article.published == date(2026, 1, 7)
    assert article.instant is not None


def test_front_matter_keeps_what_looks_like_a_number_or_a_truth(tmp_path: Path) -> None:
    article = _article(
        tmp_path, "a.txt", "---\ntitle: 1984\nid: 007\nsource: no\nurl:\ndate: 2026-01-07\n---\nP"
    )
    assert (article.title, article.id, article.source, article.url) == ("1984", "007", "no", "")


def test_front_matter_with_a_wrong_date_is_not_saved_by_the_name(tmp_path: Path) -> None:
    (refusal,) = _read(tmp_path, "2026-01-07-a.md", "---\ndate: 2026-02-30\n---\nProse.")
    assert isinstance(refusal, Rejection)
    assert refusal.line == 2


def test_a_name_dates_what_holds_no_date_and_the_report_says_so(tmp_path: Path) -> None:
    article, remark = _read(tmp_path, "2026-01-07-harbour-opens.txt", "Prose.")
    assert isinstance(article, Article)
    assert (article.title, article.heading) == ("", "Harbour opens")
    assert isinstance(remark, Notice)
    assert remark.text == "dated by its file name"


def test_the_first_heading_of_markdown_is_its_title(tmp_path: Path) -> None:
    article = _article(tmp_path, "2026-01-07-a.md", "\n# The harbour #\n\nProse.")
    assert article.title == "The harbour"
    assert article.text[article.body :].strip() == "Prose."
    text = _article(tmp_path, "2026-01-07-a.txt", "# The harbour\n\nProse.")
    assert (text.title, text.body) == ("", 0)


def test_ids_depend_on_the_article_and_not_on_the_file(tmp_path: Path) -> None:
    lines = _read(tmp_path, "a.jsonl", "\n\n" + OBJECT)
    array = _read(tmp_path, "b.json", f"[{OBJECT}]")
    packed = _read(tmp_path, "c.gz", gzip.compress(OBJECT.encode()))
    ids = {one.id for one in (*lines, *array, *packed) if isinstance(one, Article)}
    assert len(ids) == 1


def test_an_own_id_is_kept_as_it_is(tmp_path: Path) -> None:
    assert _article(tmp_path, "a.json", json.dumps({**FIELDS, "id": " Ä/1 "})).id == " Ä/1 "
    assert _article(tmp_path, "a.json", json.dumps({**FIELDS, "id": 7})).id == "7"
    long = "9" * 200
    assert _article(tmp_path, "a.json", f'{OBJECT[:-1]}, "id": {long}}}').id == long


def test_a_blank_id_is_none(tmp_path: Path) -> None:
    derived = _article(tmp_path, "a.json", OBJECT).id
    for blank in ("", " ", None):
        assert _article(tmp_path, "a.json", json.dumps({**FIELDS, "id": blank})).id == derived


def test_authors_are_a_text_or_a_list(tmp_path: Path) -> None:
    for given, read_as in (("Ann", ("Ann",)), (["Ann", "", None, "Bo"], ("Ann", "Bo")), ([], ())):
        article = _article(tmp_path, "a.json", json.dumps({**FIELDS, "authors": given}))
        assert article.authors == read_as


def test_nan_is_nothing(tmp_path: Path) -> None:
    assert _article(tmp_path, "a.json", OBJECT[:-1] + ', "title": NaN}').title == ""


def test_keys_that_are_not_read_may_stand_twice(tmp_path: Path) -> None:
    assert _article(tmp_path, "a.json", OBJECT[:-1] + ', "x": 1, "x": 2}').text == FIELDS["text"]


def test_a_pair_of_surrogates_is_one_character(tmp_path: Path) -> None:
    line = '{"published": "2026-01-07", "text": "\\ud83d\\ude00"}'
    assert _article(tmp_path, "a.jsonl", line).text == "😀"


@pytest.mark.parametrize(
    ("name", "text", "articles"),
    [
        ("a.txt", OBJECT, 1),
        ("a", OBJECT + "\n" + OBJECT, 2),
        ("a.json", OBJECT + "\n" + OBJECT, 2),
        ("a.jsonl", json.dumps(FIELDS, indent=1), 1),
        ("a.jsonl", f"[{OBJECT},{OBJECT}]", 2),
        ("a.json", json.dumps([FIELDS, FIELDS], indent=4), 2),
        ("a.json", "date 2026-01-07 Prose.", 1),
        ("a.jsonl", "---\ndate: 2026-01-07\n---\nProse.", 1),
        ("2026-01-07-a.txt", '[Harbour] {"quoted"} prose.', 1),
        ("a.jsonl", "\ufeff" + OBJECT + "\r\n\ufeff" + OBJECT, 2),
        ("a.json", json.dumps({"text": "x" * 200_000, "published": "2026-01-07"}), 1),
        ("a.jsonl", (OBJECT + "\n").encode("utf-16"), 1),
    ],
)
def test_content_decides_on_the_format(
    name: str, text: str | bytes, articles: int, tmp_path: Path
) -> None:
    findings = [one for one in _read(tmp_path, name, text) if not isinstance(one, Notice)]
    assert len(findings) == articles
    assert all(isinstance(one, Article) for one in findings)


def test_a_broken_line_is_refused_with_its_number(tmp_path: Path) -> None:
    first, refusal, last = _read(tmp_path, "a.jsonl", f"{OBJECT}\n\n{{'no'}}\n{OBJECT}\n")
    assert isinstance(first, Article)
    assert isinstance(refusal, Rejection)
    assert refusal.line == 3
    assert isinstance(last, Article)


def test_a_broken_object_of_an_array_is_refused_with_its_line(tmp_path: Path) -> None:
    text = f'[\n{OBJECT},\n{{"text": "un\nclosed}},\n{OBJECT},\n{{"text": 5}}\n]'
    first, broken, last, wrong = _read(tmp_path, "a.json", text)
    assert isinstance(first, Article)
    assert isinstance(broken, Rejection)
    assert isinstance(last, Article)
    assert isinstance(wrong, Rejection)
    assert (broken.line, wrong.line) == (3, 6)


def test_an_array_that_breaks_off_is_read_on_behind_what_was_read(tmp_path: Path) -> None:
    nested = json.dumps({**FIELDS, "comments": [FIELDS, {**FIELDS, "text": "No article."}]})
    first, refusal, last = _read(tmp_path, "a.json", f"[{nested} oops,\n{OBJECT}]")
    assert isinstance(first, Article)
    assert refusal == Rejection(
        str(tmp_path / "a.json"), 1, "the array is broken: a comma or ] is missing"
    )
    assert isinstance(last, Article)
    assert last.text == FIELDS["text"]


def test_an_array_broken_everywhere_is_given_up_and_says_so(tmp_path: Path) -> None:
    broken = ",\n".join(['{"text": oops}'] * 2000)
    findings = _read(tmp_path, "a.json", f"[{OBJECT},\n{broken}\n]")
    assert isinstance(findings[0], Article)
    assert isinstance(findings[-1], Rejection)
    assert "nothing after it could be read" in findings[-1].reason


def test_blanks_before_an_article_never_lose_it_in_silence(tmp_path: Path) -> None:
    for blanks in (60_000, 65_520, 65_521, 65_530, 65_536, 70_000):
        text = " " * blanks + "date 2026-01-07x Prose."
        (finding,) = _read(tmp_path, "a.txt", text)
        assert isinstance(finding, Rejection)
        assert finding.reason != "it is empty"


def test_another_encoding_of_lines_is_said_once(tmp_path: Path) -> None:
    line = '{"published": "2026-01-07", "text": "L’été sera très chaud, dit le président."}\n'
    findings = _read(tmp_path, "a.jsonl", (OBJECT + "\n" + line * 3).encode("cp1252"))
    remarks = [one for one in findings if isinstance(one, Notice)]
    assert [(one.line, "windows-1252" in one.text) for one in remarks] == [(2, True)]
    texts = [one.text for one in findings if isinstance(one, Article)]
    assert texts[1:] == ["L’été sera très chaud, dit le président."] * 3


def test_a_file_packed_in_pieces_keeps_what_stands_before_the_cut(tmp_path: Path) -> None:
    whole = gzip.compress((OBJECT + "\n").encode()) * 3
    *articles, refusal = _read(tmp_path, "a.jsonl.gz", whole[:-4])
    assert len(articles) == 3
    assert isinstance(refusal, Rejection)
    assert "cut off" in refusal.reason


def test_an_article_of_the_future_is_read_and_the_report_says_so(tmp_path: Path) -> None:
    article, remark = _read(tmp_path, "a.txt", "date 2199-01-07 Prose.")
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert remark.text == "dated in the future, up to 2199-01-07"


def test_the_other_usual_names_of_fields_are_known(tmp_path: Path) -> None:
    fields = {"headline": "T", "body": "Prose.", "pubDate": "7 Jan 2026", "publisher": "Gazette"}
    article = _article(tmp_path, "a.json", json.dumps(fields))
    assert (article.title, article.text, article.source) == ("T", "Prose.", "Gazette")
    assert article.published == date(2026, 1, 7)


def test_values_may_be_nested_up_to_a_bound(tmp_path: Path) -> None:
    deep = OBJECT[:-1] + ', "more": ' + "[" * 9 + "]" * 9 + "}"
    for name, text in {"a.jsonl": deep, "a.json": f"[{deep}]"}.items():
        (tmp_path / name).write_text(text)
        assert [type(one) for one in read(tmp_path / name, ReadLimits(depth=10))] == [Article]
        (refusal,) = read(tmp_path / name, ReadLimits(depth=9))
        assert isinstance(refusal, Rejection)
        assert refusal.reason.startswith("its values are nested deeper than 9")


def test_a_reason_that_quotes_the_file_is_a_line_of_bounded_length(tmp_path: Path) -> None:
    long_name = "\u202e" + "k" * 3000
    for text in (
        'title\tdate\ttext\nA\t2026-01-07\t"Prose" more\n',
        json.dumps({long_name: 1, "published": "2026-01-07"}),
    ):
        for finding in _read(tmp_path, "a.json" if text[0] == "{" else "a.tsv", text):
            assert isinstance(finding, Rejection)
            assert finding.reason.isprintable()
            assert len(finding.reason) <= 900
