"""Field names: what files call an article's fields, in English and in other languages."""

import re
import unicodedata
from functools import lru_cache

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "article_id", "uuid"),
    "title": (
        *("title", "headline", "webTitle", "article_title", "post_title", "news_title"),
        *("news_headline", "article_headline", "main_headline", "title_text", "heading"),
        *("headlines", "subject", "name", "og:title"),
    ),
    "published": (
        *("published", "published_at", "date_published", "pubDate", "date_publish"),
        *("first_publish_date", "first_publication_date", "first_published"),
        *("first_published_at", "display_date", "published_date", "publish_date"),
        *("publication_date", "webPublicationDate", "publishing_date", "published_time"),
        *("publish_time", "published_on", "publication_time", "published_datetime"),
        *("published_timestamp", "published_utc"),
        *("issued", "issue_date", "release_date", "date", "date_time", "article_date"),
        *("news_date", "post_date", "posted", "posted_at", "posted_on", "date_posted"),
        *("iso_date", "datetime", "timestamp", "dc:date", "published_parsed", "upload_date"),
        *("date_gmt", "post_date_gmt", "published_gmt"),
    ),
    "source": (
        *("source_name", "source", "publisher", "publication", "pubtitle", "site_name"),
        *("publication_name", "publisher_name", "source_title", "news_source", "newspaper"),
        *("outlet", "news_outlet", "media_name", "media_outlet", "journal", "magazine", "provider"),
        *("outlet_name", "medium_name", "newspaper_name", "publication_title", "publisher_title"),
        *("container_title", "site_title", "meta_site_name", "feed_title", "channel"),
        *("channel_title", "site", "website", "origin", "agency", "og:site_name", "feed"),
    ),
    "url": (
        *("url", "link", "web_url", "article_url", "permalink", "canonical_url", "external_url"),
        *("source_url", "page_url", "original_url", "href", "canonical", "alternate", "uri"),
        *("guid", "main_entity_of_page", "og:url", "short_url", "links"),
    ),
    "authors": (
        *("authors", "author", "byline", "creator", "author_name", "dc:creator", "by"),
        *("author_names", "authors_byline", "published_by", "writer", "writers", "journalist"),
        *("reporter", "contributors", "credits"),
    ),
    "language": ("language", "lang", "language_code", "langcode", "locale", "in_language"),
    "text": (
        *("article_text", "article_body", "main_text", "full_text", "full_content", "text"),
        *("body", "body_text", "body_html", "article_content", "content_text", "content_html"),
        *("content", "content:encoded", "text_content", "article", "story", "page_content"),
        *("news_text", "news_content", "post_content", "post_text", "self_text", "raw_text"),
        *("clean_text", "cleaned_text", "plain_text", "html_content", "html", "markdown"),
        *("text_plain", "text_body", "body_plain", "story_text", "contents", "paragraphs"),
        *("message", "document", "news", "blocks", "content_elements"),
    ),
}
"""The fields, each with its names; the first one with a value is used.

Letters' case, spaces, signs and accents do not matter.
"""

WEAK_NAMES: dict[str, tuple[str, ...]] = {
    "summary": (
        *("lead_paragraph", "description", "summary", "abstract", "short_description", "snippet"),
        *("excerpt", "lead", "standfirst", "teaser", "trail_text", "deck", "dek", "intro"),
        *("content_snippet", "lead_text", "preview", "synopsis", "subtitle", "subheadline"),
        *("opening_text", "hit_sentence", "abstract_note", "og:description", "meta_description"),
    ),
    "created": (
        *("created_at", "created", "date_created", "created_utc", "created_time", "created_on"),
        *("creation_date", "first_created", "version_created", "time"),
    ),
    "modified": (
        *("modified", "modified_at", "date_modified", "modified_date", "updated", "updated_at"),
        *("date_updated", "last_modified", "last_updated", "lastmod", "date_modify", "updated_on"),
        *("modified_gmt", "post_modified", "edited"),
    ),
    "domain": (
        *("source_hostname", "hostname", "source_domain", "domain", "host", "clean_url"),
        *("domain_name", "site_full", "source_id", "website_url", "site_url"),
    ),
}
"""What stands in for a field that a file does not have: a summary for the text, and so on."""

