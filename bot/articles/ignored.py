"""Passing over: what lies among articles and is none, by its name."""

import re

# Documentation, copies that are still being written, and what editors and systems leave.
_DOCUMENTATION = "README.md"
_PASSED_OVER = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.(tmp|temp|part|partial|crdownload|download|sw[a-p]|bak|orig)"
    r"|thumbs\.db|desktop\.ini|__macosx",
    re.IGNORECASE | re.DOTALL,
)


def is_ignored(name: str, *, at_root: bool = True) -> bool:
    """Tell whether a file or folder of this name is not searched."""
    return bool(_PASSED_OVER.fullmatch(name)) or (at_root and name == _DOCUMENTATION)
