"""Headlines: a first line that is a title, in any script, and one that is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.headlines import find_headline

PROSE = {
    "de": "Die Brücke in Talmor ist am Montag eingestürzt, wie die Polizei mitteilte. Zwei Menschen"
    " wurden verletzt.",
    "zh": "周一，塔尔莫的一座桥梁倒塌，警方表示有两人受伤。原因仍在调查之中，道路将关闭数周。",
    "ru": "Мост в Талморе обрушился в понедельник, сообщила полиция. Пострадали два человека.",
    "ar": "انهار الجسر في تالمور يوم الاثنين، حسبما أعلنت الشرطة. وأصيب شخصان بجروح في الحادث.",
}


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Brücke in Talmor stürzt ein", "de"),
        ("Brücke stürzt ein: zwei Verletzte", "de"),
        ("„Wir haben Glück gehabt“", "de"),
        ("Warum stürzte die Brücke ein?", "de"),
        ("塔尔莫桥梁倒塌，两人受伤", "zh"),
        ("Мост в Талморе обрушился", "ru"),
        ("انهيار جسر في تالمور", "ar"),
        ("タルモアの橋が崩落", "zh"),
        ("ताल्मोर में पुल गिरा", "de"),
        ("탈모르 다리 붕괴, 두 명 부상", "de"),
        ("สะพานในทัลมอร์ถล่ม", "zh"),
        ("2 Verletzte bei Einsturz der Brücke in Talmor", "de"),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n", "\r\n", "\r\r", "\n \t\n"])
def test_a_short_line_above_prose_is_a_title(title: str, language: str, gap: str) -> None:
    text = f"{title}{gap}{PROSE[language]}"
    found, start = find_headline(text, 0, language)
    assert found == title
    assert text[start:].strip() == PROSE[language]


@pytest.mark.parametrize(
    "line",
    [
        "Die Brücke ist eingestürzt.",
        "Die Brücke ist eingestürzt!",
        "桥梁倒塌了。",
        "पुल गिर गया।",
        "انهار الجسر؟",
        "Talmor",
        "桥",
        "By Anna Brook",
        "Datum: 3. März 2026",
        "来源： 新华社",
        "Brücken, Straßen,",
        "Die Lage im Überblick:",
        "- Brücke in Talmor",
        "• Brücke in Talmor",
        "# Brücke in Talmor",
        "| Brücke | Talmor |",
        "> Brücke in Talmor",
        "***",
        "2026-03-03 12:30",
        "Wort " * 30,
        "桥梁" * 40,
    ],
)
def test_what_is_no_title(line: str) -> None:
    text = f"{line}\n\n{PROSE['de']}"
    assert find_headline(text, 0, "de") == ("", 0)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_that_was_wrapped_is_no_title(end: str) -> None:
    lines = [
        "Die Brücke über den Fluss in Talmor ist am späten Montag",
        "eingestürzt, wie die Polizei am Dienstag in der Hauptstadt mitteilte, und zwei Menschen",
        "wurden verletzt.",
    ]
    assert find_headline(end.join(lines), 0, "de") == ("", 0)


def test_a_list_has_no_title() -> None:
    assert find_headline("Brot und Butter\nMilch und Käse\nEier und Mehl\n", 0, "de") == ("", 0)


@pytest.mark.parametrize("text", ["", " \n\n", "Brücke in Talmor", "Brücke in Talmor\n", "\n\n\n"])
def test_a_text_without_prose_has_no_title(text: str) -> None:
    assert find_headline(text, 0) == ("", 0)


def test_a_title_is_looked_for_behind_what_precedes_the_text() -> None:
    opening = "date 2026-03-03\n\n"
    text = f"{opening}Brücke in Talmor stürzt ein\n\n{PROSE['de']}"
    title, start = find_headline(text, len(opening), "de")
    assert title == "Brücke in Talmor stürzt ein"
    assert text[start:].lstrip() == PROSE["de"]


@given(
    st.text(st.sampled_from("aB桥1 \n\r\t.:?-,")) | st.text(),
    st.integers(0, 5),
)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_a_title_is_a_line_of_the_text_and_prose_follows_it(text: str, start: int) -> None:
    start = min(start, len(text))
    title, end = find_headline(text, start)
    if not title:
        assert end == start
        return
    assert title == title.strip(" \t")
    assert text[start:end].strip() == title.strip()
    assert text[end:].strip()