FOREIGN_NAMES: dict[str, tuple[str, ...]] = {
    "title": (
        *("Titel", "Überschrift", "Ueberschrift", "Schlagzeile", "Artikeltitel", "Betreff"),
        *("Titre", "Titre de l'article", "Título", "Titular", "Encabezado", "Titolo"),
        *("Manchete", "Заголовок", "Название", "Заглавие", "Kop", "Tytuł", "Nagłówek"),
        *("Başlık", "Rubrik", "Overskrift", "Tittel", "Otsikko", "Titulek", "Cím", "Titlu"),
        *("Τίτλος", "标题", "標題", "タイトル", "見出し", "新闻标题", "제목", "العنوان"),
    ),
    "published": (
        *("Veröffentlicht", "Veröffentlicht am", "Veröffentlichungsdatum", "Publikationsdatum"),
        *("Erscheinungsdatum", "Erschienen", "Erschienen am", "Datum", "Publiziert am"),
        *("Date de publication", "Date publication", "Date de parution", "Date parution"),
        *("Publié", "Publié le", "Paru le"),
        *("Fecha de publicación", "Fecha publicación", "Publicado", "Publicado el", "Fecha"),
        *("Data de publicação", "Data publicação", "Publicado em", "Data"),
        *("Data di pubblicazione", "Pubblicato"),
        *("Pubblicato il", "Data pubblicazione", "Дата публикации", "Опубликовано", "Дата"),
        *("Дата выхода", "Publicatiedatum", "Gepubliceerd", "Gepubliceerd op"),
        *("Data publikacji", "Opublikowano", "Yayın tarihi", "Tarih", "Yayınlanma tarihi"),
        *("Дата публікації", "Опубліковано", "Publicerad", "Publiceringsdatum", "Publisert"),
        *("Udgivet", "Dato", "Julkaistu", "Päivämäärä", "Datum vydání", "Dátum", "Data publicării"),
        *(
            "Ημερομηνία",
            "日期",
            "发布日期",
            "发布时间",
            "發布時間",
            "掲載日",
            "発行日",
            "日付",
            "公開日",
            "날짜",
        ),
        *("التاريخ",),
    ),
    "source": (
        *("Quelle", "Zeitung", "Medium", "Herausgeber", "Publikation", "Zeitschrift", "Verlag"),
        *("Journal", "Média", "Éditeur", "Fuente", "Medio", "Periódico", "Diario", "Fonte"),
        *("Jornal", "Veículo", "Testata", "Giornale", "Источник", "Издание", "Газета", "СМИ"),
        *("Bron", "Krant", "Źródło", "Gazeta", "Kaynak", "Gazete", "Джерело", "Видання"),
        *("Källa", "Tidning", "Kilde", "Avis", "Lähde", "Zdroj", "Forrás", "Sursă", "Πηγή"),
        *("来源", "來源", "媒体", "媒體", "出典", "媒体名", "新聞名", "출처", "매체", "언론사"),
        *("المصدر", "الصحيفة"),
    ),
    "url": (
        *("Adresse", "Webadresse", "Lien", "Adresse web", "Enlace", "Dirección", "Endereço"),
        *("Collegamento", "Indirizzo", "Ссылка", "Адрес", "Odnośnik", "Adres", "Bağlantı"),
        *("Посилання", "Länk", "Lenke", "Linkki", "Odkaz", "Ligação", "Σύνδεσμος", "链接", "連結"),
    ),
    "authors": (
        *("Autor", "Autoren", "Autorin", "Verfasser", "Auteur", "Auteurs", "Autores"),
        *("Autora", "Autore", "Autori", "Автор", "Авторы", "Autorzy", "Yazar", "Författare"),
        *("Forfatter", "Kirjoittaja", "Szerző", "Συγγραφέας", "作者", "著者", "저자", "الكاتب"),
    ),
    "language": (
        *("Sprache", "Langue", "Idioma", "Lingua", "Língua", "Язык", "Taal", "Język", "Dil"),
        *("Мова", "Språk", "Sprog", "Kieli", "Jazyk", "Nyelv", "Limbă", "语言", "言語"),
    ),
    "text": (
        *("Volltext", "Artikeltext", "Inhalt", "Artikel", "Beitrag", "Texte", "Texte intégral"),
        *("Contenu", "Corps", "Article complet", "Texto", "Texto completo", "Contenido"),
        *("Cuerpo", "Artículo", "Noticia", "Conteúdo", "Corpo", "Artigo", "Notícia", "Testo"),
        *("Testo completo", "Contenuto", "Articolo", "Текст", "Полный текст", "Текст статьи"),
        *("Содержание", "Статья", "Содержимое", "Tekst", "Inhoud", "Treść", "Artykuł", "Metin"),
        *("İçerik", "Haber", "Зміст", "Стаття", "Innehåll", "Brødtekst", "Indhold", "Innhold"),
        *("Brödtext", "Teksti", "Sisältö", "Obsah", "Szöveg", "Tartalom", "Conținut"),
        *("Κείμενο", "正文", "内容", "內容", "本文", "본문", "내용", "النص"),
    ),
    "summary": (
        *("Zusammenfassung", "Kurzfassung", "Vorspann", "Beschreibung", "Résumé", "Chapô"),
        *("Resumen", "Descripción", "Entradilla", "Resumo", "Descrição", "Riassunto", "Sommario"),
        *("Descrizione", "Аннотация", "Описание", "Лид", "Samenvatting", "Streszczenie", "Opis"),
        *("Özet", "Анотація", "Sammanfattning", "Ingress"),
    ),
}

