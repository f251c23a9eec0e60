"""Phrases of the furniture of mails, in many languages: none of it is news."""

import re

_BROWSER = (
    r"\b(?:view|read|open|see|display|show|click)\b.{0,50}\b(?:browser|online|web ?(?:page|version"
    r")?|on the web)\b|\btrouble (?:viewing|reading|seeing)\b"
    r"|\b(?:can'?t|cannot) (?:see|read|view) (?:this|the)\b"
    r"|\bnot display(?:ed|ing)? (?:correctly|properly)\b|^(?:web|online|browser)[ -]?version\b"
    r"|\bim (?:web)?browser\b|\b(?:web|online|browser)-?(?:version|ansicht)\b"
    r"|nicht (?:richtig|korrekt|vollständig) (?:dargestellt|angezeigt|sehen|lesen)"
    r"|\bklicken sie\b.{0,20}\bhier\b|\b(?:votre|le|un) navigateur\b|\bversion (?:en ligne|web)\b"
    r"|ne s[’']affiche pas|\b(?:voir|lire|consulter|visualiser)\b.{0,40}\ben ligne\b"
    r"|\b(?:el|su|tu) navegador\b|\bversión (?:web|en línea|online)\b"
    r"|\b(?:ver|leer)\b.{0,30}\ben línea\b|\bno (?:seu )?(?:navegador|browser)\b"
    r"|\bversão (?:web|online|on-line)\b|\bnel (?:tuo |vostro |suo )?browser\b"
    r"|\bversione (?:web|online)\b|non (?:visualizz|vedi|riesci)\w*\b.{0,30}correttamente"
    r"|\b(?:je|uw|de) browser\b|\bonline ?versie\b|\bwebversie\b|\bbekijk\b.{0,30}online"
    r"|\b(?:i|din) (?:webbläsaren?|nettleser(?:en)?|browser(?:en)?)\b"
    r"|\b(?:webb|nett|web)versj?i?on(?:en)?\b|\bselaimessa\b|\bverkkoversio|v prohlížeči"
    r"|v prehliadači|webov(?:á|ou|ú) verz|w przeglądarce|wersj[aęi] (?:online|www|internetow)"
    r"|в браузере|у браузері|в браузері|(?:веб|онлайн)-верс|böngésző|în browser"
    r"|στο(?:ν)? (?:browser|πρόγραμμα)|tarayıcı(?:nız|n)?da|في المتصفح|بالمتصفح|בדפדפן|di browser"
    r"|trong trình duyệt|浏览器|瀏覽器|ブラウザ|(?:ウェブ|Web)版|브라우저|웹에서 보기"
)
_LEAVE = (
    r"\bun-?subscrib|\bopt[ -]?out\b"
    r"|\b(?:manage|update|change|edit)\b.{0,30}\b(?:preferences|subscriptions?|settings|profile)\b"
    r"|\bhow you (?:receive|get) (?:these|our) e-?mails"
    r"|\b(?:e-?mail|subscription|newsletter|privacy) preferences\b"
    r"|\bforward (?:this )?(?:e-?mail )?to a friend"
    r"|\b(?:abmelden|abbestellen|austragen|abmeldung|abbestellung)\b|newsletter abmeld"
    r"|\bdés[ai](?:nscri|bonn|bonn)\w*|\bse désinscrire|\bdarse de baja"
    r"|\b(?:cancelar|anular)\b.{0,25}\bsuscripci|\bdate de baja|\bdesuscribir"
    r"|\bcancelar\b.{0,20}\b(?:inscrição|subscrição|assinatura)|\bdescadastr"
    r"|\b(?:dis|cancella\w* l.?)iscri\w*|\bannulla\w*\b.{0,15}\biscrizion|\buitschrij|\bafmelden\b"
    r"|\bafmeld\b|\bavregistrer|\bavsluta\b.{0,20}\bprenumeration|\bavprenumerer"
    r"|\bmeld (?:deg|dig) av|\bavslutt|\bperu(?:uta)? (?:uutiskirje\w*|tilaus)"
    r"|\bpoistu (?:posti)?listalta|\bodhlásit|\bodhlásiť|\bodhlášení|\bwypisz|\bwypisać"
    r"|\banuluj subskrypcj|\brezygnacj|отписаться|отписка|отказаться от (?:рассылки|подписки)"
    r"|відписатися|відписка|\bleiratkoz|\bdezabon|διαγραφή από|κατάργηση εγγραφής"
    r"|\babonelik(?:ten|i) (?:çık|iptal|ayrıl)|إلغاء الاشتراك|להסרה מ|הסרה מרשימ|ביטול מנוי"
    r"|berhenti berlangganan|hủy đăng ký|退订|取消订阅|取消訂閱|配信停止|購読解除|登録解除"
    r"|수신 ?거부|구독 ?(?:취소|해지)|सदस्यता समाप्त|ยกเลิกการ(?:รับ|สมัคร)"
)
_REASON = (
    r"\byou(?:'re| are|’re)? (?:receiv|getting|got|have received)\w* (?:this|our|the|it|e-?mails?)"
    r"\b|\bthis (?:e-?mail|message|newsletter) (?:was|is|has been) (?:sent|intended|addressed)\b"
    r"|\bwhy (?:did|am) i (?:get|getting)"
    r"|\bsie (?:erhalten|bekommen)\b.{0,40}\b(?:e-?mail|nachricht|newsletter)\b"
    r"|\bdiese[r]? (?:e-?mail|newsletter) (?:wurde|ist|richtet)\b"
    r"|\bvous (?:recevez|avez reçu)\b.{0,30}\b(?:e-?mail|mail|message|courriel|lettre|newsletter)"
    r"|\b(?:has recibido|recibes|recibe|ha recibido)\b.{0,30}\b(?:correo|e-?mail|mensaje|bolet[ií]n"
    r"|newsletter)"
    r"|\b(?:você|voce)? ?(?:recebeu|está recebendo)\b.{0,25}\b(?:e-?mail|mensagem|newsletter)"
    r"|\b(?:ricevi|hai ricevuto|ricevete|stai ricevendo)\b.{0,25}\b(?:e-?mail|messaggio|newsletter|"
    r"comunicazione)|\b(?:je|u) (?:ontvangt|hebt)\b.{0,30}\b(?:e-?mail|mail|bericht|nieuwsbrief)\b"
    r"|\b(?:du|ni) (?:får|modtager|mottar)\b.{0,25}\b(?:mejl|mail|e-post|e-mail|nyhedsbrev|nyhetsbr"
    r"ev|utskick|brev)|otrzymujesz t[eę]|вы получили это|вы получаете|ви отримали цей|ви отримуєте"
    r"|bu (?:e-?posta|ileti)\w*\b.{0,40}(?:gönder|alıyor)|このメールは|此邮件|本邮件|此郵件"
    r"|본 메일은|이 메일은|تم إرسال هذ|تتلقى هذ|\bkapja (?:ezt|a hírlevel)"
    r"|ezt (?:az|a) (?:e-?mail|üzenet)|tento (?:e-?mail|newsletter)"
)
_DEVICE = (
    r"^sent (?:from|via|with) (?:my |the )?\S+|^get outlook for|^von meinem .{2,30} gesendet"
    r"|^gesendet (?:von|mit)\b|^envoyé (?:de|depuis) mon|^envoyé (?:à partir|depuis|avec)"
    r"|^enviado (?:desde|do|a partir|pelo)|^inviato da|^verzonden (?:vanaf|met|vanuit)"
    r"|^skickat från|^sendt fra|^lähetetty \S*\w+sta|^wysłane z|^отправлено с|^надіслано з"
    r"|^odesláno z|^iphone'?umdan|^\S*dan gönderildi|^iPhoneから送信|^发自我的|^從我的"
    r"|^나의 .{2,20}에서 보냄|^أُ?رسلت من"
)
_LEGAL = (
    r"^(?:©|\(c\)|copyright\b|tous droits|alle rechte|todos los derechos|todos os direitos|tutti i "
    r"diritti|все права)|\ball rights reserved\b|\balle rechte vorbehalten|\btous droits réservés"
    r"|\btodos los derechos reservados"
    r"|\b(?:add|whitelist)\b.{0,40}\b(?:address book|contacts|safe senders?)\b"
    r"|^(?:our|my) (?:mailing|postal) address|\bregistered (?:office|in england)\b"
    r"|\bhandelsregister\b|\bgeschäftsführ|\bust-?id|^impressum\b|^datenschutz"
    r"|^(?:privacy policy|terms of (?:use|service)|privacy|terms|contact us|about us|advertise|help"
    r"|imprint)(?:\s*[|·•-].*)?$|^(?:follow|find|like|join) us\b|^(?:share|tweet|like|forward|pin|f"
    r"acebook|twitter|instagram|linkedin|youtube)(?:\s*[|·•,-]?\s*(?:share|tweet|like|forward|pin|f"
    r"acebook|twitter|instagram|linkedin|youtube))*$|^(?:weiterleiten|teilen|transférer (?:à|cet)|p"
    r"artager|reenviar|compartir|inoltra|condividi|doorsturen)\b"
)
_CONFIDENTIAL = (
    r"^(?:\W*)(?:(?:this|the) (?:e-?mail|message|communication|information|content)s?\b.{0,120}\b(?"
    r":confidential|privileged|intended (?:only|solely)|recipient)|confidentiality (?:notice|note)|"
    r"(?:important )?disclaimer\b|diese (?:e-?mail|nachricht)\b.{0,80}\b(?:vertraulich|adressat|emp"
    r"fänger)|ce (?:message|courriel|mail)\b.{0,100}\b(?:confidentiel|destinataire)|(?:este|esta) "
    r"(?:mensaje|correo|e-?mail|mensagem|comunicaci[oó]n)\b.{0,120}\b(?:confidencia|destinat)|(?:qu"
    r"esto messaggio|questa e-?mail|le informazioni)\b.{0,120}\b(?:riservat|confidenzial|destinatar"
    r"i)|(?:dit|de informatie in dit) (?:bericht|e-?mail)\w*\b.{0,120}\b(?:vertrouwelijk|bestemd)|"
    r"(?:ta wiadomość|niniejsza wiadomość)\b.{0,120}\b(?:poufn|adresat)|(?:это|данное|настоящее) (?"
    r":сообщение|письмо)\b.{0,120}\bконфиденциал|(?:bu e-?posta|bu mesaj)\b.{0,120}\bgizli|please c"
    r"onsider the environment before print|(?:detta|denne|dette) (?:meddelande|e-?post\w*|e-?mail|m"
    r"ejl)\b.{0,120}\b(?:konfidentiel|fortrolig))"
)

