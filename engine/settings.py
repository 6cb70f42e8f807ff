"""How documents are checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .inference.outcome import Evaluate
from .rulebook.model import RuleBook
from .template.file import TemplateFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`as_of` is the day to judge for, `lang` is "nb", "nn", "en" or "sv".

    `profiles` are ids of packs that apply to every document as if they were in force, and `job.AUTO` for all rules that
    the kind of the document asks for. Rules that belong to no requirement always go by kind too. `template` is the one
    that documents are compared with, clause by clause.
    """

    rulebook: RuleBook
    evaluate: Evaluate
    as_of: date
    lang: str
    profiles: frozenset[str]
    template: TemplateFile | None = None
