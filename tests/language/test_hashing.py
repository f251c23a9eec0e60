import subprocess

from bot.language.hashing import hash_terms
from tests.paths import PROJECT
from tests.programs import print_hashes, program


def test_a_text_has_one_hash_in_every_process() -> None:
    texts = ["comet", "été", ""]
    command = program(print_hashes, *texts)
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
    assert done.stdout.decode().strip() == str(hash_terms(texts))


def test_hashes_fit_in_32_bits_and_half_a_character_has_one() -> None:
    hashes = hash_terms([*map(str, range(10_000)), "\ud83d", "\udc8e"])
    assert len(set(hashes)) == len(hashes)
    assert all(0 <= value < 2**32 for value in hashes)
