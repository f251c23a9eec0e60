import pytest

from bot.chat.profile.descriptions import (
    LONGEST_DESCRIPTION,
    LONGEST_SHORT_DESCRIPTION,
    write_description,
    write_short_description,
)
from bot.localization.current import gettext, use_language
from bot.localization.offered_languages import list_languages


@pytest.mark.parametrize("language", list_languages())
def test_descriptions_fit_in_every_language_without_a_cut(language: str) -> None:
    with use_language(language):
        description = write_description("a" * 32, has_inline_mode=True)
        short_description = write_short_description()
        invitation = gettext("Send me a question, a name or a topic, or ask what is new.")
    assert len(description) <= LONGEST_DESCRIPTION
    assert invitation in description
    assert "@" + "a" * 32 in description
    assert len(short_description) <= LONGEST_SHORT_DESCRIPTION
    assert not short_description.endswith("…")


def test_inline_mode_is_promised_only_where_it_is_on() -> None:
    assert "@dateline" in write_description("dateline", has_inline_mode=True)
    assert "@" not in write_description("dateline", has_inline_mode=False)
