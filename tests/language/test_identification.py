import subprocess
import sys

import pytest

from bot.language.languages.identification import identify_text

SHORT_TEXTS = {
    "ru": "Городская библиотека Заречинска переехала в здание бывшего вокзала.",
    "es": "La panadería ganó ayer el premio al mejor pan del país.",
    "it": "La biblioteca si è trasferita nella vecchia stazione.",
    "tr": "Kütüphane eski tren istasyonunun binasına taşındı.",
    "": "The library moved to the old railway station.",
}


@pytest.mark.parametrize("code", SHORT_TEXTS)
def test_one_sentence_tells_its_language(code: str) -> None:
    assert identify_text(SHORT_TEXTS[code]) == code


def test_a_language_is_told_where_no_file_can_be_written() -> None:
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0));"
        "from bot.language.languages.identification import identify_text;"
        f"print(identify_text({SHORT_TEXTS['ru']!r}))"
    )
    process = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert process.stdout.decode().strip() == "ru"
