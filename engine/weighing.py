"""How much each rule weighs for a document: what was in force on its date, or what was asked for by name.

Promises never to pick the stricter answer where no source settles which instrument applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..report import model as report
from ..report.messages import text
from .job import AUTO
from .rulebook.authority import Authority, authority_on, governed, strongest
from .rulebook.model import Pack, Rule
from .settings import Settings

INTRO = "intro-agreement"
_LEVELS: Mapping[str, tuple[report.Authority, report.Severity]] = {
    "skal": ("skal", "error"),
    "bør": ("bør", "warning"),
    "kan": ("kan", "info"),
    "not_in_force": ("not_in_force", "info"),
}
_MILDEST_FIRST: tuple[report.Severity, ...] = ("info", "warning", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """What weighing the rules for one document takes.

    `kinds` are those whose rules apply. `dated` is the date of the document, None when it has none; `day` is that or
    else the day that it is judged for. `asked` gives, for each rule that a profile asks for by name, the packs that do.
    """

    kinds: tuple[str, ...]
    dated: date | None
    day: date
    authority: Authority
    asked: Mapping[str, tuple[Pack, ...]]
    by_kind: bool


def scales(kinds: tuple[str, ...], dated: date | None, settings: Settings) -> Scales:
    """The scales for a document of `kinds`; the first decides by what authority its checklist binds."""
    named = [pack for pack in settings.rulebook.packs if pack.id in settings.profiles]
    asking = {pack.id: settings.rulebook.asked_for(pack) for pack in named}
    day = dated or settings.as_of
    return Scales(
        kinds=kinds,
        dated=dated,
        day=day,
        authority=authority_on(kinds[0], day),
        asked={
            rule.id: packs
            for rule in settings.rulebook.rules
            if (packs := tuple(pack for pack in named if rule.id in asking[pack.id]))
        },
        by_kind=AUTO in settings.profiles,
    )


def applies(on: Scales, rule: Rule) -> bool:
    """Whether `rule` is for the document: asked for by name, or by its kind.

    A rule that belongs to no requirement goes by kind under every profile, but only in its time.
    """
    if rule.id in on.asked:
        return True
    if not rule.requirement:
        return _for_kind(on, rule) and rule.in_force.applies_on(on.day) != "no"
    return on.by_kind and _for_kind(on, rule)


def _for_kind(on: Scales, rule: Rule) -> bool:
    return any(kind in rule.applies_to for kind in on.kinds)


def weight(on: Scales, rule: Rule) -> tuple[report.Authority, report.Severity]:
    """How strongly `rule` binds the document, and how much a breach weighs: never more than the rule itself says."""
    levels: list[str] = [
        rule.authority if pack.id == rule.pack else pack.authority for pack in on.asked.get(rule.id, ())
    ]
    if on.by_kind or not levels:
        levels.append(_on_the_day(on, rule))
    authority, severity = _LEVELS[strongest(levels)]
    if not rule.requirement and authority != "not_in_force":
        return authority, rule.severity
    return authority, min(severity, rule.severity, key=_MILDEST_FIRST.index)


def _on_the_day(on: Scales, rule: Rule) -> str:
    if rule.pack in governed() and rule.requirement:
        return on.authority.level
    return rule.authority if rule.in_force.timeless or rule.in_force.applies_on(on.day) == "yes" else "not_in_force"


def by_date(on: Scales, rule: Rule) -> bool:
    """Whether what `rule` weighs depends on the date of the document."""
    return bool(rule.requirement) and rule.id not in on.asked and not rule.in_force.timeless


def unsettled(on: Scales, rules: Sequence[Rule]) -> Iterable[str]:
    """The instruments of which no source settles whether they applied to what `rules` check, each once."""
    told = " / ".join(on.authority.instruments)
    if not on.authority.settled and any(rule.pack in governed() for rule in rules):
        yield told
    others = (rule.source.document for rule in rules if rule.in_force.applies_on(on.day) == "unknown")
    # A circular that is named there already is not told twice.
    yield from sorted({document for document in others if document not in told})


def source_of(on: Scales, rule: Rule) -> str:
    """The document that a finding rests on: a guide that asks for the same as the circular is named before it."""
    if rule.pack not in governed() or not rule.requirement or weight(on, rule)[0] != "bør":
        return rule.source.document
    guides = [pack.source.document for pack in on.asked.get(rule.id, ()) if pack.id != rule.pack]
    return f"{' / '.join(guides or on.authority.sources)}, jf. {rule.source.document}"


def basis(on: Scales, rules: Sequence[Rule], lang: str) -> report.Basis | None:
    """What the checklist of a document was judged by and why; None when no rule of it was asked."""
    checklist = [rule for rule in rules if rule.pack in governed() and rule.requirement]
    if not checklist:
        return None
    level, _ = weight(on, checklist[0])
    packs = tuple(pack.source.document for pack in on.asked.get(checklist[0].id, ()))
    reason: report.Reason = "profile" if packs else "date" if on.dated else "as_of"
    instruments = packs or on.authority.instruments
    told = _told(on, reason, level, instruments, lang)
    return report.Basis(authority=level, instruments=instruments, reason=reason, message=told)


def _told(on: Scales, reason: str, level: str, instruments: tuple[str, ...], lang: str) -> str:
    binding = text("authorities", level, lang)
    if reason == "profile":
        return text("basis", "profile", lang, instruments=" + ".join(instruments), level=binding)
    what = "none" if not instruments else "unsettled" if not on.authority.settled else level
    severity = text("severities", _LEVELS[level][1], lang)
    known = {"instruments": " / ".join(instruments), "level": binding, "severity": severity}
    return f"{text('basis', reason, lang, date=on.day.isoformat())} {text('basis', what, lang, **known)}"
