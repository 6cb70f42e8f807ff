"""The vocabulary that ships with the program, from vocabulary.yaml beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .marked import read_marked
from .model import FactType, Vocabulary


@cache
def shipped_vocabulary() -> Vocabulary:
    """Return the fact types with their properties, in the order of the file."""
    text = files(__package__).joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    return {
        name: FactType(
            choices={key: tuple(values) for key, values in properties.items() if isinstance(values, list)},
            sets={key: tuple(values["set"]) for key, values in properties.items() if isinstance(values, dict)},
        )
        for name, properties in read_marked(text).data.items()
    }
