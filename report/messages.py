"""The texts that users read, from `messages.yaml`, in bokmål, nynorsk or English."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("nb", "nn", "en")


def text(group: str, code: str, lang: str, **fields: str) -> str:
    """The text for `code` of `group` ("problems", "verdicts", "words" …) in `lang`, its braces filled. KeyError for what is not there."""
    return str(_messages()[group][code][lang]).format(**fields)


@cache
def _messages() -> Any:
    return yaml.load(files(__package__).joinpath("messages.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
