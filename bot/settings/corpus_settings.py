"""Corpus settings: the folders with articles, the index, and what today is."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, SecretStr

from bot.index.engine_names import EngineChoice
from bot.settings.setting_checks import check_cluster, check_zone_name, empty_to_none, require_path


class CorpusSettings(BaseModel):
    """What to search, and where it is kept."""

    corpus: Annotated[Path, BeforeValidator(require_path)] = Field(
        default=Path("corpus"),
        description="The folder with your article files.",
        examples=["corpus"],
    )
    seeds: Annotated[Path | None, BeforeValidator(empty_to_none)] = Field(
        default=Path("seeds"),
        description="Starter articles, searched in addition to the corpus; leave it empty to "
        "turn them off.",
        examples=["seeds"],
    )
    data: Annotated[Path, BeforeValidator(require_path)] = Field(
        default=Path(".dateline"),
        description="The folder for the index and the bot's state; created if it is missing.",
        examples=[".dateline"],
    )
    timezone: Annotated[str, AfterValidator(check_zone_name)] = Field(
        default="UTC",
        description="The time zone of today, digests and quiet hours, by its IANA name.",
        examples=["Europe/Lisbon"],
    )
    trash_days: Annotated[int, Field(ge=1, le=36_500)] = Field(
        default=30,
        description="Days for which a removed article file can be restored.",
        examples=["30"],
    )
    engine: EngineChoice = Field(
        default="auto",
        description="Where the index is kept: memory, disk or opensearch; auto uses memory "
        "up to 20,000 passages and disk beyond that.",
        examples=["auto"],
    )
    opensearch_url: Annotated[SecretStr | None, AfterValidator(check_cluster)] = Field(
        default=None,
        description="The OpenSearch cluster's URL, with user name and password if it needs them.",
        examples=["https://name:password@127.0.0.1:9200"],
    )
    opensearch_index: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,100}$")] = Field(
        default="dateline",
        description="The index's name in the cluster, in lower case.",
        examples=["dateline"],
    )
    opensearch_shards: Annotated[int, Field(ge=1, le=1024)] = Field(
        default=1,
        description="Number of shards of a new index in the cluster.",
        examples=["1"],
    )
    opensearch_replicas: Annotated[int, Field(ge=0, le=20)] = Field(
        default=1,
        description="Number of replicas of each shard in the cluster.",
        examples=["1"],
    )

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone that decides which day is today."""
        return ZoneInfo(self.timezone)

    @property
    def roots(self) -> tuple[Path, ...]:
        """Return the folders to search; the last one is the corpus.

        The starter articles are left out if they are missing, unless somebody asked for them.
        """
        is_default = "seeds" not in self.model_fields_set
        if self.seeds is None or (is_default and not self.seeds.exists()):
            return (self.corpus,)
        return (self.seeds, self.corpus)
