"""The scores of an evaluation as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..engine.scores import PartScore, Scores

_CLASSES = ("met", "nonconforming", "missing")


def scores_text(scores: Scores, *, errors: bool) -> str:
    """Accuracy per part and in all, "not met" as a class of its own, evidence, review flags, and the other fields.

    `errors` lists each miss. Parts whose right status is another than met, nonconforming or missing do not count.
    """
    return "\n".join(_lines(scores, errors)) + "\n"


def not_met(parts: Sequence[PartScore]) -> tuple[float, float, float]:
    """Precision, recall and F1 of "not met" (nonconforming or missing), each 1 where there is nothing to get wrong."""
    both = sum(part.gold != "met" and part.said != "met" for part in parts)
    said = sum(part.said != "met" for part in parts)
    gold = sum(part.gold != "met" for part in parts)
    precision, recall = both / said if said else 1.0, both / gold if gold else 1.0
    return precision, recall, 2 * both / (said + gold) if said + gold else 1.0


def _lines(scores: Scores, errors: bool) -> Iterator[str]:
    judged = [part for part in scores.parts if part.gold in _CLASSES]
    yield f"{scores.documents} dokumenter, {len(judged)} deler med fasit"
    if judged:
        yield from ("", *_table(judged), "", *_details(judged))
    yield ""
    for field in dict.fromkeys(field.field for field in scores.fields):
        own = [each for each in scores.fields if each.field == field]
        yield f"{field}: {sum(each.gold == each.said for each in own)} av {len(own)} riktige"
    if errors:
        yield from ("", *_errors(scores, judged))


def _table(judged: Sequence[PartScore]) -> Iterator[str]:
    yield f"{'del':14} {'n':>4} {'riktig':>7}  {'P':>5} {'R':>5} {'F1':>5}  (P, R, F1 for «ikke oppfylt»)"
    for part in sorted({part.part for part in judged}):
        yield _row(part, [each for each in judged if each.part == part])
    for language in sorted({part.language for part in judged}):
        yield _row(f"alle, {language}", [each for each in judged if each.language == language])
    yield _row("alle", judged)


def _row(name: str, parts: Sequence[PartScore]) -> str:
    right = sum(part.said == part.gold for part in parts) / len(parts)
    precision, recall, f1 = not_met(parts)
    return f"{name:14} {len(parts):4} {right:7.3f}  {precision:5.2f} {recall:5.2f} {f1:5.2f}"


def _details(judged: Sequence[PartScore]) -> Iterator[str]:
    wrong = [part for part in judged if part.said != part.gold]
    flagged = [part for part in judged if part.review]
    quoted = [part for part in judged if part.hit is not None]
    for status, claim in (("met", "sagt oppfylt uten å være det"), ("missing", "sagt å mangle uten å gjøre det")):
        count = sum(part.said == status for part in wrong)
        yield f"{claim}: {count} ({count / len(judged):.1%})"
    yield f"sitatet treffer fasitens: {sum(part.hit is True for part in quoted)} av {len(quoted)}"
    yield f"merket «se over»: {len(flagged)} ({len(flagged) / len(judged):.1%})"
    yield f"av {len(wrong)} feil er {sum(part.review for part in wrong)} merket «se over»"
    pairs = Counter((part.gold, part.said) for part in wrong).most_common()
    yield "forvekslinger (fasit → sagt): " + ", ".join(f"{gold} → {said} {count}" for (gold, said), count in pairs)


def _errors(scores: Scores, judged: Sequence[PartScore]) -> Iterator[str]:
    for part in judged:
        if part.said != part.gold:
            mark = " (se over)" if part.review else ""
            yield f"{part.document} {part.part}: {part.said}, fasit {part.gold}{mark}"
    for part in judged:
        if part.hit is False:
            yield f"{part.document} {part.part}: sitatet er et annet enn fasitens"
    for field in scores.fields:
        if field.said != field.gold:
            yield f"{field.document} {field.field}: {field.said}, fasit {field.gold}"
