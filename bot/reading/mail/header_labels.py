"""Labels of headers as mail programs write them above a forwarded mail, in their languages."""

import itertools
import re

_LABELS = {
    "from": (
        "from|von|de|de la|da|van|od|fra|från|lähettäjä|šalje|pošiljatelj|feladó|expeditor"
        "|expeditorul|отправитель|от|от кого|від|від кого|kimden|gönderen|saatja|mittente|nadawca"
        "|送信元|差出人|发件人|发信人|寄件者|寄件人|보낸 사람|보낸사람|من|المرسل|מאת|từ|người gửi"
        "|dari|pengirim|από|expéditeur|remitente|remetente|afzender|absender|avsändare|avsender"
        "|afsender|nuo|odesílatel|odosielateľ|відправник|подател|จาก|प्रेषक"
    ),
    "date": (
        "date|sent|datum|gesendet|gesendet am|date d'envoi|date d’envoi|envoyé|envoyé le|fecha"
        "|enviado|enviado el|enviada em|enviado em|enviada|data|data/ora|inviato|data di invio"
        "|verzonden|dato|sendt|skickat|skickades|päivämäärä|päiväys|lähetetty|dátum|elküldve|küldve"
        "|küldés ideje|poslano|odesláno|odoslané|wysłano|wysłane|trimis|dată|дата|отправлено"
        "|надіслано|відправлено|tarih|gönderildi|gönderilen|gönderme tarihi|kuupäev|saadetud|日付"
        "|日時|送信日時|发送时间|發送時間|发送日期|日期|寄件日期|时间|보낸 날짜|보낸날짜|날짜|تاريخ"
        "|التاريخ|تم الإرسال|أرسلت|תאריך|נשלח|ngày|gửi|tanggal|terkirim|ημερομηνία|στάλθηκε"
        "|изпратено|วันที่|दिनांक"
    ),
    "subject": (
        "subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|tárgy|předmět"
        "|predmet|temat|subiect|subiectul|тема|konu|teema|naslov|件名|主题|主題|主旨|标题|제목"
        "|الموضوع|موضوع|נושא|chủ đề|tiêu đề|subjek|perihal|θέμα|относно|เรื่อง|विषय"
    ),
    "to": (
        "to|an|à|pour|para|a|aan|til|till|vastaanottaja|címzett|komu|do|кому|получатель|kime|alıcı"
        "|kellele|saaja|宛先|送信先|收件人|收信人|收件者|받는 사람|받는사람|إلى|אל|đến|tới|kepada"
        "|untuk|προς|destinataire|destinatario|destinatário|către|catre|prima|до|ถึง|प्रति"
    ),
    "cc": (
        "cc|bcc|ccn|cci|cco|kopie|kopi|kopia|copie|copia|cópia|kópia|копия|копія|bilgi|másolat"
        "|másolatot kap|kopija|koopia|抄送|副本|참조|نسخة|עותק|đồng kính gửi|κοιν|dw|скрытая копия"
        "|c.c"
    ),
    "rest": (
        "reply-to|reply to|antwort an|répondre à|responder a|responder para|rispondi a|antwoord aan"
        "|svara till|svar til|odpovědět komu|odpowiedz do|ответить|yanıtla|返信先|importance"
        "|priority|wichtigkeit|priorität|priorité|importancia|importância|priorità|prioriteit"
        "|attachments|attachment|anlagen|anhang|anhänge|pièces jointes|archivos adjuntos"
        "|datos adjuntos|anexos|allegati|bijlagen|załączniki|вложения|message-id|organization"
        "|resent-from|mailing list"
    ),
}
_ROLES = {label: role for role, labels in _LABELS.items() for label in labels.split("|")}
_ENGLISH = frozenset("from date sent subject to cc bcc reply-to importance attachments".split())
_LABEL = re.compile(
    r"[\s>*_|]{0,20}([^\W\d_][^:：<>@\n]{0,24}?)[*_ \u00a0]{0,3}[:：][*_]{0,2}\s*(.*)", re.DOTALL
)
_RUN_ON = re.compile(
    "(?:"
    + "|".join(sorted((re.escape(label) for label in _ROLES if len(label) > 1), key=len)[::-1])
    + r")\s?[:：]",
    re.IGNORECASE,
)


def parse_label(line: str) -> tuple[str, str, bool]:
    """Return a header line's role, its value, and whether its label is English.

    The role is "from", "date", "subject", "to", "cc" or "rest"; empty where it is no header.
    """
    match = _LABEL.match(line)
    if match is None:
        return "", "", False
    label = " ".join(match[1].casefold().replace("i̇", "i").split())
    role = _ROLES.get(label, "")
    return (role, match[2].strip(" \t*_\u00a0"), label in _ENGLISH) if role else ("", "", False)


def split_run_on(line: str) -> list[str]:
    """Return the headers that some programs write one after the other, each on its own line."""
    if "@" not in line or line.count(":") + line.count("：") < 3:
        return [line]
    marks = [match.start() for match in _RUN_ON.finditer(line[:4_000])]
    roles = {parse_label(line[mark:])[0] for mark in marks}
    if len(roles) < 3 or "from" not in roles:
        return [line]
    bounds = [0, *marks, len(line)]
    parts = (line[start:end] for start, end in itertools.pairwise(bounds))
    return [part for part in parts if part.strip()]
