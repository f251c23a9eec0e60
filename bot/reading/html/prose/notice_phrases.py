"""Phrases that invite to subscribe and the like, and that tell of rights and sources.

They are written as those of ``link_phrases`` are; some hold a regular expression.
"""

# Invitations to sign up, follow, pay or write, as imperatives.
INVITATIONS = {
    "en": "sign up|sign in|subscribe|log in to|follow us|follow our"
    "|follow [^.]{1,40} on (?:x|twitter|facebook|instagram|tiktok|google|whatsapp|youtube)"
    "|join us on|join our|like us on|find us on|get in touch|contact us|got a story|got a tip"
    "|do you have a story|have you got a story|have a story|send us|email us|write to us"
    "|let us know in the comments|share your thoughts|tell us what you think"
    "|join the conversation|support our|support us|donate|become a member|become a subscriber"
    "|already a subscriber|register for free|to continue reading|to read the full"
    "|this article is for subscribers|you have reached your limit|get unlimited access"
    "|get (?:the|our|all)[^.]{1,60}(?:newsletter|inbox|app)\\b|download (?:the|our)|click here to"
    "|tap here to|for more (?:stories|news|on|from|information|breaking|latest)|for the latest"
    "|stay up to date|stay informed|check out (?:our|more)|keep up with|never miss|don't miss a"
    "|enter your e-?mail|your e-?mail address|listen to (?:our|the podcast)"
    "|buy (?:a|your) subscription|unlock this|start your (?:free )?trial|want to read more"
    "|add us as a|thank you for reading|thanks for reading|read our comment|we may earn"
    "|you must confirm your|please log ?out|to view this video|view this post|a post shared by"
    "|please enable javascript|your browser (?:does not|doesn't) support|get real-time"
    "|you can also check|please consider",
    "de": "abonnieren sie|abonniere|jetzt abonnieren|folgen sie|folge uns|folgst du|folgt uns"
    "|melden sie sich|melde dich|jetzt anmelden|hier anmelden|newsletter|jetzt registrieren"
    "|registrieren sie sich|kontaktieren sie uns|schreiben sie uns|ihre meinung ist"
    "|senden sie uns|diskutieren sie|hat ihnen dieser artikel|unterstützen sie|jetzt weiterlesen"
    "|sie möchten weiterlesen|sie haben bereits|jetzt testen|mit einem abo|hier geht es zum"
    "|hier geht's zum|hier geht’s zum|laden sie|dieser artikel ist exklusiv|dieser inhalt ist"
    "|externer inhalt|an dieser stelle finden sie|empfohlener redaktioneller inhalt"
    "|zur anzeige aktiviere|deine privatsphäre-einstellungen|unser newsletter"
    "|keine news mehr verpassen|verpassen sie|hören sie den podcast|bleiben sie auf dem laufenden",
    "fr": "abonnez-vous|inscrivez-vous|suivez-nous|suivez toute|rejoignez-nous|rejoignez notre"
    "|recevez|contactez-nous|écrivez-nous|cet article est réservé|article réservé"
    "|la suite est réservée|pour lire la suite|il vous reste|déjà abonné|connectez-vous"
    "|créez un compte|soutenez|faites un don|téléchargez|retrouvez toute|retrouvez-nous|partagez"
    "|s'abonner|s’abonner|newsletter|ajoutez",
    "es": "suscríbete|suscríbase|suscribite|síguenos|síganos|seguinos|sigue nuestro|sigue toda"
    "|únete a|regístrate|regístrese|inicia sesión|contáctanos|escríbenos|contenido exclusivo"
    "|este contenido es exclusivo|para seguir leyendo|¿ya eres suscriptor|hazte socio|apóyanos"
    "|haz clic aquí|boletín|newsletter|puedes seguir|mantente informado|para más información"
    "|recibe nuestr[ao]s?|recibe las noticias|recibe en tu|descarga la app|descarga nuestra"
    "|comparte esta|comparte este|comparte la noticia",
    "pt": "inscreva-se|siga-nos|cadastre-se|entre no|clique aqui|compartilhe|conteúdo exclusivo"
    "|este conteúdo é exclusivo|já é assinante|apoie|subscreva|newsletter|faça parte|receba as"
    "|receba nossa|receba no seu|assine o|assine a|assine já|siga o canal|siga a nossa"
    "|siga o nosso|acompanhe o canal|acompanhe as notícias|participe do canal|participe do grupo"
    "|baixe o app|baixe o aplicativo",
    "it": "iscriviti|abbonati|seguici|registrati|accedi|unisciti|clicca qui|scrivici|contattaci"
    "|condividi|contenuto riservato|questo articolo è riservato|sei già abbonato|sostieni"
    "|newsletter|resta aggiornato|segui la nostra|segui il nostro|segui le notizie"
    "|segui la pagina|scarica l'app|scarica l’app|scarica la nostra|ricevi le|ricevi la nostra",
    "nl": "abonneer|schrijf je in|schrijf u in|meld je aan|volg ons|volg nu|download|word lid"
    "|stuur ons|neem contact|deel dit|blijf op de hoogte|ontvang|nieuwsbrief"
    "|dit artikel is exclusief|al abonnee",
    "sv": "prenumerera|följ oss|anmäl dig|ladda ner|dela artikeln|tipsa oss|skriv till oss"
    "|kontakta oss|logga in|nyhetsbrev|redan prenumerant|bli prenumerant",
    "no": "abonner|følg oss|meld deg på|last ned|tips oss|send oss|del artikkelen|logg inn"
    "|nyhetsbrev|bli abonnent|har du tips|kontakt oss",
    "da": "abonner|abonnér|følg os|tilmeld dig|download|del artiklen|skriv til os|log ind"
    "|nyhedsbrev|bliv abonnent|kontakt os",
    "fi": "seuraa meitä|kirjaudu|jaa artikkeli|uutiskirje|lähetä meille|tilaa uutiskirje"
    "|tilaa lehti|tilaa nyt|lataa sovellus",
    "pl": "zapisz się|zasubskrybuj|subskrybuj|obserwuj nas|śledź nas|dołącz do|polub nas"
    "|zaloguj się|kup dostęp|kup subskrypcję|masz już|pobierz|napisz do nas|skontaktuj się"
    "|udostępnij|newsletter|chcesz wiedzieć więcej|bądź na bieżąco|wesprzyj",
    "cs": "sledujte nás|přihlaste se|odebírejte|předplaťte|stáhněte si|napište nám|sdílejte"
    "|tento článek je|newsletter|připojte se|podpořte",
    "sk": "sledujte nás|prihláste sa|odoberajte|predplaťte|stiahnite si|napíšte nám|zdieľajte"
    "|podporte",
    "hu": "iratkozzon fel|iratkozz fel|kövessen minket|kövess minket|fizessen elő|fizess elő"
    "|jelentkezz be|csatlakozz|támogassa|hírlevél",
    "ro": "abonează-te|abonați-vă|urmărește-ne|urmăriți-ne|înscrie-te|descarcă|trimite-ne|susține",
    "hr": "pretplatite se|pretplati se|pratite nas|prijavite se|preuzmite|podijelite|naročite se"
    "|sledite nam",
    "el": "ακολουθήστε|εγγραφείτε|γίνετε συνδρομητής|κατεβάστε|στείλτε μας|συνδεθείτε",
    "tr": "abone ol|abone olun|bizi takip|takip edin|kaydol|kayıt ol|üye ol|giriş yap|indirin"
    "|bize ulaşın",
    "ru": "подпишитесь|подписывайтесь|подписаться|присоединяйтесь|следите за|скачайте"
    "|скачать приложение|зарегистрируйтесь|войдите|поделитесь|поделиться|напишите нам|пишите нам"
    "|поддержите|оформите подписку|читайте нас|присылайте|хотите быть в курсе",
    "uk": "підпишіться|підписуйтесь|підписуйтеся|приєднуйтесь|приєднуйтеся|слідкуйте за|стежте за"
    "|завантажте|зареєструйтесь|поділитися|напишіть нам|підтримайте|читайте нас",
    "bg": "абонирайте се|последвайте ни|запишете се|изтеглете|следете ни",
    "sr": "претплатите се|пратите нас|пријавите се",
    "ar": "تابعونا|تابعنا|سجل الآن|حمل تطبيق|للاشتراك|لمتابعة|اشترك في القناة|اشترك في النشرة"
    "|اشترك الآن|اشتركوا في|انضم إلى قناتنا|انضموا إلى",
    "fa": "عضو شوید|ما را دنبال کنید|مشترک شوید",
    "ur": "ہمیں فالو کریں|سبسکرائب کریں",
    "he": "הירשמו|עקבו אחרינו|הרשמו|שתפו|הצטרפו לערוץ|הצטרפו אלינו",
    "hi": "सब्सक्राइब करें|फॉलो करें|हमें फॉलो|हमसे जुड़ें|डाउनलोड करें",
    "bn": "সাবস্ক্রাইব করুন|ফলো করুন|অনুসরণ করুন",
    "id": "ikuti kami|ikuti berita|berlangganan|daftar sekarang|unduh|gabung|dapatkan|bagikan",
    "vi": "theo dõi chúng tôi|đăng nhập|tải ứng dụng|mời bạn đọc|đăng ký nhận|đăng ký theo dõi"
    "|đăng ký kênh|chia sẻ bài viết",
    "th": "ติดตามเรา|ติดตามข่าว|สมัครสมาชิก|ดาวน์โหลด|กดติดตาม",
    "ja": "会員登録|有料会員|この記事は有料|この記事は会員限定|無料会員|メルマガ",
    "ko": "구독하기|구독하세요|제보하기|카카오톡",
    "zh": "关注我们|扫码|扫描二维码|點擊訂閱|關注我們|掃描|加入會員|追蹤我們|請按讚",
    "sw": "jiunge|jiandikishe|tufuate|pakua",
    "af": "teken in|volg ons|sluit aan by",
}

