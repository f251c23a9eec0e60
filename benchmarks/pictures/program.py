"""Program: which scenes are played on which stage."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from benchmarks.pictures.feature import publish_feature
from benchmarks.pictures.scenes import feeds, follows, private, shared
from benchmarks.pictures.scenes.languages import SCENES, make_scene, publish_stories
from benchmarks.pictures.scenes.private import Scene
from benchmarks.pictures.screen import Screen
from benchmarks.pictures.stage import open_stage
from bot.articles.article import Article
from tests.languages.stories import ASKED_ON
from tests.newsroom import TODAY, publish_articles

# The first to write to the test server's bot has this id, and feeds are on this machine.
_ADMIN_SETTINGS = {"DATELINE_ADMINS": "1001", "DATELINE_FETCH_PRIVATE": "true"}


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn into a file of this name, one screen below the other."""

    name: str
    screens: Sequence[Screen]


@dataclass(frozen=True, slots=True)
class Show:
    """Scenes over the same articles at the same time of day, by the names of their pictures.

    ``settings`` are those of the bot, as variables of its environment.
    """

    articles: Sequence[Article]
    moment: str
    scenes: Mapping[str, Scene]
    settings: Mapping[str, str] = field(default_factory=dict)


async def perform(names: Collection[str] = ()) -> list[Picture]:
    """Play the scenes of these names, by default all, and return their pictures."""
    pictures: list[Picture] = []
    for show in list_shows():
        scenes = {name: show.scenes[name] for name in show.scenes if not names or name in names}
        if not scenes:
            continue
        async with open_stage(show.articles, show.moment, settings=show.settings) as bot:
            for name, scene in scenes.items():
                pictures.append(Picture(name, await scene(bot)))
    return pictures


def list_shows() -> Iterator[Show]:
    """Yield what is played, in the order of the pictures in the documents."""
    newsroom = (*publish_articles(), *publish_feature())
    noon = {**private.SCENES, **shared.SCENES, **follows.SCENES}
    yield Show(newsroom, f"{TODAY} 12:00:00", _prefix("chat-", noon))
    yield Show(newsroom, f"{TODAY} 07:59:45", _prefix("chat-", follows.MORNING_SCENES))
    yield Show(newsroom, f"{TODAY} 12:00:00", _prefix("chat-", feeds.SCENES), _ADMIN_SETTINGS)
    stories = tuple(chain.from_iterable(publish_stories(scene) for scene in SCENES))
    languages = {scene.language: make_scene(scene) for scene in SCENES}
    yield Show(stories, f"{ASKED_ON} 12:00:00", _prefix("language-", languages))


def _prefix(prefix: str, scenes: Mapping[str, Scene]) -> dict[str, Scene]:
    return {f"{prefix}{name}": scene for name, scene in scenes.items()}
