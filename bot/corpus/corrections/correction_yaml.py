"""The YAML of an entry: strings, lists and mappings, and nothing else."""

from collections.abc import Hashable, Mapping
from typing import Any

import yaml


class BrokenYamlError(ValueError):
    """Say what is wrong in a text, and in which line, counted from 0, where that is known."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        self.line = line
        super().__init__(f"it is not YAML ({problem})")


class _Loader(yaml.BaseLoader):
    """Makes nothing but strings, lists and mappings: a title may be No."""

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, object]:
        fields: dict[Hashable, object] = super().construct_mapping(node, deep=deep)
        if len(fields) < len(node.value):
            raise yaml.MarkedYAMLError(problem="a name occurs twice", problem_mark=node.start_mark)
        return fields


def load_entry(text: str) -> object:
    """Return what an entry holds; raise BrokenYamlError where it is not YAML."""
    try:
        (fields,) = yaml.load(text, _Loader)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it breaks off"
        raise BrokenYamlError(problem, mark.line if mark else None) from None
    except RecursionError:
        raise BrokenYamlError("it is nested too deeply") from None
    except (TypeError, ValueError):
        raise BrokenYamlError("it is no list of one entry") from None
    result: object = fields
    return result


def dump_entry(values: Mapping[str, Any]) -> str:
    """Return the lines of an entry."""
    return str(yaml.safe_dump([dict(values)], sort_keys=False, allow_unicode=True, width=10**6))
