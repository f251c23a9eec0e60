from collections import Counter
from pathlib import Path

from bot.reading import formats
from bot.reading.formats.registry import FORMATS, describe_formats


def test_every_format_says_what_it_accepts() -> None:
    for format_ in FORMATS:
        assert format_.name.isprintable()
        assert format_.media_types
        assert format_.extensions
        for extension in format_.extensions:
            assert extension == extension.lower()
            assert extension.startswith(".")


def test_no_extension_belongs_to_two_formats() -> None:
    pairs = {(extension, format_.name) for format_ in FORMATS for extension in format_.extensions}
    counts = Counter(extension for extension, _ in pairs)
    assert [extension for extension, count in counts.items() if count > 1] == []


def test_every_module_with_a_format_is_in_the_list() -> None:
    folder = Path(formats.__path__[0]).parent
    offers = sum(path.read_text("utf-8").count("FORMAT = Format(") for path in folder.rglob("*.py"))
    assert offers == len(FORMATS) == len(set(FORMATS))


def test_formats_are_described_in_words() -> None:
    text = describe_formats()
    assert text.startswith("text and Markdown files, tables (CSV, TSV), mails, ")
    assert text.endswith(" and PDF files")
