"""Reading settings: how much of an article file is read, and for how long."""

from typing import Annotated

from pydantic import BaseModel, Field

from bot.reading.limits import DEFAULT_LIMITS, MIB, ReadLimits


class ReadingSettings(BaseModel):
    """How much may be read of an article file."""

    max_file: Annotated[int, Field(ge=1, le=1_048_576)] = Field(
        default=DEFAULT_LIMITS.file // MIB,
        description="Maximum size of an article file, in MiB.",
        examples=["2048"],
    )
    max_unpacked: Annotated[int, Field(ge=1, le=1_048_576)] = Field(
        default=DEFAULT_LIMITS.unpacked_size // MIB,
        description="Maximum unpacked size of a file, with everything in it, in MiB.",
        examples=["2048"],
    )
    max_ratio: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=DEFAULT_LIMITS.ratio,
        description="Maximum ratio of a file's unpacked size to its size; up to 100 MiB is "
        "always allowed.",
        examples=["200"],
    )
    max_document: Annotated[int, Field(ge=1, le=4_096)] = Field(
        default=DEFAULT_LIMITS.document // MIB,
        description="Maximum size of a document that has to be read as a whole, in MiB.",
        examples=["256"],
    )
    max_line: Annotated[int, Field(ge=1, le=1_024)] = Field(
        default=DEFAULT_LIMITS.line // MIB,
        description="Maximum length of a line of JSON lines or a cell of a table, in MiB.",
        examples=["64"],
    )
    max_articles: Annotated[int, Field(ge=1, le=100_000_000)] = Field(
        default=DEFAULT_LIMITS.articles,
        description="Maximum number of articles in a file.",
        examples=["1000000"],
    )
    max_refusals: Annotated[int, Field(ge=1, le=100_000_000)] = Field(
        default=DEFAULT_LIMITS.rejections,
        description="Number of rejections after which reading a file is aborted.",
        examples=["100000"],
    )
    max_entries: Annotated[int, Field(ge=1, le=100_000_000)] = Field(
        default=DEFAULT_LIMITS.entries,
        description="Maximum number of files in an archive.",
        examples=["100000"],
    )
    max_nesting: Annotated[int, Field(ge=1, le=20)] = Field(
        default=DEFAULT_LIMITS.nesting,
        description="Maximum nesting depth of archives.",
        examples=["3"],
    )
    max_name: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=DEFAULT_LIMITS.name,
        description="Maximum length of the path of a file in an archive, in characters.",
        examples=["1000"],
    )
    max_pages: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=DEFAULT_LIMITS.pages,
        description="Maximum number of pages of a PDF file.",
        examples=["2000"],
    )
    max_depth: Annotated[int, Field(ge=1, le=1_000)] = Field(
        default=DEFAULT_LIMITS.depth,
        description="Maximum nesting depth of the elements of a web page and of JSON values.",
        examples=["256"],
    )
    read_seconds: Annotated[int, Field(ge=1, le=86_400)] = Field(
        default=DEFAULT_LIMITS.seconds,
        description="CPU seconds allowed for reading a file, and again for every 16 MiB of it.",
        examples=["30"],
    )
    read_patience: Annotated[int, Field(ge=1, le=86_400)] = Field(
        default=DEFAULT_LIMITS.patience,
        description="Seconds without computing or results after which reading a file is aborted.",
        examples=["60"],
    )
    read_memory: Annotated[int, Field(ge=256, le=1_048_576)] = Field(
        default=DEFAULT_LIMITS.memory // MIB,
        description="Maximum memory for reading a file, in MiB.",
        examples=["1024"],
    )

    @property
    def limits(self) -> ReadLimits:
        """Return the limits for reading one article file."""
        return ReadLimits(
            file=self.max_file * MIB,
            unpacked_size=self.max_unpacked * MIB,
            ratio=self.max_ratio,
            document=self.max_document * MIB,
            line=self.max_line * MIB,
            articles=self.max_articles,
            rejections=self.max_refusals,
            entries=self.max_entries,
            nesting=self.max_nesting,
            name=self.max_name,
            pages=self.max_pages,
            depth=self.max_depth,
            seconds=self.read_seconds,
            patience=self.read_patience,
            memory=self.read_memory * MIB,
        )
