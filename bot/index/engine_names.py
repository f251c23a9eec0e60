"""The names of the engines, known without loading any."""

from typing import Literal

EngineName = Literal["memory", "disk", "opensearch"]

EngineChoice = Literal["auto", EngineName]
"""What a setting may say: auto leaves the choice to the size of the corpus."""
