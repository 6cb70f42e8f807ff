"""The formats of the report: one module each, imported when it is asked for.

The module `as_<name>` gives `render(report, shown)`: the bytes of the report, the same for the same report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from ..engine.rulebook.model import Rule
from .messages import text
from .model import Report

# The ending of a file in each format.
SUFFIXES: Mapping[str, str] = {
    "text": ".txt",
    "json": ".json",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "html": ".html",
    "sarif": ".sarif",
    "junit": ".xml",
    "github": ".github.txt",
    "gitlab": ".gitlab.json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """How a report is shown: `lang` is "nb", "nn", "en" or "sv", `rules` are those of all packs by id.

    `width` is that of the terminal in characters, None for a file or pipe.
    """

    lang: str
    rules: Mapping[str, Rule]
    width: int | None = None

    def title(self, identity: str) -> str:
        """Return the title of the rule with this id, or of the finding that the program makes of its own accord."""
        rule = self.rules.get(identity)
        return rule.title.in_language(self.lang) if rule else text("own_findings", identity, self.lang)


def render(name: str, report: Report, shown: Presentation) -> bytes:
    """The report in the format called `name`, a key of `SUFFIXES`."""
    made: bytes = import_module(f".as_{name}", __package__).render(report, shown)
    return made
