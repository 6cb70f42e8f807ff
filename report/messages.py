"""The texts that users read, from `messages.yaml`, in bokmål, nynorsk, English and Swedish."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

# Without libyaml the same loader exists in Python, only slower.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def text(group: str, code: str, lang: str, **fields: str) -> str:
    """The text for `code` of `group` ("problems", "verdicts", "words" …) in `lang`, its braces filled from `fields`.

    KeyError for a text, a language or a field that is not there.
    """
    return messages()[group][code][lang].format(**fields)


@cache
def messages() -> dict[str, dict[str, dict[str, str]]]:
    """All texts: group -> code -> language -> text."""
    source = files(__package__).joinpath("messages.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, dict[str, str]]] = yaml.load(source, Loader=LOADER)
    return loaded
