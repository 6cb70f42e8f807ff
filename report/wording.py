"""Wording for agreements, from `wording.yaml`: what a good provision says, in bokmål and nynorsk.

Blanks stand in square brackets. A text with a blank left is no provision yet: the checker says so too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from .messages import LOADER
from .model import DocumentReport

LANGUAGES = ("nb", "nn")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedProvision:
    """A provision and the ids of the rules that it helps to meet. `text` holds "{municipality}" and "{nav}" where the
    parties are named.
    """

    parts: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedSection:
    """A section of an agreement. Its provisions are the items of a list when there is a `lead`, else paragraphs."""

    heading: str
    lead: str
    provisions: tuple[WordedProvision, ...]


@cache
def agreement(lang: str) -> tuple[WordedSection, ...]:
    """A whole agreement in `lang`, one of `LANGUAGES`; KeyError for other languages."""
    source = files(__package__).joinpath("wording.yaml").read_text(encoding="utf-8")
    return tuple(
        WordedSection(
            heading=section["heading"][lang],
            lead=section["list"][lang] if "list" in section else "",
            provisions=tuple(
                WordedProvision(parts=tuple(each["parts"]), text=each[lang])
                for each in section.get("list", section)["provisions"]
            ),
        )
        for section in yaml.load(source, Loader=LOADER)
    )


def suggestions(part: str, lang: str, municipality: str, nav: str) -> Iterator[str]:
    """Whole sentences that help to meet the rule with the id `part`, the best first; in bokmål when not nynorsk."""
    for section in agreement(lang if lang in LANGUAGES else "nb"):
        for provision in section.provisions:
            if part in provision.parts:
                said = f"{section.lead.rstrip(':')} {provision.text}." if section.lead else provision.text
                yield said.format(municipality=municipality, nav=nav)


def suggested(part: str, document: DocumentReport) -> list[str]:
    """What `suggestions` gives for a document: in its language, and with the names of its parties if it has them."""
    municipality = next((each for each in document.parties if "kommune" in each.lower()), "[kommune]")
    nav = next((each for each in document.parties if "nav" in each.lower().split()), "[NAV-kontor]")
    return list(suggestions(part, document.language, municipality, nav))