_PROMOTION = (
    r"\bforwarded (?:this|to you)\b|\bsubscribe (?:now|here|for free|today)\b|^subscribe$"
    r"|\bread (?:it |this )?in (?:the |our )?app\b|\bshare this (?:post|e-?mail|newsletter)\b"
    r"|\bupgrade to (?:paid|premium)\b|\breader-supported publication\b|^thanks for reading\b"
    r"|\bjetzt abonnieren\b|\bnewsletter (?:abonnieren|weiterempfehlen)|\babonnez-vous\b"
    r"|\b(?:suscríbete|suscríbase)\b|\biscriviti (?:alla|qui|ora)\b|\b(?:inscreva-se|assine já)\b"
    r"|\babonneer (?:je|u)\b|\bподпишитесь на\b|\bпідпишіться на\b|\bzapisz się na\b"
    r"|\bprenumerera (?:här|nu)\b|\babone ol|メルマガ登録|订阅我们|訂閱我們"
)

BROWSER = re.compile(_BROWSER, re.IGNORECASE)
"""An offer to show the mail in a browser: only short lines that speak of nothing else."""

LEAVE = re.compile(_LEAVE, re.IGNORECASE)
"""A way to leave the list, or to change what is sent."""

REASON = re.compile(_REASON, re.IGNORECASE)
"""Why the mail was sent, and to whom."""

DEVICE = re.compile(_DEVICE, re.IGNORECASE)
"""The program or device that it was sent from."""

LEGAL = re.compile(_LEGAL, re.IGNORECASE)
"""Rights, companies, and links to follow."""

PROMOTION = re.compile(_PROMOTION, re.IGNORECASE)
"""An offer to subscribe, or to read or share it elsewhere."""

CONFIDENTIAL = re.compile(_CONFIDENTIAL, re.IGNORECASE | re.DOTALL)
"""A notice of confidentiality, which may be long."""

MAIL_WORDS = re.compile(
    r"e-?mail|\bmail|newsletter|\bthis (?:post|issue|edition|story)\b|message|nachricht"
    r"|courriel|correo|mensa|messaggi|bericht|mejl|e-post|wiadomoś"
    r"|письм|рассылк|лист|e-?posta|メール|邮件|郵件|메일|\blist\b|\bhere\b|\bhier\b"
    r"|\bici\b|aquí|\baqui\b|\bqui\b|click|klick|klik",
    re.IGNORECASE,
)
"""Words with which such a line speaks of the mail itself."""
