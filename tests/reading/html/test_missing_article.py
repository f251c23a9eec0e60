from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Rejection
from bot.reading.html.page_kinds import PageKind, load_words
from bot.reading.reader import read

DATE = "<meta name=date content='2026-01-07'>"
BUTTON = "<button>OK</button>"
PASSWORD = "<form><input name=user><input type=password></form>"
LINKS = "".join(
    f"<div><h2><a href='/{number}'>Harbour opens after storm {number}</a></h2>"
    f"<p><a href='/{number}'>The harbour opened again on Wednesday, the port said.</a></p></div>"
    for number in range(10)
)


def _page(title: str, text: str, head: str = DATE, body: str = "") -> str:
    heading = title.partition(" | ")[0]
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body><main><h1>{heading}</h1>{paragraphs}{body}</main></body></html>"
    )


def _refuse(folder: Path, page: str) -> str:
    (folder / "2026-01-07-a.html").write_text(page)
    (finding,) = read(folder / "2026-01-07-a.html")
    assert isinstance(finding, Rejection), finding
    return finding.reason


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "We value your privacy",
            (
                "We and our 842 partners store and access information on a device, as cookies.\n"
                "With your permission we may use precise geolocation data."
            ),
        ),
        (
            "Hafen öffnet | Gazette",
            (
                "Wir und unsere 842 Partner speichern Informationen auf einem Gerät.\n"
                "Mit Ihrer Einwilligung nutzen wir personenbezogene Daten."
            ),
        ),
        (
            "Le port rouvre | Gazette",
            (
                "Nous et nos 842 partenaires traitons vos données personnelles.\n"
                "Vous pouvez retirer votre consentement, ou continuer sans accepter."
            ),
        ),
        (
            "El puerto | Gaceta",
            (
                "Nosotros y nuestros socios guardamos información en un dispositivo.\n"
                "Con su consentimiento tratamos datos personales."
            ),
        ),
        (
            "Il porto | Gazzetta",
            (
                "Noi e i nostri partner archiviamo informazioni sul dispositivo.\n"
                "Il tuo consenso vale per tutti i dati personali."
            ),
        ),
        (
            "Haven open | Courant",
            (
                "Wij en onze 842 partners slaan informatie op een apparaat op.\n"
                "Wij gebruiken cookies met uw toestemming."
            ),
        ),
        (
            "Порт открыт | Газета",
            (
                "Мы и наши партнёры храним данные на вашем устройстве.\n"
                "Ваше согласие нужно, чтобы обрабатывать персональные данные."
            ),
        ),
        (
            "Hamnen öppnar | Gazette",
            (
                "Vi och våra 842 partners lagrar uppgifter på en enhet.\n"
                "Vi använder cookies och personuppgifter med ditt samtycke."
            ),
        ),
        ("港口 | 报", "我们和我们的合作伙伴使用 cookie 来处理个人数据。\n您的同意可以随时撤回。"),
        ("항구 | 신문", "당사와 당사의 파트너는 쿠키를 사용합니다.\n귀하의 동의가 필요합니다."),
    ],
)
def test_a_consent_wall_is_no_article(title: str, text: str, tmp_path: Path) -> None:
    head = f"{DATE}<meta property='og:type' content='article'>"
    page = _page(title, text, head, f"<div class=consent>{BUTTON}</div>")
    assert _refuse(tmp_path, page) == PageKind.CONSENT.value


