"""Phrases before links to other articles, and on labels and buttons, in many languages.

Alternatives are parted by ``|`` and are in lower case; a language's code is only there for whoever
adds to it. Each counts in the shapes alone that ``phrase_rules`` describes, since it may begin a
sentence of news too.
"""

# Before the titles of other articles.
READ_MORE = {
    "en": "read more|read also|also read|read next|read now|read on|read the full story|see also"
    "|see more|more on this|more on this story|more on this topic|more stories|more from|more"
    "|related|related stories|related articles|related news|related topics|related links"
    "|related coverage|recommended|recommended reading|recommended for you|don't miss|don’t miss"
    "|must read|further reading|keep reading|continue reading|most read|most popular|trending now"
    "|you may also like|you might also like|you may like|in case you missed it|editor's picks"
    "|editors' picks|editor’s picks|up next|next article|previous article|watch also|watch now"
    "|watch|also on|find out more|learn more|top stories|latest news|latest stories",
    "de": "lesen sie auch|lesen sie mehr|lesen sie hier|lesen sie dazu|lesen sie jetzt|lies auch"
    "|lesen sie außerdem|lesen sie weiter|auch interessant|auch lesenswert"
    "|das könnte sie auch interessieren|das könnte dich auch interessieren|mehr zum thema"
    "|mehr dazu|mehr lesen|mehr aus|mehr zu|zum thema|weiterlesen|weitere artikel"
    "|weitere nachrichten|weitere infos|weitere informationen|siehe auch|verwandte artikel"
    "|verwandte themen|passend dazu|meistgelesen|meistgelesene artikel|hier lesen|lesetipp"
    "|lesetipps",
    "fr": "lire aussi|à lire aussi|a lire aussi|lire également|à lire également|à lire"
    "|lire la suite|lire plus|lire l'article|lire l’article|voir aussi|à voir aussi"
    "|en savoir plus|sur le même sujet|sur le même thème|pour aller plus loin|les plus lus"
    "|à découvrir|articles liés|plus d'infos|écouter aussi|découvrez aussi|retrouvez aussi"
    "|notre sélection",
    "es": "lee también|leer también|lea también|lee además|lea más|leer más|lee más"
    "|te puede interesar|le puede interesar|te puede gustar|te recomendamos|le recomendamos"
    "|ver también|vea también|ve también|mira también|más información|más sobre"
    "|noticias relacionadas|artículos relacionados|notas relacionadas|relacionado|relacionadas"
    "|lo más leído|sigue leyendo|seguir leyendo|no te pierdas|también te puede interesar|en vivo",
    "pt": "leia também|leia mais|leia ainda|leia a seguir|veja também|veja mais|saiba mais"
    "|ver mais|ler mais|confira também|notícias relacionadas|artigos relacionados|relacionadas"
    "|mais lidas|continue lendo|continue a ler|assista também|você pode gostar",
    "it": "leggi anche|leggi tutto|leggi di più|leggi ancora|leggi pure|per approfondire"
    "|vedi anche|guarda anche|ti potrebbe interessare|potrebbe interessarti"
    "|potrebbe interessarti anche|articoli correlati|notizie correlate|approfondisci|i più letti"
    "|continua a leggere|scopri di più",
    "nl": "lees ook|lees meer|lees verder|lees hier|bekijk ook|zie ook|meer over|ook interessant"
    "|gerelateerd|gerelateerde artikelen|meest gelezen|luister ook",
    "sv": "läs också|läs även|läs mer|läs vidare|se också|se även|mer om|lyssna också|mest läst"
    "|relaterade artiklar|missa inte",
    "no": "les også|les mer|les videre|se også|mer om|hør også|mest lest|relaterte saker"
    "|saken oppdateres",
    "da": "læs også|læs mere|læs videre|se også|mere om|hør også|mest læste|relaterede artikler",
    "fi": "lue myös|lue lisää|katso myös|kuuntele myös|aiheesta lisää|luetuimmat",
    "is": "lesa meira|lestu einnig|sjá einnig|lesið meira|tengdar fréttir",
    "pl": "czytaj więcej|czytaj także|czytaj też|czytaj również|czytaj dalej|przeczytaj także"
    "|przeczytaj też|przeczytaj również|przeczytaj więcej|zobacz także|zobacz też|zobacz również"
    "|zobacz więcej|polecamy|polecane|powiązane artykuły|najczęściej czytane|sprawdź też",
    "cs": "čtěte také|čtěte více|čtěte dále|přečtěte si také|přečtěte si i|mohlo by vás zajímat"
    "|související články|souvisí s článkem|nejčtenější|více zde|další články|podívejte se také",
    "sk": "čítajte aj|čítajte tiež|čítajte viac|prečítajte si aj|mohlo by vás zaujímať"
    "|súvisiace články|najčítanejšie|pozrite si aj",
    "hu": "olvassa el|olvassa el ezt is|olvasd el|olvasd el ezt is|ez is érdekelheti"
    "|ez is érdekelhet|kapcsolódó cikkek|kapcsolódó|további cikkek|tovább olvasom|lásd még",
    "ro": "citește și|citeşte şi|citește mai mult|citiți și|vezi și|vezi şi|articole similare"
    "|recomandări|cele mai citite",
    "hr": "pročitajte i|pročitaj i|pročitajte još|pročitaj još|pročitajte više|vezane vijesti"
    "|povezane vijesti|povezani članci|najčitanije|čitajte još|vidi još|preberite še|preberi še"
    "|beri še",
    "el": "διαβάστε επίσης|διαβάστε ακόμα|διαβάστε ακόμη|διαβάστε περισσότερα|δείτε επίσης"
    "|σχετικά άρθρα|δείτε ακόμα|διαβάστε εδώ",
    "tr": "ayrıca okuyun|ayrıca oku|devamını oku|devamı için|ilgili haberler|ilgili haber"
    "|bunlar da ilginizi çekebilir|ilginizi çekebilir|önerilen haberler|haberin devamı"
    "|daha fazla oku",
    "ru": "читайте также|читайте ещё|читайте еще|читайте далее|читайте подробнее|читать также"
    "|читать далее|читать полностью|смотрите также|см. также|подробнее|по теме|материалы по теме"
    "|другие материалы|похожие материалы|рекомендуем|самое читаемое|что еще почитать",
    "uk": "читайте також|читайте ще|читайте далі|читати також|читати далі|дивіться також"
    "|див. також|детальніше|за темою|матеріали за темою|рекомендуємо",
    "bg": "прочетете още|вижте още|вижте също|четете още|още по темата|свързани статии",
    "sr": "pročitajte još|прочитајте још|прочитајте и|повезане вести|види још|најчитаније",
    "ar": "اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|اقرأ المزيد|إقرأ أيضا|إقرأ أيضًا|إقرأ أيضاً"
    "|اقرأوا أيضا|شاهد أيضا|شاهد أيضًا|مواضيع ذات صلة|أخبار ذات صلة|ذات صلة|المزيد|للمزيد"
    "|قد يعجبك أيضا|الأكثر قراءة|تابع القراءة",
    "fa": "بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|اخبار مرتبط|ادامه مطلب",
    "ur": "یہ بھی پڑھیں|مزید پڑھیں|مزید پڑھیے",
    "he": "קראו גם|קרא גם|עוד בנושא|קראו עוד|לקריאה נוספת|כתבות נוספות|אולי יעניין אותך",
    "hi": "यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|और पढ़ें|पढ़ें पूरी खबर|संबंधित खबरें|अधिक पढ़ें|यह भी देखें",
    "bn": "আরও পড়ুন|আরো পড়ুন|আরও পড়ুন|আরো পড়ুন|সম্পর্কিত খবর",
    "ta": "மேலும் படிக்க|இதையும் படியுங்கள்",
    "id": "baca juga|baca selengkapnya|baca lebih lanjut|lihat juga|simak juga|berita terkait"
    "|artikel terkait|terpopuler|baca lainnya|baca lagi",
    "vi": "đọc thêm|xem thêm|xem tiếp|đọc tiếp|tin liên quan|bài liên quan|có thể bạn quan tâm",
    "th": "อ่านเพิ่มเติม|อ่านต่อ|อ่านข่าวเพิ่มเติม|ข่าวที่เกี่ยวข้อง|อ่านข่าว",
    "ja": "関連記事|あわせて読みたい|こちらもおすすめ|おすすめ記事|続きを読む|【関連】"
    "|関連リンク|関連ニュース|次ページ",
    "ko": "관련기사|관련 기사|더 읽기|이어서 읽기|함께 보면 좋은|추천 기사|많이 본 기사",
    "zh": "相关阅读|相关新闻|相关报道|延伸阅读|阅读更多|推荐阅读|更多新闻|相關閱讀|相關新聞"
    "|相關報導|延伸閱讀|閱讀更多|推薦閱讀|更多新聞|看更多|點擊閱讀",
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
    "most read in|more from|more on|more in|more about|more stories about|read more about"
    "|related to|mehr aus|mehr zu|mehr von|meistgelesen in|plus de|à lire dans|tout sur|más sobre"
    "|más de|lo más leído en|mais sobre|mais de|altro su|altre notizie|meer over|meer uit|mer om"
    "|mer från|mere om|mer fra|więcej o|więcej z|více z|viac z|mai multe|daha fazla|ещё по теме"
    "|еще по теме|больше о|المزيد من|المزيد عن|baca lagi|selengkapnya"
)

