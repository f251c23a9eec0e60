"""Phrases of the furniture of mails, in many languages: none of it is news."""

import re

_BROWSER = (
    # English, German, French, Spanish, Portuguese, Italian, Dutch
    r"\b(?:view|read|open|see|display|show|click)\b.{0,50}\b(?:browser|online|web ?(?:page|version)?)\b"
    r"|\btrouble (?:viewing|reading|seeing)\b|\b(?:can'?t|cannot) (?:see|read|view) (?:this|the)\b"
    r"|\bnot display(?:ed|ing)? (?:correctly|properly)\b|^(?:web|online|browser)[ -]?version\b"
    r"|\bim (?:web)?browser\b|\b(?:web|online|browser)-?(?:version|ansicht)\b"
    r"|nicht (?:richtig|korrekt|vollständig) (?:dargestellt|angezeigt)"
    r"|\b(?:votre|le|un) navigateur\b|\bversion (?:en ligne|web)\b|ne s[’']affiche pas"
    r"|\b(?:voir|lire|consulter|visualiser)\b.{0,40}\ben ligne\b"
    r"|\b(?:el|su|tu) navegador\b|\bversión (?:web|en línea|online)\b|\b(?:ver|leer)\b.{0,30}\ben línea\b"
    r"|\bno (?:seu )?(?:navegador|browser)\b|\bversão (?:web|online|on-line)\b"
    r"|\bnel (?:tuo |vostro |suo )?browser\b|\bversione (?:web|online)\b|non (?:visualizz|vedi|riesci)\w*\b"
    r".{0,30}correttamente|\b(?:je|uw|de) browser\b|\bonline ?versie\b|\bwebversie\b|\bbekijk\b.{0,30}online"
    # Nordic, Slavic, Hungarian, Romanian, Greek, Turkish
    r"|\b(?:i|din) (?:webbläsaren?|nettleser(?:en)?|browser(?:en)?)\b|\b(?:webb|nett|web)versj?i?on(?:en)?\b"
    r"|\bselaimessa\b|\bverkkoversio|v prohlížeči|v prehliadači|webov(?:á|ou|ú) verz|w przeglądarce"
    r"|wersj[aęi] (?:online|www|internetow)|в браузере|у браузері|в браузері|(?:веб|онлайн)-верс"
    r"|böngésző|în browser|στο(?:ν)? (?:browser|πρόγραμμα)|tarayıcı(?:nız|n)?da"
    # Arabic, Hebrew, Indonesian, Vietnamese, Chinese, Japanese, Korean
    r"|في المتصفح|بالمتصفح|בדפדפן|di browser|trong trình duyệt|浏览器|瀏覽器|ブラウザ|(?:ウェブ|Web)版|브라우저|웹에서 보기"
)
_LEAVE = (
    r"\bun-?subscrib|\bopt[ -]?out\b|\b(?:manage|update|change|edit)\b.{0,30}\b(?:preferences|subscriptions?|settings"
    r"|profile)\b|\b(?:e-?mail|subscription|newsletter|privacy) preferences\b|\bforward (?:this )?(?:e-?mail )?to a friend"
    r"|\b(?:abmelden|abbestellen|austragen|abmeldung|abbestellung)\b|newsletter abmeld"
    r"|\bdés[ai](?:nscri|bonn|bonn)\w*|\bse désinscrire|\bdarse de baja|\b(?:cancelar|anular)\b.{0,25}\bsuscripci"
    r"|\bdate de baja|\bdesuscribir|\bcancelar\b.{0,20}\b(?:inscrição|subscrição|assinatura)|\bdescadastr"
    r"|\b(?:dis|cancella\w* l.?)iscri\w*|\bannulla\w*\b.{0,15}\biscrizion|\buitschrij|\bafmelden\b|\bafmeld\b"
    r"|\bavregistrer|\bavsluta\b.{0,20}\bprenumeration|\bavprenumerer|\bmeld (?:deg|dig) av|\bavslutt"
    r"|\bperu(?:uta)? (?:uutiskirje\w*|tilaus)|\bpoistu (?:posti)?listalta|\bodhlásit|\bodhlásiť|\bodhlášení"
    r"|\bwypisz|\bwypisać|\banuluj subskrypcj|\brezygnacj|отписаться|отписка|отказаться от (?:рассылки|подписки)"
    r"|відписатися|відписка|\bleiratkoz|\bdezabon|διαγραφή από|κατάργηση εγγραφής|\babonelik(?:ten|i) (?:çık|iptal|ayrıl)"
    r"|إلغاء الاشتراك|להסרה מ|הסרה מרשימ|ביטול מנוי|berhenti berlangganan|hủy đăng ký|退订|取消订阅|取消訂閱"
    r"|配信停止|購読解除|登録解除|수신 ?거부|구독 ?(?:취소|해지)|सदस्यता समाप्त|ยกเลิกการ(?:รับ|สมัคร)"
)
_RECEIVED = (
    r"\byou(?:'re| are|’re)? (?:receiv|getting|got|have received)\w* (?:this|our|the|it|e-?mails?)\b"
    r"|\bthis (?:e-?mail|message|newsletter) (?:was|is|has been) (?:sent|intended|addressed)\b|\bwhy (?:did|am) i (?:get|getting)"
    r"|\bsie (?:erhalten|bekommen|haben)\b.{0,40}\b(?:e-?mail|nachricht|newsletter)\b|\bdiese[r]? (?:e-?mail|newsletter)"
    r" (?:wurde|ist|richtet)\b|\bvous (?:recevez|avez reçu)\b.{0,30}\b(?:e-?mail|mail|message|courriel|lettre|newsletter)"
    r"|\b(?:has recibido|recibes|recibe|ha recibido)\b.{0,30}\b(?:correo|e-?mail|mensaje|bolet[ií]n|newsletter)"
    r"|\b(?:você|voce)? ?(?:recebeu|está recebendo)\b.{0,25}\b(?:e-?mail|mensagem|newsletter)"
    r"|\b(?:ricevi|hai ricevuto|ricevete|stai ricevendo)\b.{0,25}\b(?:e-?mail|messaggio|newsletter|comunicazione)"
    r"|\b(?:je|u) (?:ontvangt|hebt)\b.{0,30}\b(?:e-?mail|mail|bericht|nieuwsbrief)\b|\b(?:du|ni) (?:får|modtager|mottar)\b"
    r".{0,25}\b(?:mejl|mail|e-post|e-mail|nyhedsbrev|nyhetsbrev|utskick|brev)|otrzymujesz t[eę]|вы получили это|вы получаете"
    r"|ви отримали цей|ви отримуєте|bu (?:e-?posta|ileti)\w*\b.{0,40}(?:gönder|alıyor)|このメールは|此邮件|本邮件|此郵件|본 메일은|이 메일은"
    r"|تم إرسال هذ|تتلقى هذ|\bkapja (?:ezt|a hírlevel)|ezt (?:az|a) (?:e-?mail|üzenet)|tento (?:e-?mail|newsletter)"
)
_DEVICE = (
    r"^sent (?:from|via|with) (?:my |the )?\S+|^get outlook for|^von meinem .{2,30} gesendet|^gesendet (?:von|mit)\b"
    r"|^envoyé (?:de|depuis) mon|^envoyé (?:à partir|depuis|avec)|^enviado (?:desde|do|a partir|pelo)|^inviato da"
    r"|^verzonden (?:vanaf|met|vanuit)|^skickat från|^sendt fra|^lähetetty \S*\w+sta|^wysłane z|^отправлено с|^надіслано з"
    r"|^odesláno z|^iphone'?umdan|^\S*dan gönderildi|^iPhoneから送信|^发自我的|^從我的|^나의 .{2,20}에서 보냄|^أُ?رسلت من"
)
_LEGAL = (
    r"^(?:©|\(c\)|copyright\b|tous droits|alle rechte|todos los derechos|todos os direitos|tutti i diritti|все права)"
    r"|\ball rights reserved\b|\balle rechte vorbehalten|\btous droits réservés|\btodos los derechos reservados"
    r"|\b(?:add|whitelist)\b.{0,40}\b(?:address book|contacts|safe senders?)\b|^(?:our|my) (?:mailing|postal) address"
    r"|\bregistered (?:office|in england)\b|\bhandelsregister\b|\bgeschäftsführ|\bust-?id|^impressum\b|^datenschutz"
    r"|^(?:privacy policy|terms of (?:use|service)|privacy|terms|contact us|about us|advertise|help|imprint)"
    r"(?:\s*[|·•-].*)?$|^(?:follow|find|like|join) us\b|^(?:share|tweet|like|forward|pin|facebook|twitter|instagram"
    r"|linkedin|youtube)(?:\s*[|·•,-]?\s*(?:share|tweet|like|forward|pin|facebook|twitter|instagram|linkedin|youtube))*$"
    r"|^(?:weiterleiten|teilen|transférer (?:à|cet)|partager|reenviar|compartir|inoltra|condividi|doorsturen)\b"
)
_CONFIDENTIAL = (
    r"^(?:\W*)(?:(?:this|the) (?:e-?mail|message|communication|information|content)s?\b.{0,120}\b(?:confidential|privileged"
    r"|intended (?:only|solely)|recipient)|confidentiality (?:notice|note)|(?:important )?disclaimer\b|diese (?:e-?mail|nachricht)\b"
    r".{0,80}\b(?:vertraulich|adressat|empfänger)|ce (?:message|courriel|mail)\b.{0,100}\b(?:confidentiel|destinataire)"
    r"|(?:este|esta) (?:mensaje|correo|e-?mail|mensagem|comunicaci[oó]n)\b.{0,120}\b(?:confidencia|destinat)"
    r"|(?:questo messaggio|questa e-?mail|le informazioni)\b.{0,120}\b(?:riservat|confidenzial|destinatari)"
    r"|(?:dit|de informatie in dit) (?:bericht|e-?mail)\w*\b.{0,120}\b(?:vertrouwelijk|bestemd)"
    r"|(?:ta wiadomość|niniejsza wiadomość)\b.{0,120}\b(?:poufn|adresat)|(?:это|данное|настоящее) (?:сообщение|письмо)\b"
    r".{0,120}\bконфиденциал|(?:bu e-?posta|bu mesaj)\b.{0,120}\bgizli|please consider the environment before print"
    r"|(?:detta|denne|dette) (?:meddelande|e-?post\w*|e-?mail|mejl)\b.{0,120}\b(?:konfidentiel|fortrolig))"
)

