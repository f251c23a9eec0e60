"""Texts of invented events in many languages and scripts, another one for every number."""

import random

# Who, what was done, to what, when or where: each sentence draws one of each.
_PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("The council of {}", "A spokesperson of {}", "The railway of {}", "Two farmers near {}",
         "The museum in {}", "The port of {}", "Volunteers from {}", "The university of {}"),
        ("approved", "postponed", "examined", "welcomed", "rejected", "finished", "paid for",
         "described"),
        ("a new bridge over the canal", "the repair of forty school roofs", "a timetable for trams",
         "the harvest of early apples", "an inquiry into the flood", "a loan of {} million crowns",
         "the sale of the old brewery", "a hospital with {} beds"),
        ("after a debate of {} hours", "on the evening of the market", "before the first snow",
         "in spite of {} objections", "with the help of neighbours", "for the second time"),
    ),
    "de": (
        ("Der Stadtrat von {}", "Eine Sprecherin aus {}", "Die Bahn von {}", "Das Museum in {}",
         "Zwei Bauern bei {}", "Der Hafen von {}", "Die Universität {}", "Die Feuerwehr in {}"),
        ("beschloss", "verschob", "prüfte", "begrüßte", "lehnte", "beschrieb", "bezahlte", "lobte"),
        ("eine neue Brücke über den Kanal", "die Reparatur von vierzig Schuldächern",
         "den Fahrplan der Straßenbahn", "die Ernte der frühen Äpfel",
         "ein Krankenhaus mit {} Betten",
         "den Verkauf der alten Brauerei", "einen Kredit von {} Millionen Kronen"),
        ("nach einer Debatte von {} Stunden", "am Abend des Marktes", "vor dem ersten Schnee",
         "trotz {} Einwänden", "mit Hilfe der Nachbarn", "zum zweiten Mal"),
    ),
    "fr": (
        ("Le conseil de {}", "Une porte-parole de {}", "Le musée de {}", "Le port de {}",
         "Deux fermières près de {}", "L’université de {}"),
        ("a approuvé", "a repoussé", "a examiné", "a salué", "a refusé", "a décrit"),
        ("un nouveau pont sur le canal", "la réparation de quarante écoles",
         "l’horaire des tramways", "la récolte des premières pommes", "un hôpital de {} lits",
         "la vente de l’ancienne brasserie"),
        ("après un débat de {} heures", "le soir du marché", "avant la première neige",
         "malgré {} objections", "avec l’aide des voisins", "pour la deuxième fois"),
    ),
    "ru": (
        ("Совет города {}", "Музей города {}", "Порт города {}", "Университет города {}",
         "Больница города {}", "Театр города {}"),
        ("одобрил", "отложил", "изучил", "отклонил", "описал", "оплатил"),
        ("новый мост через канал", "ремонт сорока школьных крыш", "расписание трамваев",
         "урожай ранних яблок", "продажу старой пивоварни", "заём в {} миллионов крон"),
        ("после {} часов споров", "вечером в день рынка", "перед первым снегом",
         "несмотря на {} возражений", "с помощью соседей", "во второй раз"),
    ),
    "ar": (
        ("مجلس مدينة {}", "متحف مدينة {}", "ميناء مدينة {}", "جامعة مدينة {}", "مستشفى مدينة {}"),
        ("وافق على", "أجّل", "درس", "رفض", "وصف", "دفع ثمن"),
        ("جسر جديد فوق القناة", "إصلاح أربعين مدرسة", "جدول القطارات", "حصاد التفاح المبكر",
         "بيع المصنع القديم", "قرض قيمته {} مليون كرونة"),
        ("بعد نقاش دام {} ساعات", "في مساء يوم السوق", "قبل أول ثلج", "رغم {} اعتراضا",
         "بمساعدة الجيران", "للمرة الثانية"),
    ),
    "hi": (
        ("{} की परिषद ने", "{} के संग्रहालय ने", "{} के बंदरगाह ने", "{} के विश्वविद्यालय ने",
         "{} के अस्पताल ने"),
        ("नहर पर नए पुल को", "चालीस स्कूलों की मरम्मत को", "ट्राम की समय सारणी को",
         "पुराने कारखाने की बिक्री को", "{} करोड़ के ऋण को"),
        ("{} घंटे की बहस के बाद", "बाज़ार की शाम को", "पहली बर्फ़ से पहले", "{} आपत्तियों के बावजूद",
         "पड़ोसियों की मदद से"),
        ("मंज़ूरी दी", "टाल दिया", "जाँचा", "अस्वीकार किया", "सराहा"),
    ),
    "zh": (
        ("{}市议会", "{}博物馆", "{}港口", "{}大学", "{}医院", "{}铁路公司"),
        ("批准了", "推迟了", "审查了", "拒绝了", "介绍了", "完成了"),
        ("运河上的新桥", "四十所学校的维修", "有轨电车的时刻表", "旧啤酒厂的出售",
         "{}百万克朗的贷款",
         "早熟苹果的收获"),
        ("，讨论持续了{}个小时", "，尽管有{}条反对意见", "，邻居们提供了帮助", "，这已是第二次",
         "，时间是集市当晚", "，赶在第一场雪之前"),
    ),
    "ja": (
        ("{}市議会は", "{}博物館は", "{}港は", "{}大学は", "{}病院は"),
        ("運河の新しい橋を", "四十校の修理を", "路面電車の時刻表を", "古い醸造所の売却を",
         "{}億クローネの融資を", "早生りんごの収穫を"),
        ("{}時間の議論の後に", "市場の夜に", "初雪の前に", "{}件の異議にもかかわらず",
         "隣人の助けで"),
        ("承認した", "延期した", "調査した", "拒否した", "説明した"),
    ),
    "el": (
        ("Το συμβούλιο του {}", "Το μουσείο του {}", "Το λιμάνι του {}", "Το νοσοκομείο του {}"),
        ("ενέκρινε", "ανέβαλε", "εξέτασε", "απέρριψε", "περιέγραψε"),
        ("μια νέα γέφυρα στο κανάλι", "την επισκευή σαράντα σχολείων", "το δρομολόγιο των τραμ",
         "την πώληση της παλιάς ζυθοποιίας", "ένα δάνειο {} εκατομμυρίων κορωνών"),
        ("μετά από συζήτηση {} ωρών", "το βράδυ της αγοράς", "πριν από το πρώτο χιόνι",
         "παρά τις {} ενστάσεις", "με τη βοήθεια των γειτόνων"),
    ),
}  # fmt: skip

