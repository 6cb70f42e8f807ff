"""Rules, requirements and packs in plain language: source, time, what satisfies them, what a person must judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..engine.rulebook.authority import governed, timeline
from ..engine.rulebook.dates import InForce
from ..engine.rulebook.model import Example, Pack, Rule
from .messages import messages, text


def explanation(rule: Rule, lang: str) -> str:
    """The explanation of `rule` in `lang` ("nb", "nn", "en" or "sv")."""

    def word(code: str) -> str:
        return text("words", code, lang)

    source = " ".join(part for part in (rule.source.document, rule.source.section) if part)
    severity = text("severities", rule.severity, lang)
    examples = [_example(rule, status, lang) for status in ("met", "nonconforming", "missing", "not_applicable")]
    kinds = ", ".join(text("kinds", kind, lang) for kind in rule.applies_to)
    return "\n".join(
        [
            f"{rule.id}  {rule.title.in_language(lang)}",
            f"{word('pack')}: {rule.pack}",
            f"{word('source')}: {source}" + (f" – «{rule.source.quote}»" if rule.source.quote else ""),
            f"{word('authority')}: {text('authorities', rule.authority, lang)}{_time(rule.in_force, lang)}",
            *_through_time(rule, lang),
            f"{word('severity')}: {severity}",
            f"{word('applies_to')}: {kinds}",
            f"{word('satisfied_by')}: {rule.satisfies.in_language(lang)}",
            f"{word('remedy')}: {rule.remedy.in_language(lang)}",
            *(
                f"{word('example')} – {text('statuses', example.status, lang)}: «{' '.join(example.text.split())}»"
                for example in examples
                if example
            ),
            f"{word('limits')}: {rule.limits.in_language(lang)}",
        ]
    )


def requirement_heading(requirement: str, parts: int, lang: str) -> str:
    """What stands above the explanations of the `parts` of a requirement."""
    names = messages()["requirements"]
    name = f": {names[requirement][lang]}" if requirement in names else ""
    return f"{text('words', 'requirement', lang, id=requirement, parts=str(parts))}{name}"


def pack_explanation(pack: Pack, rules: Iterable[Rule], lang: str) -> str:
    """What `pack` is, when it applied, and which of `rules` it holds or asks for."""

    def word(code: str) -> str:
        return text("words", code, lang)

    own = ", ".join(rule.id for rule in rules if rule.pack == pack.id)
    return "\n".join(
        [
            f"{pack.id}  {pack.title.in_language(lang)}",
            f"{word('source')}: {pack.source.document}" + (f", {pack.source.url}" if pack.source.url else ""),
            f"{word('in_force')}: {_period(pack.in_force, lang) or word('timeless')}",
            f"{word('applies_to')}: {', '.join(text('kinds', kind, lang) for kind in pack.applies_to)}",
            *([f"{word('rules')}: {own}"] if own else []),
            *_subjects(pack, lang),
            *([f"{word('limits')}: {pack.limits.in_language(lang)}"] if pack.limits else []),
        ]
    )


def _subjects(pack: Pack, lang: str) -> Iterator[str]:
    """The subjects that the source asks for, each with the rules that check it."""
    if pack.subjects:
        yield f"{text('words', 'authority', lang)}: {text('authorities', pack.authority, lang)}"
    for subject in pack.subjects:
        yield f"- {subject.title.in_language(lang)}: {', '.join(subject.parts)}"


def _through_time(rule: Rule, lang: str) -> Iterator[str]:
    """The instruments that the checklist rested on, one after the other."""
    if rule.pack in governed() and rule.requirement:
        yield f"{text('words', 'through_time', lang)}:"
        for each in timeline(rule.applies_to[0]):
            level = text("timeline", each.level, lang)
            yield f"- {each.document}, {_period(each.in_force, lang)}: {level}"


def _example(rule: Rule, status: str, lang: str) -> Example | None:
    """The first example with `status`, if possible in `lang`."""
    shown = [example for example in rule.examples if example.status == status]
    return next((example for example in shown if example.lang == lang), shown[0] if shown else None)


def _time(in_force: InForce, lang: str) -> str:
    period = _period(in_force, lang)
    return f", {period}" if period else ""


def _period(in_force: InForce, lang: str) -> str:
    """The time in words, with "?" for a day that no source gives; "" when nothing is known of it."""
    if in_force.timeless:
        return ""
    start = f"{text('words', 'since', lang)} {in_force.start.text}"
    return start + (f" {text('words', 'until', lang)} {in_force.end.text}" if in_force.end else "")
