"""Which duties of the circular a provision names, who is in a team, and whether the programme lies in the NAV office.

By words alone, which `lexicon/duties.yaml` lists. Promises only that the subject is named: who is bound, and how
strongly, the other facts of the provision say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

import yaml

from ...extract.model import Document
from .bokmal import in_bokmal
from .model import Provision
from .sides import Side
from .view import view

DUTIES = (
    "m_mapping", "m_plan", "m_follow_up", "m_certificate", "m_benefit", "m_reception", "m_access", "m_coordinate",
    "m_register", "m_language", "m_fast_track", "m_agency", "m_team", "m_contact", "n_early", "n_plan",
    "n_labour_market", "n_guidance", "n_team", "n_measures", "n_fast_track", "n_register", "n_measure_follow_up",
    "n_employers",
)  # fmt: skip
TEAM_MEMBERS = ("contact_person", "adult_education", "health", "nav")
# A provision that takes over the whole list of the circular takes up every duty on it.
_LISTS = {
    letter: re.compile(rf"\b(?:punkt|pkt\.?|kap\.?|kapittel) ?{point}\b(?=.*(?:rundskriv|g-27))"
                       rf"|(?:rundskriv|g-27).*\b(?:punkt|pkt\.?|kap\.?|kapittel) ?{point}\b")
    for letter, point in (("m", r"2\.1"), ("n", r"2\.2"))
}  # fmt: skip

_Ways = tuple[tuple[re.Pattern[str], ...], ...]


def duties(text: str) -> frozenset[str]:
    """The duties of the circular that `text`, a sentence or list item, names."""
    text = _plain(text)
    taken_over = {letter for letter, pattern in _LISTS.items() if pattern.search(text)}
    return frozenset(duty for duty in DUTIES if duty[0] in taken_over or _named(duty, text))


def team_members(text: str, around: str) -> frozenset[str]:
    """Who is in the team that `text`, or the lead-in or heading `around` it, speaks of; nobody without a team."""
    text = _plain(text)
    if not (_named("team", text) or _named("team", _plain(around))):
        return frozenset()
    return frozenset(member for member in TEAM_MEMBERS if _named(f"team_{member}", text))


def programme_in_office(text: str) -> bool:
    """Whether `text` says that the introduction programme lies in the NAV office."""
    return _named("programme_in_office", _plain(text))


def coverage(document: Document, each: Provision) -> dict[str, bool | str]:
    """What the vocabulary says of this, for a provision of `document`."""
    text = view(document.text, each.span).text
    found, members = duties(text), team_members(text, _around(document, each))
    if each.actor is Side.NONE and "nav_unit" in each.subjects:  # whoever shall do it, the municipality is not named
        found = frozenset(duty for duty in found if not duty.startswith("m_"))
    return (
        {f"duty_{duty}": duty in found for duty in DUTIES}
        | {f"team_{member}": member in members for member in TEAM_MEMBERS}
        | {"programme_in_office": "yes" if programme_in_office(text) else "no"}
    )


def _around(document: Document, each: Provision) -> str:
    """The heading and the lead-in of a provision."""
    clause = document.clauses[each.clause]
    spans = [document.sections[clause.section].title] if clause.section is not None else []
    spans += [document.clauses[clause.lead_in].body] if clause.lead_in is not None else []
    return " ".join(view(document.text, span).text for span in spans)


@lru_cache(maxsize=1 << 10)  # each sentence is looked at by three, each heading with all of its sentences
def _plain(text: str) -> str:
    return in_bokmal(text.lower())


def _named(name: str, text: str) -> bool:
    return any(all(pattern.search(text) for pattern in way) for way in _ways()[name])


@cache
def _ways() -> Mapping[str, _Ways]:
    source = resources.files(__package__).joinpath("lexicon", "duties.yaml").read_text(encoding="utf-8")
    listed: dict[str, list[list[str]]] = yaml.load(source, Loader=yaml.CBaseLoader)
    return {name: tuple(tuple(map(re.compile, way)) for way in ways) for name, ways in listed.items()}
