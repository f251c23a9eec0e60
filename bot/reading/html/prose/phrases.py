"""Phrases that pages put around an article in many languages, a table each.

Alternatives are parted by ``|`` and written in lower case; a language's name is only there for
whoever adds to it. Each is matched at the beginning of a line, and only in the shapes that
``leaks`` describes, since each may begin a sentence of news too.
"""

import re
from collections.abc import Iterable

# Before the titles of other articles.
READ_MORE = {
    "en": "read more|read also|also read|read next|read now|read on|read the full story|see also|see more"
    "|more on this|more on this story|more on this topic|more stories|more from|more|related"
    "|related stories|related articles|related news|related topics|related links|related coverage"
    "|recommended|recommended reading|recommended for you|don't miss|don’t miss|must read"
    "|further reading|keep reading|continue reading|most read|most popular|popular|trending"
    "|trending now|you may also like|you might also like|you may like|in case you missed it"
    "|editor's picks|editors' picks|editor’s picks|up next|next article|previous article|watch also"
    "|watch now|watch|also on|find out more|learn more|top stories|latest news|latest stories",
    "de": "lesen sie auch|lesen sie mehr|lesen sie hier|lesen sie dazu|lesen sie jetzt|lies auch"
    "|lesen sie außerdem|lesen sie weiter|auch interessant|auch lesenswert|das könnte sie auch"
    " interessieren|das könnte dich auch interessieren|mehr zum thema|mehr dazu|mehr lesen"
    "|mehr aus|mehr zu|zum thema|weiterlesen|weitere artikel|weitere nachrichten|weitere infos"
    "|weitere informationen|siehe auch|verwandte artikel|verwandte themen|passend dazu"
    "|meistgelesen|meistgelesene artikel|hier lesen|lesetipp|lesetipps|empfohlen|empfehlung",
    "fr": "lire aussi|à lire aussi|a lire aussi|lire également|à lire également|à lire|lire la suite"
    "|lire plus|lire l'article|lire l’article|voir aussi|à voir aussi|en savoir plus|sur le même"
    " sujet|sur le même thème|pour aller plus loin|les plus lus|à découvrir|articles liés"
    "|plus d'infos|écouter aussi|découvrez aussi|retrouvez aussi|notre sélection",
    "es": "lee también|leer también|lea también|lee además|lea más|leer más|lee más|te puede"
    " interesar|le puede interesar|te puede gustar|te recomendamos|le recomendamos|ver también"
    "|vea también|ve también|mira también|más información|más sobre|noticias relacionadas"
    "|artículos relacionados|notas relacionadas|relacionado|relacionadas|lo más leído|además"
    "|sigue leyendo|seguir leyendo|no te pierdas|también te puede interesar|en vivo",
    "pt": "leia também|leia mais|leia ainda|leia a seguir|veja também|veja mais|saiba mais|ver mais"
    "|ler mais|confira também|notícias relacionadas|artigos relacionados|relacionadas"
    "|mais lidas|continue lendo|continue a ler|assista também|você pode gostar",
    "it": "leggi anche|leggi tutto|leggi di più|leggi ancora|leggi pure|per approfondire|vedi anche"
    "|guarda anche|ti potrebbe interessare|potrebbe interessarti|potrebbe interessarti anche"
    "|articoli correlati|notizie correlate|approfondisci|i più letti|continua a leggere|scopri di più",
    "nl": "lees ook|lees meer|lees verder|lees hier|bekijk ook|zie ook|meer over|ook interessant"
    "|gerelateerd|gerelateerde artikelen|meest gelezen|luister ook",
    "sv": "läs också|läs även|läs mer|läs vidare|se också|se även|mer om|lyssna också|mest läst"
    "|relaterade artiklar|missa inte",
    "no": "les også|les mer|les videre|se også|mer om|hør også|mest lest|relaterte saker|saken oppdateres",
    "da": "læs også|læs mere|læs videre|se også|mere om|hør også|mest læste|relaterede artikler",
    "fi": "lue myös|lue lisää|katso myös|kuuntele myös|aiheesta lisää|luetuimmat",
    "is": "lesa meira|lestu einnig|sjá einnig|lesið meira|tengdar fréttir",
    "pl": "czytaj więcej|czytaj także|czytaj też|czytaj również|czytaj dalej|przeczytaj także"
    "|przeczytaj też|przeczytaj również|przeczytaj więcej|zobacz także|zobacz też|zobacz również"
    "|zobacz więcej|polecamy|polecane|powiązane artykuły|najczęściej czytane|sprawdź też",
    "cs": "čtěte také|čtěte více|čtěte dále|přečtěte si také|přečtěte si i|mohlo by vás zajímat"
    "|související články|souvisí s článkem|nejčtenější|více zde|další články|podívejte se také",
    "sk": "čítajte aj|čítajte tiež|čítajte viac|prečítajte si aj|mohlo by vás zaujímať|súvisiace články"
    "|najčítanejšie|pozrite si aj",
    "hu": "olvassa el|olvassa el ezt is|olvasd el|olvasd el ezt is|ez is érdekelheti|ez is érdekelhet"
    "|kapcsolódó cikkek|kapcsolódó|további cikkek|tovább olvasom|lásd még",
    "ro": "citește și|citeşte şi|citește mai mult|citiți și|vezi și|vezi şi|articole similare"
    "|recomandări|cele mai citite",
    "hr": "pročitajte i|pročitaj i|pročitajte još|pročitaj još|pročitajte više|vezane vijesti|povezane"
    " vijesti|povezani članci|najčitanije|čitajte još|vidi još|preberite še|preberi še|beri še",
    "el": "διαβάστε επίσης|διαβάστε ακόμα|διαβάστε ακόμη|διαβάστε περισσότερα|δείτε επίσης|σχετικά άρθρα"
    "|δείτε ακόμα|διαβάστε εδώ",
    "tr": "ayrıca okuyun|ayrıca oku|devamını oku|devamı için|ilgili haberler|ilgili haber|bunlar da"
    " ilginizi çekebilir|ilginizi çekebilir|önerilen haberler|haberin devamı|daha fazla oku",
    "ru": "читайте также|читайте ещё|читайте еще|читайте далее|читайте подробнее|читать также"
    "|читать далее|читать полностью|смотрите также|см. также|подробнее|по теме|материалы по теме"
    "|другие материалы|похожие материалы|рекомендуем|самое читаемое|что еще почитать",
    "uk": "читайте також|читайте ще|читайте далі|читати також|читати далі|дивіться також|див. також"
    "|детальніше|за темою|матеріали за темою|рекомендуємо",
    "bg": "прочетете още|вижте още|вижте също|четете още|още по темата|свързани статии",
    "sr": "pročitajte još|прочитајте још|прочитајте и|повезане вести|види још|најчитаније",
    "ar": "اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|اقرأ المزيد|إقرأ أيضا|إقرأ أيضًا|إقرأ أيضاً|اقرأوا أيضا|شاهد أيضا|شاهد أيضًا"
    "|مواضيع ذات صلة|أخبار ذات صلة|ذات صلة|المزيد|للمزيد|قد يعجبك أيضا|الأكثر قراءة|تابع القراءة",
    "fa": "بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|اخبار مرتبط|ادامه مطلب",
    "ur": "یہ بھی پڑھیں|مزید پڑھیں|مزید پڑھیے",
    "he": "קראו גם|קרא גם|עוד בנושא|קראו עוד|לקריאה נוספת|כתבות נוספות|אולי יעניין אותך",
    "hi": "यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|और पढ़ें|पढ़ें पूरी खबर|संबंधित खबरें|अधिक पढ़ें|यह भी देखें",
    "bn": "আরও পড়ুন|আরো পড়ুন|আরও পড়ুন|আরো পড়ুন|সম্পর্কিত খবর",
    "ta": "மேலும் படிக்க|இதையும் படியுங்கள்",
    "id": "baca juga|baca selengkapnya|baca lebih lanjut|lihat juga|simak juga|berita terkait|artikel"
    " terkait|terpopuler|baca lainnya|baca lagi",
    "vi": "đọc thêm|xem thêm|xem tiếp|đọc tiếp|tin liên quan|bài liên quan|có thể bạn quan tâm",
    "th": "อ่านเพิ่มเติม|อ่านต่อ|อ่านข่าวเพิ่มเติม|ข่าวที่เกี่ยวข้อง|อ่านข่าว",
    "ja": "関連記事|あわせて読みたい|こちらもおすすめ|おすすめ記事|続きを読む|【関連】|関連リンク|関連ニュース|次ページ",
    "ko": "관련기사|관련 기사|더 읽기|이어서 읽기|함께 보면 좋은|추천 기사|많이 본 기사",
    "zh": "相关阅读|相关新闻|相关报道|延伸阅读|阅读更多|推荐阅读|更多新闻|相關閱讀|相關新聞|相關報導|延伸閱讀|閱讀更多|推薦閱讀"
    "|更多新聞|看更多|點擊閱讀",
    "sw": "soma zaidi|soma pia|soma hii pia|habari zinazohusiana",
    "af": "lees ook|lees meer|kyk ook|lees verder",
    "zu": "funda olunye udaba lapha|funda kabanzi|funda futhi|fundani|bona futhi",
    "xh": "funda ngakumbi|funda kwakhona",
    "ca": "llegeix també|llegiu també|et pot interessar|més informació",
    "lt": "skaitykite taip pat|taip pat skaitykite|skaityti daugiau",
    "lv": "lasi arī|lasīt vairāk|lasiet arī",
    "et": "loe ka|loe veel|loe lisaks",
}