# What such invitations are to, in any language.
OBJECTS = (
    "newsletter|newsletters|whatsapp|telegram|facebook|instagram|twitter|youtube|tiktok|linkedin"
    "|threads|bluesky|google news|google notícias|messenger|viber|spotify|app store|google play"
    "|push|inbox|e-mail|email|feed|account|app|us|our|kanal|uns|unser|unsere|unseren|unserem|nous"
    "|notre|nos|nuestro|nuestra|nuestros|nuestras|boletín|canal|nosso|nossa|nossos|nostro|nostra"
    "|nostri|canale|ons|onze|nieuwsbrief|oss|våra|vårt|nyhetsbrev|nyhedsbrev|vores|uutiskirje|nas"
    "|nasz|naszym|naszego|naszej|nás|náš|naše|hírlevél|канал|канале|нас|наш|нашем|наши|каналі|bizi"
    "|قناة|قناتنا"
)

# Of rights.
COPYRIGHT = {
    "": "©|\\(c\\) ?(?:19|20)|copyright\\b|copyleft\\b",
    "en": "all rights reserved|all content copyright|reproduction without permission"
    "|this material may not|the copyright of|no part of this",
    "de": "alle rechte vorbehalten|alle rechte liegen|nachdruck verboten",
    "fr": "tous droits réservés|toute reproduction|reproduction interdite",
    "es": "todos los derechos reservados|prohibida la reproducción|queda prohibida",
    "pt": "todos os direitos reservados|é proibida a reprodução|proibida a reprodução",
    "it": "tutti i diritti riservati|riproduzione riservata|vietata la riproduzione",
    "nl": "alle rechten voorbehouden|auteursrecht",
    "sv": "alla rättigheter|med ensamrätt",
    "da": "alle rettigheder",
    "pl": "wszelkie prawa zastrzeżone|wszystkie prawa zastrzeżone|materiał chroniony prawem",
    "cs": "všechna práva vyhrazena|všetky práva vyhradené",
    "hu": "minden jog fenntartva",
    "ro": "toate drepturile rezervate",
    "hr": "sva prava pridržana|sva prava zadržana|vse pravice pridržane",
    "el": "με επιφύλαξη παντός δικαιώματος|απαγορεύεται η αναδημοσίευση",
    "tr": "tüm hakları saklıdır|her hakkı saklıdır",
    "ru": "все права защищены|перепечатка|использование материалов",
    "uk": "усі права захищені|всі права захищені|передрук",
    "ar": "جميع الحقوق محفوظة|حقوق النشر",
    "he": "כל הזכויות שמורות",
    "hi": "सर्वाधिकार सुरक्षित",
    "id": "hak cipta|seluruh hak cipta",
    "vi": "bản quyền thuộc",
    "th": "สงวนลิขสิทธิ์",
    "ja": "無断転載|無断複製",
    "ko": "저작권자|무단전재|무단 전재",
    "zh": "版权所有|版權所有|未经授权|未經授權|著作權",
}