PART_NAMES: dict[str, tuple[str, ...]] = {
    "clock": (
        *("time", "Uhrzeit", "Zeit", "Heure", "Hora", "Ora", "Время", "Tijd", "Godzina", "Saat"),
        *("Час", "Tid", "Klockslag"),
    ),
    "year": ("year", "Jahr", "Année", "Año", "Ano", "Anno", "Год", "Jaar", "Rok", "Yıl", "År"),
    "month": ("month", "Monat", "Mois", "Mes", "Mês", "Mese", "Месяц", "Maand", "Miesiąc", "Ay"),
    "day": ("day", "Tag", "Jour", "Día", "Dia", "Giorno", "День", "Dag", "Dzień", "Gün"),
    "status": ("status", "post_status"),
    "type": ("type", "post_type"),
}
"""Parts of a date in columns of their own, and what tells a draft or a menu from an article."""

# Where tools flatten what was nested: _source.title, title.rendered, og:title.
_CONTAINERS = frozenset(
    "source fields metadata meta attributes data article node doc document item post row record"
    " entry og dc dcterms twitter prism schema story news result properties".split()
)
_VALUES = frozenset(
    "name rendered value main text original content title processed default".split()
)
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_PARTS = re.compile(r"[.:/]+|__+")
# By which Solr knows a field's type.
_TYPE_SUFFIX = re.compile(r"_(?:s|ss|t|txt|txt_[a-z]{2}|dt|tdt|pdt|ts)$")
# It tells when a record was stored.
_STORED = "@timestamp"
_LONGEST = 80


def fold(name: str) -> str:
    """Return ``name`` without what does not matter in it: case, spaces, signs and accents."""
    if name.isascii():
        return "".join(filter(str.isalnum, name.lower()))
    decomposed = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return "".join(filter(str.isalnum, decomposed))


def _number_names() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return each name's fields, with its place among their names."""
    places: dict[str, dict[str, int]] = {}
    for table in (NAMES, WEAK_NAMES, PART_NAMES, FOREIGN_NAMES):
        for field, names in table.items():
            for place, name in enumerate(names):
                fields = places.setdefault(fold(name), {})
                fields.setdefault(field, place + (100 if table is FOREIGN_NAMES else 0))
    return {name: tuple(fields.items()) for name, fields in places.items()}


_FIELDS = _number_names()


@lru_cache(10_000)
def find_fields(name: str) -> tuple[tuple[str, int], ...]:
    """Return the fields that ``name`` may stand for, each with its rank among their names."""
    if len(name) > _LONGEST:
        return ()
    # An inner title is the article's, but source.title names where it is from.
    name = name.removeprefix("_source.")
    if name == _STORED:
        return ()
    fields = _FIELDS.get(fold(name), ()) or _FIELDS.get(fold(_TYPE_SUFFIX.sub("", name)), ())
    if fields or not _PARTS.search(name):
        return fields
    parts = [part for piece in _PARTS.split(name) if (part := fold(piece)) and not part.isdigit()]
    while len(parts) > 1 and parts[-1] in _VALUES and parts[-2] in _FIELDS:
        parts.pop()
    if len(parts) > 1 and _CONTAINERS.issuperset(parts[:-1]):
        parts = parts[-1:]
    return _FIELDS.get(parts[0], ()) if len(parts) == 1 else ()


def is_field(name: str, *fields: str) -> bool:
    """Tell whether ``name`` stands for one of ``fields``."""
    return any(field in fields for field, _ in find_fields(name))
