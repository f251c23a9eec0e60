"""What /proc says of this process."""

from pathlib import Path


def read_private_memory(process: int | str = "self") -> float:
    """Return the memory that no file holds, in MB."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss_Anon:"):
            return int(line.split()[1]) / 1024
    return 0.0
