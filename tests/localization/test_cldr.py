"""CLDR's data of a language do not depend on the languages that were used before."""

import subprocess
import sys

import pytest

from bot.localization.cldr import load_locale


def test_a_language_keeps_its_months_whatever_was_loaded_before() -> None:
    program = (
        "from bot.localization.cldr import load_locale\n"
        "for code in ('zh', 'ja', 'he', 'de'):\n"
        "    months = load_locale(code).months\n"
        "    for context in ('format', 'stand-alone'):\n"
        "        months[context]['wide'][1], months[context]['abbreviated'][1]\n"
        "for code in ('bg', 'hi'):\n"
        "    months = load_locale(code).months['stand-alone']\n"
        "    print(months['abbreviated'][1], months['wide'][1])\n"
    )
    process = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert process.stdout.decode().split() == ["яну", "януари", "जन॰", "जनवरी"]


def test_a_language_that_cldr_does_not_know_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown locale"):
        load_locale("xx")
