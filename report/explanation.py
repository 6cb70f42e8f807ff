"""A rule in plain language: where it comes from, since when, what satisfies it, examples, and what a person must still judge."""

from __future__ import annotations

from ..engine.rulebook.dates import InForce
from ..engine.rulebook.model import Rule
from .messages import text


def explanation(rule: Rule, lang: str) -> str:
    """The explanation of `rule` in `lang` ("nb", "nn" or "en")."""

    def word(code: str) -> str:
        return text("words", code, lang)

    source = " ".join(part for part in (rule.source.document, rule.source.section) if part)
    lines = [
        f"{rule.id}  {rule.title.in_language(lang)}",
        f"{word('source')}: {source}" + (f" – «{rule.source.quote}»" if rule.source.quote else ""),
        f"{word('authority')}: {text('authorities', rule.authority, lang)}, {_time(rule.in_force, lang)}",
        f"{word('satisfied_by')}: {rule.satisfies.in_language(lang)}",
        f"{word('remedy')}: {rule.remedy.in_language(lang)}",
    ]
    for status in ("met", "nonconforming", rule.otherwise.status):
        example = next((each for each in rule.examples if each.status == status and each.lang == lang), None)
        example = example or next((each for each in rule.examples if each.status == status), None)
        if example and not any(line.startswith(f"{word('example')} – {text('statuses', status, lang)}") for line in lines):
            lines.append(f"{word('example')} – {text('statuses', status, lang)}: «{' '.join(example.text.split())}»")
    return "\n".join([*lines, f"{word('limits')}: {rule.limits.in_language(lang)}"])


def _time(in_force: InForce, lang: str) -> str:
    end = f" {text('words', 'until', lang)} {in_force.end.text}" if in_force.end else ""
    return f"{text('words', 'since', lang)} {in_force.start.text}{end}"