# Before the name of who took a picture.
CREDITS = (
    "photo|photos|photograph|photo by|image|images|picture|pictures|pictured|credit|photo credit"
    "|image credit|image source|file photo|illustration|graphic|video|source photo|foto|fotos|bild"
    "|bilder|bildquelle|foto:|fotografía|fotografia|fotograf|imagen|imagem|immagine|crédit photo"
    "|crédit|crédits|crédit image|photo d'illustration|legenda|légende|kuva|kuvat|zdjęcie|fot."
    "|zdroj|fotó|φωτογραφία|φωτό|фото|фотография|изображение|снимка|صورة|الصورة|תמונה|צילום"
    "|写真|画像"
    "|사진|图片来源|圖片來源|图|照片|ảnh|ภาพ|picha"
)

# Who else worked on an article, or where it comes from, in its last lines.
CONTRIBUTORS = {
    "en": "with reports from|with reporting by|with files from|with additional"
    "|additional reporting|reporting by|edited by|editing by|writing by|translated by"
    "|translation by|compiled by"
    "|(?:this|the) (?:story|article|report|piece) (?:was|has been|is|first|originally|appeared)"
    "|(?:[\\w-]+ ){1,3}reported from|associated press writers?|originally published",
    "de": "aus dem englischen|aus dem amerikanischen|übersetzung|übersetzt von|redaktion"
    "|mit agenturmaterial|mit material|mitarbeit"
    "|dieser (?:artikel|text|beitrag) (?:ist|wurde|erschien|stammt)"
    "|dies ist eine (?:maschinelle )?übersetzung|lest den originalartikel|transparenzhinweis"
    "|hinweis der redaktion|anmerkung der redaktion|korrekturhinweis"
    "|in einer früheren (?:version|fassung)|mit informationen von|autor|autorin|die autorin"
    "|der autor|zur person|über den autor|zum autor",
    "fr": "traduit de|traduit par|traduction|avec afp|avec reuters|avec agences"
    "|propos recueillis par|cet article (?:a été|est)|l'auteur|l’auteur",
    "es": "con información de|traducción|traducido|edición|editado por|este artículo|con agencias",
    "pt": "com informações d|tradução|edição|texto originalmente|este artigo|esta reportagem",
    "it": "traduzione|a cura di|questo articolo|con informazioni",
    "nl": "met medewerking|vertaling|dit artikel|correctie",
    "sv": "översättning|artikeln har|rättelse",
    "pl": "tłumaczenie|oprac.|opracowanie|źródło|artykuł powstał",
    "ru": "перевод|подготовил|при участии|материал подготовлен|автор",
    "uk": "переклад|підготував|підготувала|матеріал підготовлено|автор",
}

# Above what an article rests on, at its end.
SOURCES = (
    "source|sources|references|notes|footnotes|quelle|quellen|verwendete quellen|einzelnachweise"
    "|sources :|références|fuente|fuentes|referencias|fonte|fonti|fontes|bronnen|bron|källa|källor"
    "|kilde|kilder|lähde|lähteet|źródło|źródła|zdroj|zdroje|forrás|források|surse|izvor|izvori"
    "|πηγή|πηγές|kaynak|kaynaklar|источник|источники|джерело|джерела|المصدر|المصادر|מקורות|स्रोत"
    "|sumber|nguồn|ที่มา|出典|参考文献|출처|来源|來源|資料來源"
)