LANGUAGES = tuple(_PARTS)
WESTERN = ("en", "de", "fr")
"""Languages whose texts fit into windows-1252."""

_FULL_STOPS = {"zh": "。", "ja": "。", "hi": "।"}
_SYLLABLES = ("kar", "lo", "wen", "dor", "ni", "mel", "tas", "vi", "bru", "hal", "so", "gre", "pum")


def invent_title(token: str, language: str, seed: str) -> str:
    """Return a headline that names ``token``, a word that no other text has."""
    return _invent_sentence(random.Random(seed), language, token)


def invent_paragraphs(token: str, language: str, seed: str) -> tuple[str, ...]:
    """Return the paragraphs of a text that names ``token`` in its first sentence."""
    chance = random.Random(seed)
    end = _FULL_STOPS.get(language, ".")
    space = "" if language in ("zh", "ja") else " "
    paragraphs = []
    for number in range(chance.randint(3, 4)):
        sentences = [
            _invent_sentence(chance, language, token if not (number or place) else _name(chance))
            + end
            for place in range(chance.randint(3, 4))
        ]
        paragraphs.append(space.join(sentences))
    return tuple(paragraphs)


def _invent_sentence(chance: random.Random, language: str, name: str) -> str:
    space = "" if language in ("zh", "ja") else " "
    parts = [chance.choice(choices) for choices in _PARTS[language]]
    first, *others = parts
    return space.join(
        (first.format(name), *(part.format(chance.randint(3, 999)) for part in others))
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.sample(_SYLLABLES, 3)).capitalize()
