"""An answer and a refusal in other languages, over the invented stories of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.pictures.scenes.private import Scene
from benchmarks.pictures.screen import Screen
from benchmarks.pictures.stage import ask, show_private
from bot.articles.article import Article, derive_id
from tests.languages.stories import DEVELOPMENT, read_stories
from tests.telegram.client import Private
from tests.telegram.process import BotProcess


@dataclass(frozen=True, slots=True)
class LanguageScene:
    """Questions in a language; ``source`` is said to have published the stories."""

    language: str
    source: str
    questions: tuple[str, ...]


SCENES = (
    LanguageScene(
        "ru",
        "Уральский курьер",
        (
            "Какой длины будет трамвайная линия в Кедрогорске?",
            "Какой фильм получил главный приз фестиваля в Белоречье?",
        ),
    ),
    LanguageScene(
        "ar",
        "The Lantern",
        ("كم ستكلف أعمال ترميم فسيفساء تل الغزال؟", "من فاز بكأس السباحة للناشئين في بنزرت؟"),
    ),
    LanguageScene(
        "zh",
        "南江晚报",
        ("岑河特大桥总投资多少？", "云麓动物园的双胞胎小熊猫取了什么名字？"),
    ),
    LanguageScene(
        "es",
        "La Gaceta del Páramo",
        (
            "¿Cuántos heridos dejó el descarrilamiento de Villar del Páramo?",
            "¿Cuántos muertos hubo en el choque de autobuses de Aldehuela la Real?",
        ),
    ),
)


def make_scene(scene: LanguageScene) -> Scene:
    """Return what asks the questions of a scene as somebody whose Telegram is in its language."""

    async def show(bot: BotProcess) -> list[Screen]:
        person = Private(bot.server.world)
        person.user["language_code"] = scene.language
        for question in scene.questions:
            await ask(person, question)
        return [show_private(person)]

    return show


def publish_stories(scene: LanguageScene) -> Iterator[Article]:
    """Yield the stories in the scene's language, as its source publishes them."""
    for number, story in enumerate(read_stories(DEVELOPMENT, scene.language)):
        title, _, text = story["text"].partition("\n\n")
        published = date.fromisoformat(story["published"])
        url = f"https://news.example/{scene.language}/{number}"
        article_id = derive_id(url, published, title, text)
        yield Article(
            article_id, text, published, "", title, scene.source, url, language=scene.language
        )
