"""The languages that the bot offers, and the one that a person's Telegram asks for."""

from bot.localization.catalogue_files import has_catalogue

ENGLISH = "en"

OFFERED_LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "cs": "Čeština",
    "ro": "Română",
    "sv": "Svenska",
    "ru": "Русский",
    "uk": "Українська",
    "tr": "Türkçe",
    "ar": "العربية",
    "fa": "فارسی",
    "he": "עברית",
    "hi": "हिन्दी",
    "id": "Bahasa Indonesia",
    "vi": "Tiếng Việt",
    "zh": "简体中文",
    "zh-hant": "繁體中文",
    "ja": "日本語",
    "ko": "한국어",
    "el": "Ελληνικά",
}
"""The name of each language in itself."""

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he"))

_TRADITIONAL_CHINESE = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
_OLD_CODES = {"iw": "he", "in": "id"}


def list_languages() -> list[str]:
    """Return the languages in which the bot can answer: English, and those with a catalogue."""
    return [code for code in OFFERED_LANGUAGES if code == ENGLISH or has_catalogue(code)]


def match_language(tag: str | None) -> str:
    """Return the language for an IETF tag such as ``pt-br``, English where there is none."""
    subtags = (tag or "").lower().replace("_", "-")
    if subtags.startswith(_TRADITIONAL_CHINESE):
        code = "zh-hant"
    else:
        primary = subtags.partition("-")[0]
        code = _OLD_CODES.get(primary, primary)
    return code if code in OFFERED_LANGUAGES and has_catalogue(code) else ENGLISH


def name_locale(language: str) -> str:
    """Return what Babel calls a language: which Chinese, it calls by the script."""
    return {"zh": "zh_Hans", "zh-hant": "zh_Hant"}.get(language, language)