BROWSER = re.compile(_BROWSER, re.IGNORECASE)
"""An offer to show the mail in a browser: only short lines that speak of nothing else."""

LEAVE = re.compile(_LEAVE, re.IGNORECASE)
"""A way to leave the list, or to change what is sent."""

RECEIVED = re.compile(_RECEIVED, re.IGNORECASE)
"""Why the mail was sent, and to whom."""

DEVICE = re.compile(_DEVICE, re.IGNORECASE)
"""The program or device that it was sent from."""

LEGAL = re.compile(_LEGAL, re.IGNORECASE)
"""Rights, companies, and links to follow."""

CONFIDENTIAL = re.compile(_CONFIDENTIAL, re.IGNORECASE | re.DOTALL)
"""A notice of confidentiality, which may be long."""

MAIL_WORDS = re.compile(
    r"e-?mail|\bmail|newsletter|message|nachricht|courriel|correo|mensa|messaggi|bericht|mejl|e-post|wiadomoś"
    r"|письм|рассылк|лист|e-?posta|メール|邮件|郵件|메일|\blist\b|\bhere\b|\bhier\b|\bici\b|aquí|\baqui\b|\bqui\b|click|klick|klik",
    re.IGNORECASE,
)
"""Words with which such a line speaks of the mail itself."""