@pytest.mark.parametrize(
    "title",
    [
        "Page not found | The Gazette",
        "404 Not Found",
        "Error 404 | Gazette",
        "Sorry, this page does not exist",
        "410 Gone",
        "503 Service Unavailable",
        "Seite nicht gefunden | Gazette",
        "Artikel nicht mehr verfügbar",
        "Page introuvable | La Gazette",
        "Página no encontrada | Gaceta",
        "Página não encontrada | Gazeta",
        "Pagina non trovata | Gazzetta",
        "Pagina niet gevonden | Courant",
        "Nie znaleziono strony | Gazeta",
        "Страница не найдена | Газета",
        "Сторінку не знайдено | Газета",
        "Sayfa bulunamadı | Gazete",
        "Sidan hittades inte | Bladet",
        "الصفحة غير موجودة",
        "页面不存在 | 报",
        "ページが見つかりません",
        "페이지를 찾을 수 없습니다",
    ],
)
def test_an_error_page_is_no_article(title: str, tmp_path: Path) -> None:
    text = "The address that you wanted may have moved. Try our search or go to the front page."
    assert _refuse(tmp_path, _page(title, text)) == PageKind.MISSING.value


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (
            _page("Just a moment...", "Verifying you are human. This may take a few seconds."),
            PageKind.CHALLENGE,
        ),
        (
            _page("Access Denied", "You have no permission on the server. Reference #18"),
            PageKind.CHALLENGE,
        ),
        (
            _page("Gazette", "We detected unusual traffic. Please solve the captcha to go on."),
            PageKind.CHALLENGE,
        ),
        (_page("Gazette", "You need to enable JavaScript to run this app."), PageKind.SCRIPTS),
        (_page("Gazette", "Bitte aktivieren Sie JavaScript, um fortzufahren."), PageKind.SCRIPTS),
        ("<html><body><div id=root></div><script src=/a.js></script></body>", PageKind.SCRIPTS),
        (_page("Log in | Gazette", "Enter your name to read on.", body=PASSWORD), PageKind.LOGIN),
        (_page("Anmelden | Gazette", "Bitte geben Sie Ihren Namen ein.", body=PASSWORD),
         PageKind.LOGIN),
        (_page("Connexion | Gazette", "Saisissez votre adresse.", body=PASSWORD), PageKind.LOGIN),
        (_page("로그인 | 신문", "아이디와 비밀번호를 입력하세요.", body=PASSWORD), PageKind.LOGIN),
        (
            _page("Ferries leave", "This article is for subscribers only.\nAlready a subscriber?"),
            PageKind.PAYWALL,
        ),
        (_page("Fähren", "Nur für Abonnenten.\nJetzt weiterlesen. Bereits Abonnent?"),
         PageKind.PAYWALL),
        (_page("Search results for harbour | Gazette", "", body=LINKS), PageKind.SEARCH),
        (_page("Suchergebnisse für Hafen | Gazette", "", body=LINKS), PageKind.SEARCH),
        (_page("検索結果 | 新聞", "", body=LINKS), PageKind.SEARCH),
        (_page("Inhaltsverzeichnis | Gazette", "", body=LINKS), PageKind.CONTENTS),
        (_page("Table of contents", "", body=LINKS), PageKind.CONTENTS),
        (_page("Gazette", "", "<link rel=canonical href='https://g.example/'>", LINKS),
         PageKind.HOME),
        (_page("Sport | Gazette", "", body=LINKS).replace("<body>", "<body class='category'>"),
         PageKind.HOME),
        (_page("Index of /articles", "a.html 7 January 2026"), PageKind.FOLDER),
        (_page("Redirecting...", "You are being redirected, wait a moment."), PageKind.REDIRECT),
        (_page("301 Moved Permanently", "The document has moved here."), PageKind.REDIRECT),
        (
            ("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Lesezeichen</TITLE><DL><p>"
            "<DT><A HREF='https://g.example/1' ADD_DATE='1767807000'>Harbour opens</A></DL>"),
            PageKind.BOOKMARKS,
        ),
        (
            ("<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1>"
            "<ul><li><a href='https://g.example/1'>Harbour opens</a></li></ul></body></html>"),
            PageKind.BOOKMARKS,
        ),
    ],
)  # fmt: skip
def test_what_is_saved_in_an_article_s_place_is_named(
    page: str, kind: PageKind, tmp_path: Path
) -> None:
    assert _refuse(tmp_path, page) == kind.value


def test_several_full_articles_are_not_read_as_one(tmp_path: Path) -> None:
    prose = "The harbour opened again on Wednesday after three days of storm, it said. " * 6
    articles = "".join(
        f"<article><h2>Day {day}</h2><time datetime='2026-01-0{day}'>x</time><p>{prose}</p>"
        "</article>"
        for day in (7, 8)
    )
    page = f"<!doctype html><html><head><title>Blog</title></head><body>{articles}</body></html>"
    assert _refuse(tmp_path, page) == PageKind.SEVERAL_ARTICLES.value


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Site fined over cookies",
            (
                "A site was fined on Wednesday because it set cookies without consent.\n"
                "It shared personal data with partners, and may appeal until the end of the month."
            ),
        ),
        ("Page not found: history of an error", "Few know where the error 404 comes from today."),
        ("404 Media opens an office in Hull", "The publisher moves to the harbour on Monday."),
        ("500 jobs lost in Hull", "Five hundred people lose their work at the harbour of Hull."),
        ("Bank changes log in after theft", "Clients log in with two passwords from Monday on."),
        ("Captcha makers strike", "Those who make sure that you are human went on strike today."),
        ("Search for crew goes on", "The search for the crew of the ferry goes on, police said."),
        ("Subscribers leave", "Subscribers of the paper left it in thousands, its owner said."),
        ("JavaScript turns thirty", "The language JavaScript is thirty years old on Wednesday."),
    ],
)
def test_an_article_about_such_pages_is_read(title: str, text: str, tmp_path: Path) -> None:
    wall = f"<div id=cookie-banner>{BUTTON}</div>{PASSWORD}"
    (tmp_path / "a.html").write_text(_page(f"{title} | The Gazette", text, body=wall))
    (article,) = read(tmp_path / "a.html")
    assert isinstance(article, Article), article


def test_every_kind_with_words_has_sound_ones() -> None:
    words = load_words()
    assert words[PageKind.CONSENT].titles.fullmatch("We value your privacy")
    assert not any(kind.titles.fullmatch("") for kind in words.values())
    assert not any(kind.phrases.search("Harbour opens after a storm") for kind in words.values())
