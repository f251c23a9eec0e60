import pytest

from bot.reading.records.field_names import FOREIGN_NAMES, NAMES, WEAK_NAMES, find_fields, fold


def test_case_spaces_signs_and_accents_do_not_matter() -> None:
    for name in ("pubDate", "pub_date", "Pub-Date", " PUB DATE ", "pub.date"):
        assert find_fields(name)[0][0] == "published"
    assert fold("Źródło") == fold("zrodlo")
    assert find_fields("UBERSCHRIFT") == find_fields("Überschrift") != ()


def test_every_name_stands_for_one_field() -> None:
    places: dict[str, set[str]] = {}
    for table in (NAMES, WEAK_NAMES, FOREIGN_NAMES):
        for field, names in table.items():
            for name in names:
                places.setdefault(fold(name), set()).add(field)
    assert {name for name, fields in places.items() if len(fields) > 1} == set()


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("source.name", "source"),
        ("title.rendered", "title"),
        ("_source.title", "title"),
        ("fields.bodyText", "text"),
        ("og:title", "title"),
        ("author.0.name", "authors"),
        ("metadata/publish_date", "published"),
    ],
)
def test_a_flattened_name_stands_for_what_was_nested(name: str, field: str) -> None:
    assert find_fields(name)[0][0] == field


@pytest.mark.parametrize("name", ["image.url", "category", "", "x" * 1000, "comments.text"])
def test_other_names_stand_for_nothing(name: str) -> None:
    assert find_fields(name) == ()
