import pytest

from bot.reading.mail.furniture import strip_furniture

NEWS = "The harbour opened again on Wednesday.\n\nTwo ferries left before noon."


@pytest.mark.parametrize(
    "line",
    [
        "View this email in your browser <https://gazette.example/v>",
        "View in browser",
        "Having trouble viewing this email? Click here.",
        "Wird diese E-Mail nicht richtig dargestellt, klicken Sie bitte hier.",
        "Voir cet e-mail dans votre navigateur",
        "Ver este correo en el navegador",
        "Visualizza questa e-mail nel browser",
        "Открыть письмо в браузере",
        "Zobacz wiadomość w przeglądarce",
        "在浏览器中查看此邮件",
        "Forwarded this email? Subscribe here for more",
        "READ IN APP",
        "https://gazette.example/logo.png",
        "[image: The Gazette]",
        "reader@example.com",
    ],
)
def test_lines_above_the_news_are_left_out(line: str) -> None:
    assert strip_furniture(f"{line}\n\n{NEWS}") == NEWS


@pytest.mark.parametrize(
    "tail",
    [
        "You are receiving this because you subscribed at gazette.example.\nGazette, 1 Pier Road",
        "Unsubscribe <https://gazette.example/u> | Update your preferences\nOslo",
        "You received this message because you are subscribed to the list.\n1 Pier Road, Oslo",
        "Copyright © 2026 The Gazette, All rights reserved.\n\nWant to stop? You can unsubscribe.",
        "Sie erhalten diesen Newsletter, weil Sie sich angemeldet haben.\nNewsletter abbestellen",
        "Vous recevez cet e-mail car vous êtes abonné.\nSe désabonner",
        "Si no desea recibir más correos, puede darse de baja aquí.",
        "Non vuoi più ricevere questa newsletter? Annulla l'iscrizione",
        "Вы получили это письмо, потому что подписаны.\nОтписаться от рассылки",
        "Du får detta mejl eftersom du prenumererar.\nAvregistrera",
        "Bu e-postayı almak istemiyorsanız abonelikten çıkın.",
        "配信停止はこちら",
        "-- \nAnn Lee\nGazette desk",
        "Thanks for reading The Gazette! Subscribe for free to receive new posts.\n\nLike\n\nShare",
        "============\n** Twitter (https://x.example/a)\nCopyright © 2026 The Gazette",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Отправлено с iPhone",
        (
            "This e-mail and any attachments are confidential and intended for the addressee. If"
            " you have received it in error, please notify its sender and delete it at once."
        ),
        (
            "Diese E-Mail enthält vertrauliche Informationen. Sind Sie nicht der Adressat,"
            " informieren Sie bitte sofort den Absender und vernichten Sie diese Mail."
        ),
    ],
)
def test_all_below_the_news_is_left_out(tail: str) -> None:
    assert strip_furniture(f"{NEWS}\n\n{tail}") == NEWS


@pytest.mark.parametrize(
    "sentence",
    [
        "The browser maker said that it opens an office in Oslo.",
        "Thousands of readers unsubscribed from the paper last year, its owner said.",
        "He received the message on Monday and answered it at once.",
        "The confidential report was published on Monday.",
        (
            "Copyright law will change in June, the minister said in a speech to parliament in Oslo"
            " on the day before the vote, which may be close after all that was said in the debate."
        ),
    ],
)
def test_news_on_such_things_stays(sentence: str) -> None:
    text = f"{sentence}\n\n{NEWS}\n\n{sentence}\n\nThe storm moved on."
    assert strip_furniture(text) == text


def test_lines_with_the_reader_s_address_are_never_quoted() -> None:
    text = f"Dear reader@example.com, here is the news.\n\n{NEWS}"
    assert strip_furniture(text, {"reader@example.com"}) == NEWS


def test_a_text_of_nothing_else_is_empty() -> None:
    assert strip_furniture("View in browser\n\nUnsubscribe") == ""


def test_of_the_lines_that_stay_only_links_and_marks_are_cut_off() -> None:
    quotation = "> quoted words end here."
    text = f"View in browser\n{NEWS}  \n{quotation}\nUnsubscribe"
    assert all(line in text.split("\n") for line in strip_furniture(text).split("\n"))
    mailchimp = (
        f"** Harbour opens again\n{'-' * 60}\n\n{NEWS} (https://list.example/click?u=1&id=2)\n"
        "She wrote of it <https://gazette.example/1> at length in her diary.\n"
    )
    assert strip_furniture(mailchimp) == (
        f"Harbour opens again\n\n{NEWS}\nShe wrote of it at length in her diary."
    )


def test_an_offer_to_read_it_on_the_web_is_no_news() -> None:
    assert strip_furniture(f"View this post on the web at https://a.example/p\n\n{NEWS}") == NEWS
