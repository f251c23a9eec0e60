import subprocess
import sys

from bot.language.hashing import hash_terms


def test_a_text_has_one_hash_in_every_process() -> None:
    code = "from bot.language.hashing import hash_terms; print(hash_terms(['comet', 'été', '']))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert other.stdout.decode().strip() == str(hash_terms(["comet", "été", ""]))


def test_hashes_fit_in_32_bits_and_half_a_character_has_one() -> None:
    made = hash_terms([*map(str, range(10_000)), "\ud83d", "\udc8e"])
    assert len(set(made)) == len(made)
    assert all(0 <= one < 2**32 for one in made)
