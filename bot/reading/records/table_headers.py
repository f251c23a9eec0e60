"""Headers: the row of a table that names its columns, which may not be its first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.findings import ArticleError
from bot.reading.records.field_names import find_fields, fold
from bot.reading.records.record_keys import find_keys
from bot.reading.records.record_refusals import BOOKMARKS_ONLY, is_bookmark, list_keys

_DATES = ("published", "created", "modified")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a table's columns, and the place of each that holds a field."""

    names: tuple[str, ...]
    columns: tuple[tuple[int, str], ...]

    @property
    def fields(self) -> set[str]:
        """Return the fields that have a column."""
        return {field for _, name in self.columns for field, _ in find_fields(name)}

    @property
    def is_complete(self) -> bool:
        """Tell whether it names a text and something else, so that it is a header."""
        return self.has_text and len(self.fields) > 1

    @property
    def has_text(self) -> bool:
        """Tell whether there is a column for the text or its summary."""
        return not self.fields.isdisjoint(("text", "summary"))

    @property
    def has_date(self) -> bool:
        """Tell whether there is a column for the date, or for its year, month and day."""
        return not self.fields.isdisjoint(_DATES) or self.fields.issuperset(
            ("year", "month", "day")
        )

    def list_date_columns(self) -> list[int]:
        """Return the places of the columns with dates."""
        keys = find_keys(dict.fromkeys(self.names))
        names = next((keys[field] for field in _DATES if field in keys), ())
        return [place for place, name in self.columns if name in names]

    def check(self, line: int | None, *, has_name_date: bool) -> None:
        """Raise ArticleError where its columns cannot give an article, with what is missing."""
        duplicate = self._find_repeated()
        if duplicate:
            raise ArticleError(f"it has the column {duplicate} twice: remove one of them", line)
        if not self.columns:
            raise ArticleError(
                "its first line does not name its columns: add a line such as"
                " title,published,text above the rows",
                line,
            )
        if is_bookmark(dict.fromkeys(self.names, "")):
            raise ArticleError(BOOKMARKS_ONLY, line)
        if not self.has_text:
            raise ArticleError(
                f"it has no column for the text: its columns are {list_keys(self.names)}; a text is"
                " needed, under a name such as text, body or content",
                line,
            )
        if not self.has_date and not has_name_date:
            raise ArticleError(
                f"it has no column for the date: its columns are {list_keys(self.names)}; a date is"
                " needed, under a name such as published or date",
                line,
            )

    def _find_repeated(self) -> str:
        names: set[str] = set()
        for _, name in self.columns:
            if fold(name) in names and not {field for field, _ in find_fields(name)}.isdisjoint(
                ("text", "published")
            ):
                return name
            names.add(fold(name))
        return ""

    def build_record(self, cells: Sequence[str]) -> dict[str, object]:
        """Return the fields of a row; of columns with one name the first that is not blank."""
        record: dict[str, object] = {}
        for place, name in self.columns:
            if name not in record or not record[name]:
                record[name] = cells[place]
        return record


def build_header(cells: Sequence[str]) -> Header:
    """Return what a row is as a header; one without columns is none."""
    names = tuple(cell.strip().lstrip("\ufeff") for cell in cells)
    columns = tuple(
        (place, name)
        for place, name in enumerate(names)
        if name and len(name) <= _LONGEST_NAME and find_fields(name)
    )
    return Header(names, columns)
