"""Names of files and folders among the articles that are ignored."""

import re

CORRECTIONS_FILE = "corrections.yaml"
"""What admins put right of single articles, in the folder of the article files."""

FEEDS_FILE = "feeds.opml"
"""The feeds that are followed, in the folder of the article files."""

_DOCUMENTATION = "README.md"
# Hidden and unfinished files, and what editors and operating systems leave.
_IGNORED_NAME = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.(tmp|temp|part|partial|crdownload|download|sw[a-p]|bak|orig)"
    r"|thumbs\.db|desktop\.ini|__macosx",
    re.IGNORECASE | re.DOTALL,
)


def is_ignored(name: str, *, at_root: bool = True) -> bool:
    """Tell whether a file or folder of this name is not read."""
    return bool(_IGNORED_NAME.fullmatch(name)) or (
        at_root and name in (_DOCUMENTATION, CORRECTIONS_FILE, FEEDS_FILE)
    )