# As above, with a name or a topic behind it, in headings.
MORE_FROM = (
    "most read in|more from|more on|more in|more about|more stories about|read more about|related to"
    "|mehr aus|mehr zu|mehr von|meistgelesen in|plus de|à lire dans|tout sur|más sobre|más de|lo más"
    " leído en|mais sobre|mais de|altro su|altre notizie|meer over|meer uit|mer om|mer från|mere om"
    "|mer fra|więcej o|więcej z|více z|viac z|mai multe|daha fazla|ещё по теме|еще по теме|больше о"
    "|المزيد من|المزيد عن|baca lagi|selengkapnya"
)

# Invitations to sign up, follow, pay or write, as imperatives.
INVITATIONS = {
    "en": "sign up|sign in|subscribe|log in to|follow us|follow our|follow [^.]{1,40} on (?:twitter"
    "|x|facebook|instagram|tiktok|threads|google|linkedin|whatsapp|youtube|telegram|bluesky)|join us on"
    "|join our|like us on|find us on|get in touch|contact us|got a story|got a tip|do you have a story"
    "|have you got a story|have a story|send us|email us|write to us|let us know in the comments"
    "|share your thoughts|tell us what you think|what do you think|join the conversation|support our"
    "|support us|donate|become a member|become a subscriber|already a subscriber|register for free"
    "|to continue reading|to read the full|this article is for subscribers|you have reached your limit"
    "|get unlimited access|get (?:the|our|all)[^.]{1,60}(?:newsletter|inbox|app)\\b|download (?:the|our)"
    "|click here to|tap here to|for more (?:stories|news|on|from|information|breaking|latest)"
    "|for the latest|stay up to date|stay informed|check out (?:our|more)|keep up with|never miss"
    "|don't miss a|enter your e-?mail|your e-?mail address|listen to (?:our|the podcast)"
    "|buy (?:a|your) subscription|unlock this|start your (?:free )?trial|want more|want to read more"
    "|add us as a|thank you for reading|thanks for reading|read our comment|we may earn"
    "|you must confirm your|please log ?out|to view this video|view this post|a post shared by|please enable javascript"
    "|your browser (?:does not|doesn't) support|get real-time|you can also check|please consider",
    "de": "abonnieren sie|abonniere|jetzt abonnieren|folgen sie|folge uns|folgst du|folgt uns|melden sie"
    " sich|melde dich|jetzt anmelden|hier anmelden|newsletter|jetzt registrieren|registrieren sie sich"
    "|kontaktieren sie uns|schreiben sie uns|ihre meinung ist|senden sie uns|diskutieren sie"
    "|hat ihnen dieser artikel|unterstützen sie|jetzt weiterlesen|sie möchten weiterlesen|sie haben bereits"
    "|jetzt testen|mit einem abo|hier geht es zum|hier geht's zum|hier geht’s zum|laden sie|testen sie"
    "|dieser artikel ist exklusiv|dieser inhalt ist|externer inhalt|an dieser stelle finden sie"
    "|empfohlener redaktioneller inhalt|zur anzeige aktiviere|deine privatsphäre-einstellungen"
    "|unser newsletter|keine news mehr verpassen|bleiben sie|verpassen sie|hören sie",
    "fr": "abonnez-vous|inscrivez-vous|suivez-nous|suivez toute|rejoignez-nous|rejoignez notre|recevez"
    "|contactez-nous|écrivez-nous|cet article est réservé|article réservé|la suite est réservée"
    "|pour lire la suite|il vous reste|déjà abonné|connectez-vous|créez un compte|soutenez|faites un don"
    "|téléchargez|retrouvez toute|retrouvez-nous|partagez|s'abonner|s’abonner|newsletter|ajoutez",
    "es": "suscríbete|suscríbase|suscribite|síguenos|síganos|seguinos|sigue nuestro|sigue toda|únete a"
    "|regístrate|regístrese|inicia sesión|recibe|descarga|descargá|contáctanos|escríbenos|comparte"
    "|contenido exclusivo|este contenido es exclusivo|para seguir leyendo|¿ya eres suscriptor"
    "|hazte socio|apóyanos|haz clic aquí|boletín|newsletter|puedes seguir|mantente informado"
    "|para más información",
    "pt": "inscreva-se|assine|siga-nos|siga o|siga a|acompanhe|receba|cadastre-se|participe do|entre no"
    "|clique aqui|baixe|compartilhe|conteúdo exclusivo|este conteúdo é exclusivo|já é assinante|apoie"
    "|subscreva|newsletter|faça parte",
    "it": "iscriviti|abbonati|seguici|segui|ricevi|registrati|accedi|scarica|unisciti|clicca qui|scrivici"
    "|contattaci|condividi|contenuto riservato|questo articolo è riservato|sei già abbonato|sostieni"
    "|newsletter|resta aggiornato",
    "nl": "abonneer|schrijf je in|schrijf u in|meld je aan|volg ons|volg nu|download|word lid|stuur ons"
    "|neem contact|deel dit|blijf op de hoogte|ontvang|nieuwsbrief|dit artikel is exclusief|al abonnee",
    "sv": "prenumerera|följ oss|anmäl dig|ladda ner|dela artikeln|tipsa oss|skriv till oss|kontakta oss"
    "|logga in|nyhetsbrev|redan prenumerant|bli prenumerant",
    "no": "abonner|følg oss|meld deg på|last ned|tips oss|send oss|del artikkelen|logg inn|nyhetsbrev"
    "|bli abonnent|har du tips|kontakt oss",
    "da": "abonner|abonnér|følg os|tilmeld dig|download|del artiklen|skriv til os|log ind|nyhedsbrev"
    "|bliv abonnent|kontakt os",
    "fi": "tilaa|seuraa meitä|kirjaudu|lataa|jaa artikkeli|uutiskirje|lähetä meille",
    "pl": "zapisz się|zasubskrybuj|subskrybuj|obserwuj nas|śledź nas|dołącz do|polub nas|zaloguj się|kup"
    " dostęp|kup subskrypcję|masz już|pobierz|napisz do nas|skontaktuj się|udostępnij|newsletter"
    "|chcesz wiedzieć więcej|bądź na bieżąco|wesprzyj|dostęp do",
    "cs": "sledujte nás|přihlaste se|odebírejte|předplaťte|stáhněte si|napište nám|sdílejte|tento článek je"
    "|newsletter|připojte se|podpořte",
    "sk": "sledujte nás|prihláste sa|odoberajte|predplaťte|stiahnite si|napíšte nám|zdieľajte|podporte",
    "hu": "iratkozzon fel|iratkozz fel|kövessen minket|kövess minket|fizessen elő|fizess elő|jelentkezz be"
    "|csatlakozz|támogassa|hírlevél",
    "ro": "abonează-te|abonați-vă|urmărește-ne|urmăriți-ne|înscrie-te|descarcă|trimite-ne|susține",
    "hr": "pretplatite se|pretplati se|pratite nas|prijavite se|preuzmite|podijelite|naročite se|sledite nam",
    "el": "ακολουθήστε|εγγραφείτε|γίνετε συνδρομητής|κατεβάστε|στείλτε μας|συνδεθείτε",
    "tr": "abone ol|abone olun|bizi takip|takip edin|kaydol|kayıt ol|üye ol|giriş yap|indirin|bize ulaşın",
    "ru": "подпишитесь|подписывайтесь|подписаться|присоединяйтесь|следите за|скачайте|скачать приложение"
    "|зарегистрируйтесь|войдите|поделитесь|поделиться|напишите нам|пишите нам|поддержите|оформите подписку"
    "|читайте нас|присылайте|хотите быть в курсе",
    "uk": "підпишіться|підписуйтесь|підписуйтеся|приєднуйтесь|приєднуйтеся|слідкуйте за|стежте за|завантажте"
    "|зареєструйтесь|поділитися|напишіть нам|підтримайте|читайте нас",
    "bg": "абонирайте се|последвайте ни|запишете се|изтеглете|следете ни",
    "sr": "претплатите се|пратите нас|пријавите се",
    "ar": "اشترك|اشتركوا|تابعونا|تابعنا|سجل الآن|حمل تطبيق|انضم|شارك|للاشتراك|لمتابعة",
    "fa": "عضو شوید|ما را دنبال کنید|مشترک شوید",
    "ur": "ہمیں فالو کریں|سبسکرائب کریں",
    "he": "הירשמו|הצטרפו|עקבו אחרינו|הרשמו|שתפו|לקבלת",
    "hi": "सब्सक्राइब करें|फॉलो करें|हमें फॉलो|हमसे जुड़ें|डाउनलोड करें",
    "bn": "সাবস্ক্রাইব করুন|ফলো করুন|অনুসরণ করুন",
    "id": "ikuti kami|ikuti berita|berlangganan|daftar sekarang|unduh|gabung|dapatkan|bagikan",
    "vi": "theo dõi chúng tôi|đăng ký|đăng nhập|tải ứng dụng|chia sẻ|mời bạn đọc",
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

COPYRIGHT = {
    "": r"©|\(c\) ?(?:19|20)|copyright\b|copyleft\b",
    "en": "all rights reserved|all content copyright|reproduction without permission|this material may not"
    "|the copyright of|no part of this",
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
    "|image credit|image source|file photo|illustration|graphic|video|source photo"
    "|foto|fotos|bild|bilder|bildquelle|foto:|fotografía|fotografia|fotograf|imagen|imagem|immagine"
    "|crédit photo|crédit|crédits|crédit image|photo d'illustration|legenda|légende|kuva|kuvat|zdjęcie"
    "|fot.|zdroj|fotó|φωτογραφία|φωτό|фото|фотография|изображение|снимка|صورة|الصورة|תמונה|צילום"
    "|写真|画像|사진|图片来源|圖片來源|图|照片|ảnh|ภาพ|picha"
)

# Who else worked on an article, or where it comes from, in its last lines.
CONTRIBUTORS = {
    "en": "with reports from|with reporting by|with files from|with additional|additional reporting"
    "|reporting by|edited by|editing by|writing by|translated by|translation by|compiled by"
    "|(?:this|the) (?:story|article|report|piece|interview) (?:was|has been|is|first|originally|appeared)"
    "|(?:[\\w-]+ ){1,3}reported from|associated press writers?|originally published",
    "de": "aus dem englischen|aus dem amerikanischen|übersetzung|übersetzt von|redaktion|mit agenturmaterial"
    "|mit material|mitarbeit|dieser (?:artikel|text|beitrag) (?:ist|wurde|erschien|stammt)"
    "|dies ist eine (?:maschinelle )?übersetzung|lest den originalartikel|transparenzhinweis|hinweis der"
    " redaktion|anmerkung der redaktion|korrekturhinweis|in einer früheren (?:version|fassung)"
    "|mit informationen von|autor|autorin|die autorin|der autor|zur person|über den autor|zum autor",
    "fr": "traduit de|traduit par|traduction|avec afp|avec reuters|avec agences|propos recueillis par"
    "|cet article (?:a été|est)|l'auteur|l’auteur",
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
    "|πηγή|πηγές|kaynak|kaynaklar|источник|источники|джерело|джерела|المصدر|المصادر|מקורות"
    "|स्रोत|sumber|nguồn|ที่มา|出典|参考文献|출처|来源|來源|資料來源"
)

# Single words on a line of their own: what its button or label says.
LABELS = (
    "advertisement|advertisements|advertising|sponsored|sponsored content|promoted|anzeige|werbung"
    "|annonce|publicité|publicidad|publicidade|pubblicità|reklama|reklam|реклама|advertentie|mainos"
    "|إعلان|פרסומת|広告|광고|广告|廣告|iklan|quảng cáo|โฆษณา|διαφήμιση|hirdetés|publicitate|oglas"
    "|share|share this|share this article|share article|print|email|e-mail|save|copy link|comment"
    "|comments|leave a comment|view comments|post a comment|show comments|reply|tags|topics|teilen"
    "|drucken|kommentare|kommentieren|merken|partager|commenter|commentaires|imprimer|compartir"
    "|comentarios|comentar|imprimir|compartilhar|partilhar|comentários|condividi|commenti|stampa"
    "|delen|reacties|dela|kommentarer|del|udostępnij|komentarze|drukuj|sdílet|diskuse|megosztás"
    "|поделиться|комментарии|поділитися|коментарі|paylaş|yorumlar|مشاركة|شارك|تعليقات|シェア|コメント"
    "|공유하기|댓글|分享|评论|評論|embed|tweet|pin it|subscribe|newsletter|newsletters|article content"
    "|read more|play video|watch video|enlarge|close|skip|loading|swipe|next|previous"
)


def any_of(tables: Iterable[str]) -> str:
    """Return a regular expression for all phrases of some rows, longer ones first.

    Rows may hold regular expressions; white space stands for any.
    """
    phrases = {phrase for row in tables for phrase in _alternatives(row)}
    return "|".join(sorted(phrases, key=len, reverse=True))


def _alternatives(row: str) -> list[str]:
    """Split a row at the bars that are not in parentheses."""
    parts, depth = [""], 0
    for char in row:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [re.sub(" +", r"\\s+", part) for part in parts if part]
