from bot.corpus.histogram import MAX_BARS, bars, lines


def test_months_between_have_a_bar_without_length() -> None:
    assert bars({"2025-11": 3, "2026-02": 1}) == [
        ("2025-11", 3), ("2025-12", 0), ("2026-01", 0), ("2026-02", 1),
    ]  # fmt: skip
    assert list(lines({"2026-01": 80, "2026-02": 1}, 4)) == ["2026-01  ████ 80", "2026-02  █ 1"]


def test_many_months_go_by_years() -> None:
    found = bars({"2010-01": 2, "2010-05": 1, "2026-01": 4})
    assert (found[0], found[-1], len(found)) == (("2010", 3), ("2026", 4), 17)


def test_one_article_of_an_odd_date_does_not_fill_the_picture() -> None:
    found = bars({"0001-01": 1, "2026-01": 4, "2026-02": 2})
    assert (found[0], found[-1]) == (("before 1968", 1), ("2026", 6))
    assert len(found) == MAX_BARS
    assert len(bars({"2026-01": 1, "9999-12": 1})) <= MAX_BARS


def test_nothing_has_no_bars() -> None:
    assert bars({}) == []
    assert list(lines({})) == []
