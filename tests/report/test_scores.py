"""The scores as text."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.scores import FieldScore, PartScore, Scores
from avtalesjekk.report.scores import not_met, scores_text


def score(gold: str, said: str, *, review: bool = False, hit: bool | None = None, part: str = "G27-4.1.6") -> PartScore:
    """Return the score of a part of a document."""
    return PartScore(document="a.docx", language="nb", part=part, gold=gold, said=said, review=review, hit=hit)


SCORES = Scores(
    documents=2,
    parts=(
        score("met", "met", hit=True),
        score("missing", "nonconforming"),
        score("missing", "met", review=True),
        score("nonconforming", "nonconforming", hit=False),
        score("not_applicable", "missing", part="G27-4.2a"),
    ),
    fields=(
        FieldScore(document="a.docx", field="kind", gold="template", said="template"),
        FieldScore(document="b.docx", field="kind", gold="template", said="circular"),
    ),
)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("met", "met")], (1.0, 1.0, 1.0)),
        ([("missing", "nonconforming"), ("met", "met")], (1.0, 1.0, 1.0)),
        ([("missing", "met"), ("met", "met")], (1.0, 0.0, 0.0)),
        ([("met", "missing"), ("missing", "missing")], (0.5, 1.0, 2 / 3)),
    ],
)
def test_not_met_is_one_class(pairs: list[tuple[str, str]], expected: tuple[float, float, float]) -> None:
    """Nonconforming and missing together; precision, recall and F1."""
    assert not_met([score(gold, said) for gold, said in pairs]) == pytest.approx(expected)


def test_each_part_has_accuracy_precision_recall_and_f1() -> None:
    """Two of four are right; of three that are not met two are found, and nothing else is taken for one."""
    assert "G27-4.1.6         4   0.500   1.00  0.67  0.80" in scores_text(SCORES, errors=False).splitlines()


def test_the_first_line_counts() -> None:
    """What does not apply is no part to judge."""
    assert scores_text(SCORES, errors=False).startswith("2 dokumenter, 4 deler med fasit\n")
    assert "G27-4.2a" not in scores_text(SCORES, errors=True)


def test_wrong_claims_quotes_and_marks_are_counted() -> None:
    """And fields."""
    printed = scores_text(SCORES, errors=False)
    assert "sagt oppfylt uten å være det: 1 (25.0%)\n" in printed
    assert "sagt å mangle uten å gjøre det: 0 (0.0%)\n" in printed
    assert "sitatet treffer fasitens: 1 av 2\n" in printed
    assert "merket «se over»: 1 (25.0%)\nav 2 feil er 1 merket" in printed
    assert "missing → nonconforming 1" in printed
    assert printed.endswith("kind: 1 av 2 riktige\n")


def test_errors_lists_every_miss() -> None:
    """Wrong statuses, other quotes, and wrong fields."""
    assert scores_text(SCORES, errors=True).splitlines()[-4:] == [
        "a.docx G27-4.1.6: nonconforming, fasit missing",
        "a.docx G27-4.1.6: met, fasit missing (se over)",
        "a.docx G27-4.1.6: sitatet er et annet enn fasitens",
        "b.docx kind: circular, fasit template",
    ]


def test_documents_without_parts_have_fields_only() -> None:
    """Nothing is divided by their number."""
    printed = scores_text(Scores(documents=2, parts=(), fields=SCORES.fields), errors=False)
    assert printed == "2 dokumenter, 0 deler med fasit\n\nkind: 1 av 2 riktige\n"
