from bot.reading.dates.month_names import MONTHS, WEEKDAYS


def test_every_month_has_names_and_no_name_is_two_months() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))
    for name, number in (
        ("may", 5),
        ("mars", 3),
        ("mai", 5),
        ("maja", 5),
        ("dez", 12),
        ("août", 8),
    ):
        assert MONTHS[name] == number


def test_words_are_in_lower_case_and_without_marks() -> None:
    assert all(word.isalpha() and word == word.lower() for word in (*MONTHS, *WEEKDAYS))
