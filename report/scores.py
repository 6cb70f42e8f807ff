"""The scores of an evaluation as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ..engine.evaluation import PartScore, Scores

_CLASSES = ("met", "nonconforming", "missing")


def scores_text(scores: Scores, *, errors: bool) -> str:
    """Accuracy per part and in all, "not met" as a class of its own, evidence, review flags and the fields; `errors` lists each miss."""
    return "\n".join(_lines(scores, errors)) + "\n"


def _lines(scores: Scores, errors: bool) -> Iterator[str]:
    judged = [part for part in scores.parts if part.gold in _CLASSES]
    yield f"{scores.documents} dokumenter, {len(judged)} deler med fasit"
    yield ""
    yield f"{'del':14} {'n':>4} {'riktig':>7}  {'P':>5} {'R':>5} {'F1':>5}  (P, R, F1 for «ikke oppfylt»)"
    for part in dict.fromkeys(part.part for part in judged):
        yield _row(part, [each for each in judged if each.part == part])
    for language in sorted({part.language for part in judged}):
        yield _row(f"alle, {language}", [each for each in judged if each.language == language])
    yield _row("alle", judged)
    yield ""
    yield from _details(judged)
    for field in dict.fromkeys(field.field for field in scores.fields):
        own = [each for each in scores.fields if each.field == field]
        yield f"{field}: {sum(each.gold == each.said for each in own)} av {len(own)} riktige"
    if errors:
        yield ""
        yield from (f"{p.document} {p.part}: {p.said}, fasit {p.gold}{' (se over)' if p.review else ''}" for p in judged if p.said != p.gold)
        yield from (f"{p.document} {p.part}: sitatet er et annet enn fasitens" for p in judged if p.hit is False)
        yield from (f"{f.document} {f.field}: {f.said}, fasit {f.gold}" for f in scores.fields if f.said != f.gold)


def _row(name: str, parts: Sequence[PartScore]) -> str:
    right = sum(part.said == part.gold for part in parts) / len(parts)
    precision, recall, f1 = not_met(parts)
    return f"{name:14} {len(parts):4} {right:7.3f}  {precision:5.2f} {recall:5.2f} {f1:5.2f}"


def not_met(parts: Sequence[PartScore]) -> tuple[float, float, float]:
    """Precision, recall and F1 of "not met" (nonconforming or missing); 1 where there is nothing to find or nothing was found."""
    unmet: Callable[[str], bool] = lambda status: status != "met"  # noqa: E731
    both = sum(unmet(part.gold) and unmet(part.said) for part in parts)
    said = sum(unmet(part.said) for part in parts)
    gold = sum(unmet(part.gold) for part in parts)
    precision, recall = both / said if said else 1.0, both / gold if gold else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _details(judged: Sequence[PartScore]) -> Iterator[str]:
    wrong = [part for part in judged if part.said != part.gold]
    flagged = [part for part in judged if part.review]
    quoted = [part for part in judged if part.hit is not None]
    false_met = sum(part.said == "met" for part in wrong)
    false_missing = sum(part.said == "missing" for part in wrong)
    yield f"sagt oppfylt uten å være det: {false_met} ({false_met / len(judged):.1%}); sagt å mangle uten å gjøre det: {false_missing} ({false_missing / len(judged):.1%})"
    yield f"sitatet treffer fasitens: {sum(bool(part.hit) for part in quoted)} av {len(quoted)}"
    yield f"merket «se over»: {len(flagged)} ({len(flagged) / len(judged):.1%}); av {len(wrong)} feil er {sum(part.review for part in wrong)} merket"
    pairs = Counter((part.gold, part.said) for part in wrong)
    yield "forvekslinger (fasit → sagt): " + ", ".join(f"{gold} → {said} {count}" for (gold, said), count in pairs.most_common())
