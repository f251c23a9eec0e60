"""The examples in the documentation print what they say."""

import doctest
import re

import pytest

from bot.language.languages.lookup import list_languages
from bot.localization.cldr import load_locale
from tests.paths import PROJECT

DOCS = PROJECT / "docs"


@pytest.mark.parametrize("name", ["languages.md", "time.md"])
def test_examples_print_what_they_say(name: str) -> None:
    blocks = re.findall(r"```pycon\n(.*?)```", (DOCS / name).read_text("utf-8"), re.DOTALL)
    example = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, name, name, 0)
    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0


def test_each_language_is_in_the_table() -> None:
    cells = re.findall(r"(?<=\| )([a-z]{2}) \| (\w+)", (DOCS / "languages.md").read_text("utf-8"))
    codes = {language.code for language in list_languages() if language.is_asked_in}
    assert sorted(code for code, _ in cells) == sorted({*codes, "en"})
    assert all(load_locale("en").languages[code] == name for code, name in cells)
