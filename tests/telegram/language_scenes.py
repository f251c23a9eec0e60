"""What people write to the bot in their languages, and the invented articles that answer them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """An article, a question on it, and the sentence that answers it."""

    published: str
    day: str
    source: str
    title: str
    text: str
    question: str
    quote: str

    @property
    def content(self) -> str:
        """Return the article as a file; nothing in it names its language."""
        if not self.source:
            return f"date {self.published} {self.text}\n"
        fields = f"title: {self.title}\npublished: {self.published}\nsource: {self.source}"
        return f"---\n{fields}\n---\n{self.text}\n"


@dataclass(frozen=True, slots=True)
class Scene:
    """One language: articles, one that an admin adds later, and what is said of them.

    ``names``: what the four languages are called in it, its own name first; ``german``: German.
    """

    language: str
    names: Sequence[str]
    german: str
    button: str
    stories: Sequence[Story]
    upload: Story
    unanswerable: str
    missing: str


NO_ARTICLE_QUESTION = "Wie viele Menschen wurden bei dem Erdbeben verletzt?"

SCENES = (
    Scene(
        language="ru",
        names=("русский", "арабский", "китайский", "испанский"),
        german="немецкий",
        button="Русский",
        stories=(
            Story(
                published="2026-03-06",
                day="6 марта 2026\u202fг.",
                source="Заречинский вестник",
                title="Новый мост в Заречинске открыли раньше срока",
                text=(
                    "В Заречинске в пятницу открыли новый мост через реку Ольшанку. "
                    "Строительство моста обошлось в 840 миллионов рублей и заняло два года. "
                    "Мэр города Лидия Сомова сказала, что старый мост оставят пешеходам."
                ),
                question="Сколько стоило строительство моста в Заречинске?",
                quote=("Строительство моста обошлось в 840 миллионов рублей и заняло два года."),
            ),
            Story(
                published="2026-03-11",
                day="11 марта 2026\u202fг.",
                source="Лесная газета",
                title="В заповеднике «Тёплый Бор» родились рысята",
                text=(
                    "В заповеднике «Тёплый Бор» родились трое рысят. "
                    "Их мать, рысь по кличке Искра, живёт там с 2021 года. "
                    "Директор заповедника Павел Нечаев предложил школьникам выбрать им имена."
                ),
                question="Кто директор заповедника «Тёплый Бор»?",
                quote=("Директор заповедника Павел Нечаев предложил школьникам выбрать им имена."),
            ),
        ),
        upload=Story(
            published="2026-03-14",
            day="14 марта 2026\u202fг.",
            source="",
            title="",
            text=(
                "Городская библиотека Заречинска переехала в здание бывшего вокзала. "
                "В новых залах помещается 120 тысяч книг. "
                "Читателей ждут ежедневно до девяти вечера."
            ),
            question="Куда переехала городская библиотека?",
            quote="Городская библиотека Заречинска переехала в здание бывшего вокзала.",
        ),
        unanswerable="Кто выиграл шахматный турнир в Лиссабоне?",
        missing="Лиссабоне",
    ),
    Scene(
        language="ar",
        names=("العربية", "الروسية", "الصينية", "الإسبانية"),
        german="الألمانية",
        button="العربية",
        stories=(
            Story(
                published="2026-03-06",
                day="6 مارس 2026",
                source="The Lantern",
                title="إعادة فتح ميناء رأس الزيتون بعد العاصفة",
                text=(
                    "أعيد فتح ميناء رأس الزيتون يوم الجمعة بعد عاصفة استمرت أربعة أيام. "
                    "ونقلت أول عبّارة 312 راكبا إلى جزيرة النوارس. "
                    "وقدّرت رئيسة البلدية سلمى الحداد الأضرار بمليوني دينار."
                ),
                question="كم راكبا نقلت أول عبّارة؟",
                quote="ونقلت أول عبّارة 312 راكبا إلى جزيرة النوارس.",
            ),
            Story(
                published="2026-03-11",
                day="11 مارس 2026",
                source="صحيفة الوادي",
                title="ثلاثة أشبال في حديقة وادي السدر",
                text=(
                    "وُلدت ثلاثة أشبال في حديقة وادي السدر للحيوانات. "
                    "وأمها لبؤة اسمها شمس وصلت إلى الحديقة عام 2021. "
                    "وقال مدير الحديقة كريم النجار إن تلاميذ المدارس سيختارون أسماءها."
                ),
                question="من هو مدير حديقة وادي السدر؟",
                quote="وقال مدير الحديقة كريم النجار إن تلاميذ المدارس سيختارون أسماءها.",
            ),
        ),
        upload=Story(
            published="2026-03-14",
            day="14 مارس 2026",
            source="",
            title="",
            text=(
                "انتقلت مكتبة رأس الزيتون إلى مبنى محطة القطار القديمة. "
                "وتتسع القاعات الجديدة لمئة وعشرين ألف كتاب. "
                "وتفتح أبوابها كل يوم حتى التاسعة مساء."
            ),
            question="إلى أين انتقلت مكتبة رأس الزيتون؟",
            quote="انتقلت مكتبة رأس الزيتون إلى مبنى محطة القطار القديمة.",
        ),
        unanswerable="من فاز ببطولة الشطرنج في لشبونة؟",
        missing="لشبونة",
    ),
    Scene(
        language="zh",
        names=("中文", "俄语", "阿拉伯语", "西班牙语"),
        german="德语",
        button="简体中文",
        stories=(
            Story(
                published="2026-03-06",
                day="2026年3月6日",
                source="青石晚报",
                title="青石镇新大桥提前通车",
                text=(
                    "青石镇的新大桥星期五正式通车，比计划提前一个月。"
                    "大桥造价为八亿四千万元，建设用了两年。"
                    "镇长林秋月说，旧桥将留给行人使用。"
                ),
                question="青石镇的新大桥造价是多少？",
                quote="大桥造价为八亿四千万元，建设用了两年。",
            ),
            Story(
                published="2026-03-11",
                day="2026年3月11日",
                source="云岭日报",
                title="云岭动物园三只小熊猫出生",
                text=(
                    "云岭动物园本周有三只小熊猫出生。"
                    "它们的母亲名叫豆豆，2021年来到这里。"
                    "动物园园长周志远说，小学生将为它们取名。"
                ),
                question="云岭动物园的园长是谁？",
                quote="动物园园长周志远说，小学生将为它们取名。",
            ),
        ),
        upload=Story(
            published="2026-03-14",
            day="2026年3月14日",
            source="",
            title="",
            text=(
                "青石镇图书馆搬进了老火车站。"
                "新馆可以容纳十二万册图书。"
                "读者每天可以在那里读书到晚上九点。"
            ),
            question="青石镇图书馆搬到了哪里？",
            quote="青石镇图书馆搬进了老火车站。",
        ),
        unanswerable="谁赢得了里斯本的国际象棋比赛？",
        missing="里斯本",
    ),
    Scene(
        language="es",
        names=("español", "ruso", "árabe", "chino"),
        german="alemán",
        button="Español",
        stories=(
            Story(
                published="2026-03-06",
                day="6 de marzo de 2026",
                source="Diario del Puerto",
                title="El puerto de Valdemar reabre tras el temporal",
                text=(
                    "El puerto de Valdemar reabrió el viernes después de cuatro días de temporal. "
                    "El primer ferri llevó a 312 pasajeros a la isla de las Gaviotas. "
                    "La alcaldesa, Marta Quiroga, calculó los daños en dos millones de euros."
                ),
                question="¿Cuántos pasajeros llevó el primer ferri?",
                quote="El primer ferri llevó a 312 pasajeros a la isla de las Gaviotas.",
            ),
            Story(
                published="2026-03-11",
                day="11 de marzo de 2026",
                source="La Voz de Villanar",
                title="Los Hornos gana el premio al mejor pan del país",
                text=(
                    "La panadería Los Hornos, de Villanar, ganó el premio al mejor pan del país. "
                    "El jurado probó 86 panes a ciegas. "
                    "Tomás Ibarra, el dueño de la panadería, usa la masa madre de su abuela."
                ),
                question="¿Quién es el dueño de la panadería Los Hornos?",
                quote="Tomás Ibarra, el dueño de la panadería, usa la masa madre de su abuela.",
            ),
        ),
        upload=Story(
            published="2026-03-14",
            day="14 de marzo de 2026",
            source="",
            title="",
            text=(
                "El museo ferroviario de Villanar compró una locomotora de vapor de 1908. "
                "La locomotora pesa 64 toneladas y llegó en tres camiones. "
                "El público la verá a partir de mayo."
            ),
            question="¿Cuánto pesa la locomotora de vapor?",
            quote="La locomotora pesa 64 toneladas y llegó en tres camiones.",
        ),
        unanswerable="¿Quién ganó el torneo de ajedrez de Lisboa?",
        missing="Lisboa",
    ),
)
