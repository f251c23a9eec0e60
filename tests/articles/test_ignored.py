import pytest

from bot.articles.ignored import is_ignored


@pytest.mark.parametrize(
    "name",
    [".git", ".hidden.txt", "a.txt~", "~$a.docx", "#a.txt#", "a.PART", "a.txt.swp", "Thumbs.db"],
)
def test_what_systems_and_editors_leave_is_ignored(name: str) -> None:
    assert is_ignored(name)
    assert is_ignored(name, at_root=False)


@pytest.mark.parametrize("name", ["a.txt", "part", "a.temporary", "readme.txt", "2026"])
def test_an_article_is_not_ignored(name: str) -> None:
    assert not is_ignored(name)


def test_only_the_readme_at_the_root_is_documentation() -> None:
    assert is_ignored("README.md")
    assert not is_ignored("README.md", at_root=False)
