import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.command import called, dateline
from tests.paths import PROJECT


def test_a_question_is_answered_on_standard_output() -> None:
    status, out, err = dateline("ask", "Who stood on the forklift?")
    assert (status, err) == (0, "")
    assert out.startswith("Images released by KCNA show Ju Ae and some officials")
    assert out.endswith("As of 7 January 2026 · 1 article\n")


def test_a_refusal_is_an_answer() -> None:
    status, out, _ = dateline("ask", "Who won the Champions League?")
    assert status == 0
    assert "None of the articles mentions “won”, “Champions” or “League”." in out


def test_json_has_what_a_program_needs() -> None:
    status, out, _ = dateline("ask", "--json", "--at", "2026-01-07", "Who stood on the forklift?")
    answer = json.loads(out)
    assert status == 0
    assert list(answer) == [
        "id", "question", "at", "kind", "found", "confidence", "quotes", "more", "corrections",
        "suggestions", "nearest_only", "language", "missing_language", "differing_values",
        "missing", "closest", "range", "nearest", "newest", "reply", "milliseconds",
    ]  # fmt: skip
    assert (answer["found"], answer["at"], answer["missing"]) == (True, "2026-01-07", [])
    quote = answer["quotes"][0]
    assert list(quote) == [
        "text", "title", "source", "published", "url", "article", "start", "end", "score",
        "highlight", "confirmations",
    ]  # fmt: skip
    text = next((PROJECT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    assert text[quote["start"] : quote["end"]] == quote["text"]
    assert quote["published"] == "2026-01-07"
    assert quote["text"] in answer["reply"]


def test_the_days_that_a_question_names_are_given() -> None:
    asked = ("ask", "--json", "--at", "2026-01-07")
    weekend = json.loads(dateline(*asked, "What happened over the weekend?")[1])
    assert weekend["range"] == {"from": "2026-01-03", "to": "2026-01-04"}
    since = json.loads(dateline(*asked, "Who resigned since March 2025?")[1])
    assert since["range"] == {"from": "2025-03-01", "to": None}
    assert json.loads(dateline(*asked, "Who resigned?")[1])["range"] is None


def test_nothing_is_known_before_its_day() -> None:
    answer = json.loads(dateline("ask", "--json", "--at", "2026-01-06", "Who is Kim?")[1])
    assert (answer["found"], answer["missing"]) == (False, ["Kim"])


def test_today_is_the_day_of_the_time_zone() -> None:
    ask = ("ask", "--json", "Who is Kim?")
    days = [
        date.fromisoformat(json.loads(called(*ask, DATELINE_TIMEZONE=zone)[1])["at"])
        for zone in ("Etc/GMT+12", "Pacific/Kiritimati")
    ]
    assert days[0] < days[1]


def test_a_time_zone_that_is_none_is_said_in_one_line() -> None:
    status, out, err = called("ask", "Who is Kim?", DATELINE_TIMEZONE="Europe/Lisbonne")
    assert (status, out) == (2, "")
    assert err == (
        "dateline: DATELINE_TIMEZONE: 'Europe/Lisbonne' is not the IANA name of a time zone; "
        "for example DATELINE_TIMEZONE=Europe/Lisbon\n"
    )


def test_a_batch_is_answered_in_order_from_standard_input() -> None:
    lines = [
        '{"id": "a", "question": "Who stood on the forklift?"}',
        "",
        '{"id": 7, "question": "What is the price of gold?", "at": "2026-02-01"}',
        '{"question": ""}',
    ]
    status, out, _ = dateline("ask", "--batch", "-", given="\n".join(lines))
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [(row["id"], row["found"]) for row in rows] == [("a", True), ("7", False), ("4", False)]
    assert rows[1]["at"] == "2026-02-01"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("nonsense", "it is not JSON"),
        ("[1]", "it is not a JSON object"),
        ('{"id": "a"}', "no text named question"),
        ('{"question": "a", "at": "yesterday"}', "not a day"),
    ],
)
def test_a_broken_line_of_a_batch_ends_it_after_the_lines_before(line: str, fault: str) -> None:
    status, out, err = dateline("ask", "--batch", "-", given=f'{{"question": "Kim?"}}\n{line}\n')
    assert status == 2
    assert len(out.splitlines()) == 1
    assert err.startswith("dateline: line 2 of the questions")
    assert fault in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "a", "b"],
        ["ask", "a", "--batch", "-"],
        ["ask", "--at", "monday", "a"],
        ["ask", "--batch", "no/such/file"],
        ["--corpus", "no/such/file", "ask", "a"],
        ["corpus", "check"],
        ["fly"],
        ["--fly"],
    ],
)
def test_a_usage_error_is_one_line_and_status_two(arguments: list[str]) -> None:
    status, out, err = dateline(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("dateline: ")
    assert len(err.splitlines()) == 1


def test_a_wrong_setting_is_one_line_and_status_two() -> None:
    status, out, err = dateline("ask", "a", DATELINE_ADMINS="777000")
    assert (status, out) == (2, "")
    assert err.startswith("dateline: DATELINE_ADMINS: ")
    assert len(err.splitlines()) == 1


def test_without_a_token_running_says_how_to_get_one_and_converses() -> None:
    status, out, _ = dateline("run", given="Who stood on the forklift?\nWho won the cup?\nexit\n")
    lines = out.splitlines()
    assert status == 0
    assert "DATELINE_TELEGRAM_TOKEN" in lines[0]
    assert "@BotFather" in lines[1]
    assert "Images released by KCNA show Ju Ae" in out
    assert "None of the articles mentions “won” or “cup”." in out


def test_checking_tells_articles_and_refusals(tmp_path: Path) -> None:
    (tmp_path / "2026-01-07-harbour.txt").write_text("The harbour opened.")
    (tmp_path / "undated.txt").write_text("The harbour closed.")
    status, out, _ = dateline("corpus", "check", str(tmp_path))
    assert status == 1
    assert out.startswith("1 article, published on 2026-01-07")
    assert "undated.txt" in out
    status, out, _ = dateline("corpus", "check", "--json", str(tmp_path))
    report = json.loads(out)
    assert (status, report["articles"], len(report["refusals"])) == (1, 1, 1)
    (tmp_path / "undated.txt").unlink()
    assert dateline("corpus", "check", str(tmp_path))[0] == 0


def test_several_corpora_are_searched_together(tmp_path: Path) -> None:
    (tmp_path / "2026-01-07-harbour.txt").write_text("The harbour opened on Friday.")
    (tmp_path / "2026-01-08-tower.md").write_text("The tower fell on Saturday.")
    roots = [f"--corpus={path}" for path in sorted(tmp_path.iterdir())]
    for question in ("When did the harbour open?", "When did the tower fall?"):
        answer = json.loads(dateline(*roots, "ask", "--json", question)[1])
        assert answer["found"]
    assert not json.loads(dateline(*roots, "ask", "--json", "Who is Kim Jong Un?")[1])["found"]


def test_versions_agree() -> None:
    assert dateline("--version")[1] == "dateline 0.1.0\n"


def test_a_cluster_that_is_away_is_one_line_and_no_secret(tmp_path: Path) -> None:
    away = {
        "DATELINE_ENGINE": "opensearch",
        "DATELINE_OPENSEARCH_URL": "http://ann:hunter2@127.0.0.1:9",
        "DATELINE_DATA": str(tmp_path),
    }
    status, out, err = dateline("ask", "Who is Kim?", **away)
    assert (status, out) == (2, "")
    assert err == "dateline: OpenSearch at 127.0.0.1:9 cannot be reached\n"  # after one attempt
    assert "Traceback" not in err
    status, out, err = dateline("chat", given="Who is Kim?\n", **away)
    assert status == 0
    assert "please ask again" in out
    assert "hunter2" not in out + err