# Alone on a line: what a button or a label says.
LABELS = (
    "advertisement|advertisements|advertising|sponsored|sponsored content|promoted|anzeige|werbung"
    "|annonce|publicité|publicidad|publicidade|pubblicità|reklama|reklam|реклама|advertentie"
    "|mainos|إعلان|פרסומת|広告|광고|广告|廣告|iklan|quảng cáo|โฆษณา|διαφήμιση|hirdetés"
    "|publicitate|oglas"
    "|share|share this|share this article|share article|print|email|e-mail|save|copy link|comment"
    "|comments|leave a comment|view comments|post a comment|show comments|reply|tags|topics|teilen"
    "|drucken|kommentare|kommentieren|merken|partager|commenter|commentaires|imprimer|compartir"
    "|comentarios|comentar|imprimir|compartilhar|partilhar|comentários|condividi|commenti|stampa"
    "|delen|reacties|dela|kommentarer|del|udostępnij|komentarze|drukuj|sdílet|diskuse|megosztás"
    "|поделиться|комментарии|поділитися|коментарі|paylaş|yorumlar|مشاركة|شارك|تعليقات|シェア"
    "|コメント"
    "|공유하기|댓글|分享|评论|評論|embed|tweet|pin it|subscribe|newsletter|newsletters"
    "|article content"
    "|table of contents|in this article|on this page|inhaltsverzeichnis|in diesem artikel"
    "|table des matières|au sommaire|en este artículo|tabla de contenidos|neste artigo|indice"
    "|in questo articolo|inhoudsopgave|spis treści|оглавление|содержание|目次|目录|차례"
    "|listen to this article|artikel anhören|écouter l'article|escuchar este artículo|text size"
    "|font size|schriftgröße"
    "|read more|play video|watch video|enlarge|close|skip|loading|swipe|next|previous"
)
