"""A rule in plain language: source, time, what satisfies it, examples, and what a person must still judge."""

from __future__ import annotations

from ..engine.rulebook.dates import InForce
from ..engine.rulebook.model import Example, Rule
from .messages import text


def explanation(rule: Rule, lang: str) -> str:
    """The explanation of `rule` in `lang` ("nb", "nn" or "en")."""

    def word(code: str) -> str:
        return text("words", code, lang)

    source = " ".join(part for part in (rule.source.document, rule.source.section) if part)
    examples = [_example(rule, status, lang) for status in ("met", "nonconforming", "missing")]
    return "\n".join(
        [
            f"{rule.id}  {rule.title.in_language(lang)}",
            f"{word('source')}: {source}" + (f" – «{rule.source.quote}»" if rule.source.quote else ""),
            f"{word('authority')}: {text('authorities', rule.authority, lang)}{_time(rule.in_force, lang)}",
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


def _example(rule: Rule, status: str, lang: str) -> Example | None:
    """The first example with `status`, if possible in `lang`."""
    shown = [example for example in rule.examples if example.status == status]
    return next((example for example in shown if example.lang == lang), shown[0] if shown else None)


def _time(in_force: InForce, lang: str) -> str:
    """The time in words, with "?" for a day that no source gives; "" when nothing is known of it."""
    if in_force.start.text == "?" and in_force.end is None:
        return ""
    start = f", {text('words', 'since', lang)} {in_force.start.text}"
    return start + (f" {text('words', 'until', lang)} {in_force.end.text}" if in_force.end else "")
