"""CLDR: Unicode's data on languages, by way of Babel."""

from copy import deepcopy
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_lock = Lock()


@cache
def load_locale(name: str) -> "Locale":
    """Return the data of a language; raise ValueError where there are none.

    Every use of Babel's data goes through this.
    """
    # Loading it takes longer than most commands run.
    from babel import Locale, UnknownLocaleError, localedata

    try:
        locale = Locale.parse(name)
    except UnknownLocaleError as error:
        raise ValueError(str(error)) from None
    key = str(locale)
    with _lock:
        # Babel shares what languages inherit, and resolves an alias in it for all of them by
        # what one has: a Hindi text would name a month in Hebrew, a Bulgarian one in Chinese.
        localedata._cache[key] = deepcopy(localedata.load(key))
    return locale
